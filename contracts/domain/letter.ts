/** What both ends of a letter go by. No schemas here, since the window reads it too. */

/** As many as one letter may go to: more is the work of a mailing list. */
export const MAIL_RECIPIENTS = 100;
/** Text of one letter, in UTF-16 code units: a hundred pages, and a draft of it is kept (DRAFT_LENGTH). */
export const LETTER_LENGTH = 80_000;
export const SUBJECT_LENGTH = 250;
/**
 * Bytes of all files of one letter together. With the longest text, and in base64 twice as an encrypted letter is, they are still within
 * the 25 MB that a server takes (Postfix's message_size_limit at HQ).
 */
export const LETTER_FILES_BYTES = 12 * 1024 * 1024;
/** Of one of those whom it goes to, in UTF-16 code units. */
export const RECIPIENT_NAME_LENGTH = 200;
/** For what may be regretted at once: long enough to see that it was the wrong message, short enough not to be waited for. */
export const UNDO_SECONDS = 10;
/** RFC 5321 §4.5.3.1. */
const ADDRESS_LENGTH = 254;
const LOCAL_LENGTH = 64;

/** A letter says one of these, and no word that only a newer program knows. */
export const letterMarkings = ['OFFICIAL', 'OFFICIAL-SENSITIVE'] as const;
export type LetterMarking = (typeof letterMarkings)[number];

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+[A-Za-z]{2,63}$`);

/** Whether mail can be sent to it: an address in ASCII, without quotes, comments or white space (RFC 5322's dot-atom). */
export const isSendable = (address: string): boolean =>
  address.length <= ADDRESS_LENGTH && address.indexOf('@') <= LOCAL_LENGTH && ADDRESS.test(address);
