import type { Address } from 'postal-mime';
import type { Marking } from '../../../contracts/domain/common.ts';
import { parseMime } from './mime.ts';
import type { ListedHeader } from './reader/messages.ts';
import { ADDRESS_LENGTH, cleanLine, NAME_LENGTH } from './text.ts';

/** Limit of contracts/domain/mail.ts: what is longer is cut, not refused. */
const SUBJECT_LENGTH = 1000;

/** Reads the header fields that the server gave of a message (HEADER_FIELDS), maybe cut. Never rejects: what is not there is empty. */
export const readHeader = async (fields: Uint8Array): Promise<ListedHeader> => {
  const email = await parseMime(fields).then(
    (parsed) => parsed.email,
    () => undefined,
  );
  const from = mailboxOf(email?.from);
  const subject = cleanLine(email?.subject ?? '', SUBJECT_LENGTH);
  const field = (name: string): string => email?.headers.find(({ key }) => key === name)?.value ?? '';
  return {
    subject,
    fromName: cleanLine(from?.name ?? '', NAME_LENGTH),
    fromAddress: cleanLine(from?.address ?? '', ADDRESS_LENGTH),
    sentAt: asTime(email?.date),
    attachments: field('content-type').trimStart().toLowerCase().startsWith('multipart/mixed') ? 1 : 0,
    marking: markingOf(subject, field('x-protective-marking')),
  };
};

const mailboxOf = (address: Address | undefined) => address?.group?.[0] ?? address;

const asTime = (value: string | undefined): number | undefined => {
  const time = value === undefined ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(time) ? undefined : time;
};

/** The Government Security Classification, from the force's own header or from a subject that begins or ends with it. */
const markingOf = (subject: string, header: string): Marking | undefined => {
  const told = /^(OFFICIAL(?:-SENSITIVE)?)\b/i.exec(header.trimStart())?.[1]?.toUpperCase();
  const bare = subject.replace(/^[^\p{L}\p{N}_]+/u, '').trimEnd();
  const first = /^(OFFICIAL(?:-SENSITIVE)?)\b/.exec(bare)?.[1];
  const last = /\b(OFFICIAL(?:-SENSITIVE)?)\W{0,20}$/.exec(bare.slice(-50))?.[1];
  const found = told ?? first ?? last;
  return found === 'OFFICIAL' || found === 'OFFICIAL-SENSITIVE' ? found : undefined;
};
