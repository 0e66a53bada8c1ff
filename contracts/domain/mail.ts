import { z } from 'zod';
import { instant, marking } from './common.ts';
import { isSendable, LETTER_LENGTH, RECIPIENT_NAME_LENGTH } from './letter.ts';
import { isLink, LETTER_MARKS, LINK_LENGTH, letterMarkKinds } from './letter-format.ts';
import { protectionLayer } from './mail-protection.ts';
import { maybeText } from './text.ts';

export const mailAddress = z.object({ name: z.string().max(300), address: z.string().max(320) });
export type MailAddress = z.infer<typeof mailAddress>;

export const sendableAddress = z.string().max(254).refine(isSendable);
/** To whom a letter goes. The name is for people. */
export const mailbox = z.object({ name: maybeText(RECIPIENT_NAME_LENGTH), address: sendableAddress });
export type Mailbox = z.infer<typeof mailbox>;

const offset = z.number().int().min(0).max(LETTER_LENGTH);
/** How stretches of a letter's text look (letter-format.ts). */
export const letterMarks = z
  .array(
    z
      .object({
        from: offset,
        to: offset,
        is: z.enum(letterMarkKinds),
        href: z
          .string()
          .max(LINK_LENGTH)
          .refine((href) => isLink(href))
          .optional(),
      })
      .refine(({ from, to, is, href }) => from <= to && (is === 'link') === (href !== undefined)),
  )
  .max(LETTER_MARKS);

/** A CMS signature of one signer with some certificates is 6 KiB; base64. */
const SIGNATURE_LENGTH = 64_000;
/**
 * The warrant card's signature over a letter that waits to be sent (CMS SignedData without its content, DER, base64). It is over the letter
 * as it was written at that time, under the Message-ID that `id` makes: these go with it, whenever it is sent.
 */
export const letterSignature = z.object({ id: z.uuid(), at: instant, cms: z.base64().min(1).max(SIGNATURE_LENGTH) });
export type LetterSignature = z.infer<typeof letterSignature>;

/**
 * Whether a letter can be encrypted to somebody. `none`: no certificate of theirs is known. `untrusted`: none of this force's warrant cards,
 * or another's. `revocationUnknown`: nothing here says that it was not revoked; it is looked at once more when the letter goes.
 */
export const recipientState = z.enum(['ready', 'none', 'revoked', 'expired', 'revocationUnknown', 'untrusted']);
export type RecipientState = z.infer<typeof recipientState>;

/** What a message is called by all servers, with its angle brackets (RFC 5322 §3.6.4); a line of mail has 998 letters. */
export const messageIdText = z
  .string()
  .max(998)
  .regex(/^<[!-;=?-~]+>$/);

export const folderPath = z.string().min(1).max(500);

export const mailFolder = z.object({
  path: z.string().max(500),
  name: z.string().max(300),
  unread: z.number().int().min(0),
  total: z.number().int().min(0),
  special: z.enum(['inbox', 'sent', 'drafts', 'junk', 'trash', 'archive']).optional(),
  /** Somebody else's, of which nothing may be changed. */
  readOnly: z.boolean().optional(),
});
export type MailFolder = z.infer<typeof mailFolder>;

/** A line of a message list. */
export const mailSummary = z.object({
  id: z.string().max(100),
  folder: z.string().max(500),
  from: mailAddress.optional(),
  /** Of what the officer sent, or a draft: whom it goes to, in one line. */
  recipients: z.string().max(300).optional(),
  subject: z.string().max(1000),
  preview: z.string().max(300),
  at: instant,
  seen: z.boolean(),
  flagged: z.boolean(),
  attachments: z.number().int().min(0),
  marking: marking.optional(),
  /** Found at the mail server, and not kept on this laptop: it can be read and answered, and not filed. */
  atServer: z.boolean().optional(),
});
export type MailSummary = z.infer<typeof mailSummary>;

/**
 * A line of a folder's list by conversations: the newest message of one in that folder, and what all of them there say together. `seen`: all
 * were read; `flagged`: one of them is; `attachments`: of all; the marking is the highest of them.
 */
export const mailConversation = mailSummary.extend({
  /** What it is called for as long as its messages are here. */
  conversation: z.number().int(),
  number: z.number().int().min(1),
  unread: z.number().int().min(0),
  /** Who wrote, the latest first, each once. */
  names: z.array(z.string().max(320)).max(20),
  /** The newest that was not read, else the newest. */
  opens: z.string().max(100),
});
export type MailConversation = z.infer<typeof mailConversation>;

export const mailPart = z.object({
  index: z.number().int().min(0),
  name: z.string().max(300),
  type: z.string().max(200),
  size: z.number().int().min(0),
  /** Path on the app origin of a document that shows it, or of a PDF its bytes; absent where it is not shown in the window. */
  viewPath: z.string().max(300).optional(),
});

/** One message, read. Its HTML is never in here: it is served to a sandboxed frame under bodyPath. */
export const mailMessage = mailSummary.extend({
  /** Absent where its sender gave it none. */
  messageId: messageIdText.optional(),
  /** All who are named as its authors; `from` is the first of them, as the list shows it. */
  authors: z.array(mailAddress).max(20),
  to: z.array(mailAddress).max(500),
  cc: z.array(mailAddress).max(500),
  replyTo: z.array(mailAddress).max(20),
  text: z.string().max(500_000),
  /** Path on the app origin of the sanitised HTML body; absent when the message is plain text only. */
  bodyPath: z.string().max(300).optional(),
  /** What protects it by S/MIME, the outermost first. */
  protection: z.array(protectionLayer).max(20),
  remoteContentBlocked: z.boolean(),
  /** The message could not be read whole; what could be is shown. */
  damaged: z.boolean(),
  /** It is longer than is shown: there is more of it at the server. */
  cut: z.boolean(),
  parts: z.array(mailPart).max(200),
});
export type MailMessage = z.infer<typeof mailMessage>;
