import { Readable } from 'node:stream';
import MimeNode from 'nodemailer/lib/mime-node';
import type { z } from 'zod';
import type { Attachment } from '../../../../contracts/domain/blob.ts';
import type { Mailbox } from '../../../../contracts/domain/mail.ts';
import type { Commands } from '../../../../contracts/systems/index.ts';
import { cleanLine } from '../text.ts';
import { flowed } from './flowed.ts';
import { letterHtml } from './html.ts';

export type Letter = z.output<Commands['mail']['mail.send']>;

/** What the letter of a command is called by all servers: the same however often it is sent. */
export const letterId = (key: string, { address }: Mailbox): string => `<${key}@${address.slice(address.indexOf('@') + 1)}>`;

/** Everybody to whom it goes, each once: the envelope. */
export const recipientsOf = ({ to, cc, bcc }: Letter): readonly string[] => [
  ...new Map([...to, ...cc, ...bcc].map(({ address }) => [address.toLowerCase(), address])).values(),
];

/** The bytes of a file that a letter carries, piece by piece. Throws when it cannot be read. */
export type ContentOf = (file: Attachment) => AsyncIterable<Uint8Array>;

/**
 * The letter as it is transmitted (RFC 5322): its marking in the subject and in a field of its own, text/plain in lines that flow (RFC 3676),
 * with the same in HTML where anything in it is bold, a list or a link, then its files, byte for byte in base64. Whoever is written to blindly is not in it. The same bytes for the same letter but for white
 * space: nodemailer writes the fields, so that no line end in any value begins another. Rejects as `contentOf` throws.
 */
export const composeLetter = async (
  letter: Letter,
  from: Mailbox,
  messageId: string,
  contentOf: ContentOf = noFile,
): Promise<Uint8Array> => {
  const { attachments = [], text, marks = [] } = letter;
  const words = marks.length === 0 ? TEXT : 'multipart/alternative';
  const [, key = ''] = /^<([^@]+)@/.exec(messageId) ?? [];
  const root = { disableFileAccess: true, disableUrlAccess: true, baseBoundary: key };
  const node = new MimeNode(attachments.length === 0 ? words : 'multipart/mixed', root);
  node.setHeader({
    from: [named(from)],
    to: letter.to.map(named),
    cc: letter.cc.map(named),
    subject: literal(line(`[${letter.marking}] ${letter.subject}`)),
    date: new Date(letter.at).toUTCString().replace(/GMT$/, '+0000'),
    'message-id': messageId,
    'x-protective-marking': letter.marking,
    ...(letter.inReplyTo === undefined ? {} : { 'in-reply-to': letter.inReplyTo, references: letter.inReplyTo }),
  } as never);
  const body = attachments.length === 0 ? node : node.createChild(words);
  (marks.length === 0 ? body : body.createChild(TEXT)).setContent(flowed(text));
  if (marks.length > 0) body.createChild('text/html; charset=utf-8').setContent(letterHtml(text, marks).replaceAll('\n', '\r\n'));
  for (const file of attachments)
    node
      .createChild(transmittedType(file.type), { filename: file.name })
      // Said, or nodemailer would take the lines of a text for its own to end.
      .setHeader('content-transfer-encoding', 'base64')
      .setContent(Readable.from(contentOf(file), { objectMode: false }));
  return node.build();
};

const TEXT = 'text/plain; charset=utf-8; format=flowed';
const noFile: ContentOf = () => {
  throw new Error('no files');
};

/** A message within a message may not be in base64 (RFC 2046 §5.2.1), and its lines would be the servers' to change. */
const transmittedType = (type: string): string => (/^(?:message|multipart)\//.test(type) ? 'application/octet-stream' : type);

const named = ({ name, address }: Mailbox) => ({ name: line(name), address });

/** Longest line of words in a header field. */
const LINE_LENGTH = 1000;
const line = (text: string): string => cleanLine(text, LINE_LENGTH);

/** Bytes of one encoded word, which may have 75 characters (RFC 2047 §2), "=?UTF-8?B?" and "?=" among them. */
const WORD_BYTES = 45;
/** What reads like an encoded word itself (RFC 2047) is encoded, or its reader would be shown what it decodes to. nodemailer encodes all else. */
const literal = (text: string): string => {
  if (!text.includes('=?')) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join(' ');
};
