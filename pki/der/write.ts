import { contextTag, tags } from './read.ts';

/** Joins bytes into an array of their exact size: never a view of Node's shared pool, whose neighbours may be secrets. */
export const concat = (...parts: readonly Uint8Array[]): Uint8Array => concatAll(parts);

/** The same for a list of any length: a revocation list has more entries than a call may have arguments. */
export function concatAll(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** One DER element with the parts as its content. */
export function encode(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concat(encodeHeader(tag, length), ...parts);
}

/** Identifier and length octets of an element whose content has this many bytes. */
export function encodeHeader(tag: number, length: number): Uint8Array {
  const octets: number[] = [];
  if (length >= 0x80) for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest & 0xff);
  return Uint8Array.from(length < 0x80 ? [tag, length] : [tag, 0x80 | octets.length, ...octets]);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => encode(tags.sequence, ...parts);

/** SET OF: DER sorts its members by their encoding (X.690 §11.6). */
export const setOf = (...members: readonly Uint8Array[]): Uint8Array => encode(tags.set, ...sortMembers(members));

export const sortMembers = (members: readonly Uint8Array[]): readonly Uint8Array[] => [...members].sort(Buffer.compare);

/** [n] around whole elements (explicit, or implicit over a constructed type's members). */
export const context = (n: number, ...parts: readonly Uint8Array[]): Uint8Array => encode(contextTag(n), ...parts);

/** [n] implicit over a primitive type's content. */
export const contextPrimitive = (n: number, content: Uint8Array): Uint8Array => encode(contextTag(n, 'primitive'), content);

export const nullValue = (): Uint8Array => encode(tags.null);

export const boolean = (value: boolean): Uint8Array => encode(tags.boolean, Uint8Array.of(value ? 0xff : 0));

export const octetString = (bytes: Uint8Array): Uint8Array => encode(tags.octetString, bytes);

export const bitString = (bytes: Uint8Array): Uint8Array => encode(tags.bitString, Uint8Array.of(0), bytes);

export const utf8 = (text: string): Uint8Array => encode(tags.utf8String, Buffer.from(text, 'utf8'));

/** PrintableString; the caller vouches for the repertoire (letters, digits and a few marks). */
export const printable = (text: string): Uint8Array => encode(tags.printableString, Buffer.from(text, 'latin1'));

/** BIT STRING of named bits without trailing zero bits, as DER demands. */
export function namedBits(bits: readonly number[]): Uint8Array {
  const last = Math.max(-1, ...bits);
  const bytes = new Uint8Array(Math.floor(last / 8) + 1);
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return encode(tags.bitString, Uint8Array.of(bytes.length * 8 - (last + 1)), bytes);
}

export function integer(value: number | bigint): Uint8Array {
  let number = BigInt(value);
  const octets: number[] = [];
  do {
    octets.unshift(Number(number & 0xffn));
    number >>= 8n;
  } while (!(number === 0n && (octets[0] ?? 0) < 0x80) && !(number === -1n && (octets[0] ?? 0) >= 0x80));
  return encode(tags.integer, Uint8Array.from(octets));
}

export function oid(dotted: string): Uint8Array {
  const [root = 0n, second = 0n, ...others] = dotted.split('.').map(BigInt);
  return encode(tags.oid, Uint8Array.from([root * 40n + second, ...others].flatMap(base128)));
}

function base128(arc: bigint): number[] {
  const octets = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  return octets;
}
