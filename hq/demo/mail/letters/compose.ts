import { createHash } from 'node:crypto';
import type { Marking } from '../../../../contracts/domain/common.ts';
import { MAIL_DOMAIN } from '../dovecot-config.ts';

export interface Correspondent {
  readonly name: string;
  readonly address: string;
}

/** A letter as its writer thinks of it. */
export interface Letter {
  readonly from: Correspondent;
  readonly to: readonly Correspondent[];
  readonly cc?: readonly Correspondent[];
  readonly at: Date;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly marking?: Marking;
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly content: string | Uint8Array }[];
}

/** The letter as a message (RFC 5322, MIME). The same letter makes the same bytes. */
export const compose = (letter: Letter): Uint8Array => {
  const id = idOf(letter);
  const plain = part('text/plain; charset=utf-8', letter.text);
  const body = letter.html === undefined ? plain : multipart('alternative', id, [plain, part('text/html; charset=utf-8', letter.html)]);
  const attached = (letter.attachments ?? []).map(({ name, type, content }) =>
    part(`${type}; name="${name}"`, content, `Content-Disposition: attachment; filename="${name}"`),
  );
  return composeAround(letter, attached.length === 0 ? body : multipart('mixed', `${id}m`, [body, ...attached]));
};

/** A letter's header around an entity that is already made (RFC 2045 §2.4). */
export const composeAround = (letter: Omit<Letter, 'text' | 'html' | 'attachments'>, entity: string): Uint8Array => {
  const headers = [
    `From: ${mailbox(letter.from)}`,
    `To: ${letter.to.map(mailbox).join(',\r\n ')}`,
    ...(letter.cc === undefined ? [] : [`Cc: ${letter.cc.map(mailbox).join(',\r\n ')}`]),
    `Date: ${letter.at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${idOf(letter)}@${MAIL_DOMAIN}>`,
    `Subject: ${words(letter.subject)}`,
    ...(letter.marking === undefined ? [] : [`X-Protective-Marking: ${letter.marking}`]),
    'MIME-Version: 1.0',
  ];
  return Buffer.from(`${headers.join('\r\n')}\r\n${entity}`, 'utf8');
};

const idOf = ({ at, subject, to }: Pick<Letter, 'at' | 'subject' | 'to'>): string =>
  createHash('sha256').update(`${at.toISOString()} ${subject} ${to[0]?.address}`).digest('hex').slice(0, 24);

const mailbox = ({ name, address }: Correspondent): string => `${words(name)} <${address}>`;

/** A phrase or subject: as it is when plain, else as encoded words (RFC 2047), at most 39 characters in each. */
const words = (text: string): string => {
  if (/^[\w .:&/-]*$/.test(text)) return text;
  const pieces = text.match(/.{1,13}/gsu) ?? [];
  return pieces.map((piece) => `=?utf-8?B?${Buffer.from(piece, 'utf8').toString('base64')}?=`).join('\r\n ');
};

const part = (type: string, content: string | Uint8Array, ...more: readonly string[]): string => {
  const base64 =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...more, '', ...base64, ''].join('\r\n');
};

const multipart = (kind: string, boundary: string, parts: readonly string[]): string => {
  const inside = parts.map((one) => `--=_${boundary}\r\n${one}`).join('\r\n');
  return `Content-Type: multipart/${kind}; boundary="=_${boundary}"\r\n\r\n${inside}\r\n--=_${boundary}--\r\n`;
};
