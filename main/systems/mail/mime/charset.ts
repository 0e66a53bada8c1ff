import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** What programs that know no better write for bytes over 127 when they do not say what they are. */
const WESTERN = 'windows-1252';
/** Names that say nothing of bytes over 127 (RFC 2046 §4.1.2), or that are written for whatever was there. */
const UNLABELLED: ReadonlySet<string> = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  '_iso-2022-jp$esc',
]);
/** Read as the bytes 0x80 to 0x9f are always meant (WHATWG Encoding). */
const LATIN_1 = /^(?:iso-?8859-?1|latin-?1|l1|cp819)$/;
/** Written by mail programs, and known to decoders by another name. */
const ALIASES: Readonly<Record<string, string>> = {
  'cp-850': 'cp850',
  utf8mb4: 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  'ks_c_5601-1987': 'euc-kr',
};
/** What iconv-lite decodes besides charsets, as it reads names. */
const NO_CHARSETS: ReadonlySet<string> = new Set(['base64', 'hex', 'binary', 'utf7imap', 'internal']);
/** Of the decoders of iconv-lite, none for escape sequences (RFC 1468); the platform has one. */
const ESCAPED = /^iso-2022-/;

/**
 * Text of bytes in a charset as its sender named it. Never throws. Where no charset, or one that cannot be, is named: UTF-8 if it is that,
 * else windows-1252. A byte order mark counts for more than any name. Linear.
 */
export const decodeText = (bytes: Uint8Array, label: string | undefined): string => {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return iconv.decode(Buffer.from(bytes), marked);
  const charset = charsetOf(label);
  if (charset === undefined || charset === 'utf-8' || charset === 'utf8') return decodeUnlabelled(bytes);
  if (ESCAPED.test(charset)) return new TextDecoder(charset).decode(bytes);
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), charset);
};

const decodeUnlabelled = (bytes: Uint8Array): string => {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Damaged UTF-8 has characters of several bytes all the same; windows-1252 seldom looks like one.
  if (isUtf8(whole) || hasUtf8Character(whole)) return whole.toString('utf8');
  return iconv.decode(whole, WESTERN);
};

/** A decoder's name; undefined where nothing is said. */
const charsetOf = (label: string | undefined): string | undefined => {
  const name = (label ?? '')
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase()
    .slice(0, 60);
  if (UNLABELLED.has(name)) return undefined;
  if (LATIN_1.test(name)) return WESTERN;
  const charset = ALIASES[name] ?? name;
  if (ESCAPED.test(charset)) return isDecodable(charset) ? charset : undefined;
  return iconv.encodingExists(charset) && !NO_CHARSETS.has(charset.replace(/[^a-z\d]/g, '')) ? charset : undefined;
};

const isDecodable = (charset: string): boolean => {
  try {
    return new TextDecoder(charset).encoding !== 'replacement';
  } catch {
    return false;
  }
};

const byteOrderMark = ([first, second, third]: Uint8Array): string | undefined => {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
};

/** Whether a lead byte anywhere has all of its continuation bytes (RFC 3629 §4), and none is alone before it. */
const hasUtf8Character = (bytes: Uint8Array): boolean => {
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < bytes.byteLength; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const length = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    let held = 0;
    while (held < length && ((bytes[at + held + 1] ?? 0) & 0xc0) === 0x80) held += 1;
    if (length > 0 && held === length) whole += 1;
    else broken += 1;
    at += held;
  }
  return whole > broken;
};
