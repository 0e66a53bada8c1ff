import addressparser from 'nodemailer/lib/addressparser';
import type { MailAddress } from '../../../../contracts/domain/mail.ts';
import { ADDRESS_LENGTH, cleanLine, NAME_LENGTH } from '../text.ts';
import { decodeText } from './charset.ts';
import { decodeWords } from './words.ts';

/** One header field as it stands in the message. */
export interface Field {
  /** Lower case. */
  readonly name: string;
  /** What follows the colon, still folded. */
  readonly raw: Uint8Array;
}

/** A value with its parameters (RFC 2045 §5.1), e.g. of Content-Type. */
export interface Parameterised {
  /** Lower case. */
  readonly value: string;
  /** By lower-case name; of two of one name the first. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Bytes of one field that are looked at: thousands of recipients, and more than anybody reads of anything else. */
const FIELD_BYTES = 256 * 1024;
/** Parameters of one field. */
const PARAMETERS = 100;

/** The field's text on one line, not decoded; bytes over 127 as UTF-8, else as windows-1252 (RFC 6532, and what was sent before it). */
export const textOf = (field: Field | undefined): string =>
  field === undefined
    ? ''
    : decodeText(field.raw.subarray(0, FIELD_BYTES), undefined)
        .replace(/[\r\n]+[ \t]?/g, ' ')
        .trim();

/** The field's words, decoded. */
export const wordsOf = (field: Field | undefined): string => decodeWords(textOf(field));

/** The mailboxes of address fields (RFC 5322 §3.4), members of groups among them, at most `most`. What is no address is a name alone. */
export const addressesOf = (fields: readonly Field[], most: number): readonly MailAddress[] =>
  fields
    .flatMap((field) => addressparser(textOf(field)))
    .flatMap((entry) => ('group' in entry && entry.group !== undefined ? entry.group : [entry]))
    .slice(0, most)
    .flatMap(({ name, address = '' }) => {
      const shown = { name: cleanLine(decodeWords(name), NAME_LENGTH), address: cleanLine(address, ADDRESS_LENGTH) };
      return shown.name === '' && shown.address === '' ? [] : [shown];
    });

/** A parameterised field; parameters in pieces and in charsets are put together (RFC 2231), encoded words in them decoded though none may be. */
export const parameterisedOf = (field: Field | undefined): Parameterised => {
  const [first = '', ...others] = splitParameters(textOf(field));
  const pieces = new Map<string, { readonly order: number; readonly value: string; readonly encoded: boolean }[]>();
  for (const written of others.slice(0, PARAMETERS)) {
    const equals = written.indexOf('=');
    if (equals < 0) continue;
    const [, name = '', order, star] = /^([^*]*)(?:\*(\d{1,3}))?(\*)?$/.exec(written.slice(0, equals).trim().toLowerCase()) ?? [];
    if (name === '') continue;
    const piece = {
      order: order === undefined ? -1 : Number(order),
      value: unquoted(written.slice(equals + 1).trim()),
      encoded: star !== undefined,
    };
    const known = pieces.get(name);
    if (known === undefined) pieces.set(name, [piece]);
    else if (!known.some((one) => one.order === piece.order && one.encoded === piece.encoded)) known.push(piece);
  }
  return { value: unquoted(first.trim()).toLowerCase(), parameters: new Map([...pieces].map(([name, found]) => [name, joined(found)])) };
};

/** At semicolons outside quotation marks and comments. */
const splitParameters = (text: string): readonly string[] => {
  const parts: string[] = [];
  const lastQuote = text.lastIndexOf('"');
  const lastClose = text.lastIndexOf(')');
  let start = 0;
  let quoted = false;
  let comments = 0;
  let part = '';
  for (let at = 0; at <= text.length; at += 1) {
    const letter = text[at];
    if (letter === undefined || (letter === ';' && !quoted && comments === 0)) {
      parts.push(part + text.slice(start, at));
      part = '';
      start = at + 1;
    } else if (letter === '\\' && quoted) at += 1;
    else if (letter === '"' && comments === 0) quoted = !quoted && at < lastQuote;
    else if (letter === '(' && !quoted && /\s|^$/.test(text[at - 1] ?? '') && at < lastClose) {
      if (comments === 0) part += text.slice(start, at);
      comments += 1;
    } else if (letter === ')' && !quoted && comments > 0) {
      comments -= 1;
      start = at + 1;
    }
  }
  return parts;
};

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, text.length > 1 && text.endsWith('"') ? -1 : undefined).replace(/\\(.)/g, '$1') : text;

type Piece = { readonly order: number; readonly value: string; readonly encoded: boolean };

/** RFC 2231 §3 and §4 before a plain value of the same name: programs write both, the plain one for those that know no better. */
const joined = (pieces: readonly Piece[]): string => {
  const extended = pieces.filter(({ order, encoded }) => order >= 0 || encoded).sort((one, other) => one.order - other.order);
  if (extended.length === 0) return decodeWords(pieces[0]?.value ?? '');
  const [, charset, rest] = (extended[0]?.encoded === true ? /^([^']{0,60})'[^']{0,60}'(.*)$/s.exec(extended[0].value) : null) ?? [];
  const bytes = extended.map(({ value, encoded }, index) => {
    const written = index === 0 && rest !== undefined ? rest : value;
    return encoded ? percentDecoded(written) : Buffer.from(written, 'utf8');
  });
  const text = decodeText(Buffer.concat(bytes), charset);
  return charset === undefined ? decodeWords(text) : text;
};

const percentDecoded = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/[^\0-\x7f]+/g, (letters) => encodeURIComponent(letters.toWellFormed()))
      .replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  );
