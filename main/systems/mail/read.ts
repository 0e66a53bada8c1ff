import type { Address, Attachment } from 'postal-mime';
import type { MailAddress } from '../../../contracts/domain/mail.ts';
import { boundHtml } from './html/bound.ts';
import { htmlToText } from './html/to-text.ts';
import { MESSAGE_BYTES } from './limits.ts';
import { type ParsedMime, parseMime, TEXT_LENGTH, TooManyParts } from './mime.ts';
import { beginningOf } from './reader/beginning.ts';
import { ADDRESS_LENGTH, cleanLine, cutText, NAME_LENGTH, printable } from './text.ts';

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
  /** There is more of it than these limits let through. */
  readonly cut: boolean;
}

/** What is tried of a message whose whole is too much: its words, and the attachments that begin in it. */
const BEGINNING_BYTES = 256 * 1024;
/** Limits of contracts/domain/mail.ts. */
const RECIPIENTS = 500;
const REPLY_TO = 20;
const PARTS = 200;
const TYPE_LENGTH = 200;

/**
 * Reads a raw message (RFC 5322, MIME). Never rejects and never throws: what is not well formed is read as far as it goes and
 * said to be damaged; what is past a limit is said to be cut.
 */
export const readMessage = async (raw: Uint8Array): Promise<ReadMessage> => {
  const cut = raw.byteLength > MESSAGE_BYTES;
  const bytes = cut ? raw.subarray(0, MESSAGE_BYTES) : raw;
  try {
    return fromEmail(await parseMime(bytes), cut);
  } catch (error) {
    if (error instanceof TooManyParts && bytes.byteLength > BEGINNING_BYTES)
      return { ...(await readMessage(bytes.subarray(0, BEGINNING_BYTES))), damaged: true, cut: true };
    return { ...beginningOf(bytes), html: undefined, parts: [] };
  }
};

const fromEmail = ({ email, textCut }: ParsedMime, bytesCut: boolean): ReadMessage => {
  const { html, cut: htmlCut } = boundHtml(email.html ?? '');
  const words = email.text === undefined || email.text.trim() === '' ? htmlToText(html) : email.text;
  // Half of it may be line ends of two characters.
  const text = words.slice(0, 2 * TEXT_LENGTH + 2).replace(/\r\n?/g, '\n');
  const cut = bytesCut || textCut || htmlCut || text.length > TEXT_LENGTH || email.attachments.length > PARTS;
  return {
    to: addresses(email.to, RECIPIENTS),
    cc: addresses(email.cc, RECIPIENTS),
    replyTo: addresses(email.replyTo, REPLY_TO),
    text: printable(text, TEXT_LENGTH),
    html: html.trim() === '' ? undefined : html,
    parts: email.attachments.slice(0, PARTS).map(toPart),
    damaged: cut || email.headers.length === 0 || email.attachments.some((part) => part.rfc822DepthExceeded === true),
    cut,
  };
};

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
