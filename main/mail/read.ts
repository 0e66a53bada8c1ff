import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import type { MailAddress } from '../../contracts/domain/mail.ts';
import { ADDRESS_LENGTH, NAME_LENGTH } from './header.ts';
import { boundHtml } from './html/bound.ts';
import { htmlToText } from './html/to-text.ts';
import { MESSAGE_BYTES } from './limits.ts';
import { cleanLine, cutText } from './text.ts';

/** One part that can be saved or shown inside the HTML. */
export interface ReadPart {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Without its angle brackets; what a cid: reference names (RFC 2392). */
  readonly contentId: string | undefined;
  /** Shown inside the HTML, not listed as an attachment. */
  readonly related: boolean;
}

/** A message, read as far as it can be. */
export interface ReadMessage {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  /** Always there: the text part, else the HTML's words. */
  readonly text: string;
  /** As the sender wrote it: hostile. */
  readonly html: string | undefined;
  readonly parts: readonly ReadPart[];
  /** It could not be read whole: cut, malformed, or past a limit. What could be read is here. */
  readonly damaged: boolean;
}

/** Nesting of MIME parts: mail clients make four or five levels; hundreds are an attack on the parser's stack. */
const NESTING = 50;
/** Messages inside messages, as when a report is forwarded; deeper ones are listed as attachments. */
const MESSAGES_INSIDE = 3;
/** All headers of all parts together. */
const HEADER_BYTES = 256 * 1024;
/** Limits of contracts/domain/mail.ts. */
const TEXT_LENGTH = 2_000_000;
const RECIPIENTS = 500;
const REPLY_TO = 20;
const PARTS = 200;
const TYPE_LENGTH = 200;

/**
 * Reads a raw message (RFC 5322, MIME). Never rejects and never throws: what is not well formed is read as far as it goes and
 * said to be damaged.
 */
export const readMessage = async (raw: Uint8Array): Promise<ReadMessage> => {
  const cut = raw.byteLength > MESSAGE_BYTES;
  const bytes = cut ? raw.subarray(0, MESSAGE_BYTES) : raw;
  try {
    const email = await PostalMime.parse(bytes, {
      maxNestingDepth: NESTING,
      maxHeadersSize: HEADER_BYTES,
      maxRfc822NestingDepth: MESSAGES_INSIDE,
      attachmentEncoding: 'arraybuffer',
    });
    return fromEmail(email, cut);
  } catch {
    return asPlainText(bytes);
  }
};

const fromEmail = (email: Email, cut: boolean): ReadMessage => {
  const { html, cut: htmlCut } = boundHtml(email.html ?? '');
  const text = email.text === undefined || email.text.trim() === '' ? htmlToText(html) : email.text;
  const tooMuch = htmlCut || text.length > TEXT_LENGTH || email.attachments.length > PARTS;
  return {
    to: addresses(email.to, RECIPIENTS),
    cc: addresses(email.cc, RECIPIENTS),
    replyTo: addresses(email.replyTo, REPLY_TO),
    text: printable(text),
    html: html.trim() === '' ? undefined : html,
    parts: email.attachments.slice(0, PARTS).map(toPart),
    damaged: cut || tooMuch || email.headers.length === 0 || email.attachments.some((part) => part.rfc822DepthExceeded === true),
  };
};

/** The last resort: everything after the header, as far as it is text. */
const asPlainText = (bytes: Uint8Array): ReadMessage => {
  const whole = Buffer.from(bytes.subarray(0, TEXT_LENGTH)).toString('utf8');
  const headerEnd = /\r?\n\r?\n/.exec(whole);
  const text = headerEnd === null ? whole : whole.slice(headerEnd.index + headerEnd[0].length);
  return { to: [], cc: [], replyTo: [], text: printable(text), html: undefined, parts: [], damaged: true };
};

/** Line ends as \n; control characters that no screen should be given are gone. */
const printable = (text: string): string =>
  cutText(
    text
      .slice(0, TEXT_LENGTH)
      .replace(/\r\n?/g, '\n')
      .replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
      .trim(),
    TEXT_LENGTH,
  );

const addresses = (found: readonly Address[] | undefined, limit: number): readonly MailAddress[] =>
  (found ?? [])
    .flatMap((entry) => entry.group ?? [entry])
    .slice(0, limit)
    .map(({ name, address }) => ({ name: cleanLine(name ?? '', NAME_LENGTH), address: cleanLine(address ?? '', ADDRESS_LENGTH) }));

const toPart = (attachment: Attachment, index: number): ReadPart => ({
  name: partName(attachment.filename, index),
  type: cleanLine(attachment.mimeType, TYPE_LENGTH),
  bytes: toBytes(attachment.content),
  contentId: attachment.contentId?.replace(/^<|>$/g, ''),
  related: attachment.related === true && attachment.disposition !== 'attachment',
});

/** The last segment of the sender's name: a path in it is nobody's business and, when saved, an attack. */
const partName = (filename: string | null, index: number): string => {
  const last = cleanLine(filename ?? '', NAME_LENGTH * 4)
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/^\.+/, '')
    .trim();
  return last === undefined || last === '' ? `part ${index + 1}` : cutText(last, NAME_LENGTH);
};

const toBytes = (content: Attachment['content']): Uint8Array => {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return content instanceof Uint8Array ? content : new Uint8Array(content);
};
