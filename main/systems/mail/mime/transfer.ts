import { decodeUuencoded } from './uuencoded.ts';

const CR = 0x0d;
const LF = 0x0a;
const EQUALS = 0x3d;

/** The bytes that a body stands for, by its Content-Transfer-Encoding (RFC 2045 §6). Never throws: what cannot be is passed over. Linear. */
export const decodeTransfer = (body: Uint8Array<ArrayBuffer>, encoding: string): Uint8Array<ArrayBuffer> => {
  switch (encoding) {
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    case 'x-uuencode':
    case 'x-uue':
    case 'uuencode':
      return decodeUuencoded(body);
    default:
      return body;
  }
};

/** Sextets by byte; 64 for what is none. */
const SEXTETS = new Uint8Array(256).fill(64);
for (const [index, letter] of [...Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')].entries())
  SEXTETS[letter] = index;

/** Whatever is no sextet is passed over; padding ends a unit, also in the middle, where some programs pad every line. */
export const decodeBase64 = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(Math.ceil((bytes.byteLength * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    const sextet = SEXTETS[byte] ?? 64;
    if (sextet < 64) {
      held = ((held << 6) | sextet) & 0xffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        out[length++] = held >> bits;
      }
    } else if (byte === EQUALS) bits = 0;
  }
  return out.slice(0, length);
};

/** An equals sign that introduces no byte and ends no line stands for itself. */
export const decodeQuotedPrintable = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(bytes.byteLength);
  let length = 0;
  for (let at = 0; at < bytes.byteLength; at += 1) {
    const byte = bytes[at] ?? 0;
    const next = byte === EQUALS ? bytes[at + 1] : LF;
    const high = hexDigit(next);
    const low = hexDigit(bytes[at + 2]);
    if (byte !== EQUALS) out[length++] = byte;
    else if (next === undefined || next === LF) at += 1;
    else if (next === CR && bytes[at + 2] === LF) at += 2;
    else if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      at += 2;
    } else out[length++] = byte;
  }
  return out.slice(0, length);
};

/** -1 for what is none. */
const hexDigit = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
};
