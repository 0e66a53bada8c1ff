import { z } from 'zod';
import { attachments } from '../domain/blob.ts';
import { instant } from '../domain/common.ts';
import { LETTER_FILES_BYTES, LETTER_LENGTH, letterMarkings, MAIL_RECIPIENTS, SUBJECT_LENGTH, UNDO_SECONDS } from '../domain/letter.ts';
import { folderPath, letterMarks, letterSignature, mailbox, messageIdText } from '../domain/mail.ts';
import { maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';

/** Where the message lay when the officer decided, for a server that has given it another number since. The laptop adds it. */
const place = z.object({ folder: folderPath, messageId: messageIdText.optional() });

const people = z.array(mailbox).max(MAIL_RECIPIENTS);
const files = attachments.refine((all) => all.reduce((sum, { bytes }) => sum + bytes, 0) <= LETTER_FILES_BYTES);

/** The force's mail. Its items come by IMAP; its commands go there and to the submission server, through the same outbox. */
export const mail = {
  items: {},
  commands: {
    'mail.setSeen': { effect: 'change', item: 'message', payload: z.object({ seen: z.boolean(), place: place.optional() }) },
    'mail.setFlagged': { effect: 'change', item: 'message', payload: z.object({ flagged: z.boolean(), place: place.optional() }) },
    /** Into another folder of the officer's: also the archive, the junk and the deleted ones. */
    'mail.move': {
      effect: 'change',
      item: 'message',
      payload: z.object({ to: folderPath, place: place.optional() }),
      undoSeconds: UNDO_SECONDS,
    },
    /** For good. */
    'mail.erase': { effect: 'change', item: 'message', payload: z.object({ place: place.optional() }) },
    /**
     * A letter. `from`: the officer's own address, which the laptop adds. `inReplyTo`: the Message-ID of what is answered. Its own Message-ID
     * is made of the command's key, or of the signature's `id`. `encrypt`: to everybody who is named and to its sender; it goes in no other way.
     * `sendAt`: it goes no sooner.
     */
    'mail.send': {
      effect: 'create',
      item: 'letter',
      payload: z.object({
        from: mailbox.optional(),
        to: people,
        cc: people,
        bcc: people,
        subject: maybeText(SUBJECT_LENGTH),
        marking: z.enum(letterMarkings),
        text: writtenText(LETTER_LENGTH),
        /** None: it goes as plain text alone. */
        marks: letterMarks.optional(),
        inReplyTo: messageIdText.optional(),
        attachments: files.optional(),
        encrypt: z.boolean().optional(),
        signed: letterSignature.optional(),
        sendAt: instant.optional(),
        at: instant,
      }),
      undoSeconds: UNDO_SECONDS,
      laterField: 'sendAt',
    },
  },
} as const satisfies SystemContract;
