import { type Element, malformed, tags } from './read.ts';

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** An INTEGER of any size; DER's shortest form is demanded. */
export function readBigInteger({ content }: Element): bigint {
  const [first, second] = content;
  if (first === undefined) throw malformed('empty integer');
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) throw malformed('padded integer');
  return BigInt.asIntN(content.length * 8, BigInt(`0x${hex(content)}`));
}

/** An INTEGER that must lie from 0 to 2^31-1: a version, a count, a body part. */
export function readSmallInteger(element: Element): number {
  const value = element.content.length > 5 ? -1n : readBigInteger(element);
  if (value < 0n || value > 0x7fffffffn) throw malformed('integer out of range');
  return Number(value);
}

/** A BOOLEAN. FALSE spelled out where it is the default is read too: old authorities wrote it so. */
export function readBoolean({ content }: Element): boolean {
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw malformed('boolean');
  return content[0] === 0xff;
}

/** A BIT STRING of whole bytes: keys and signatures. */
export function readBitString({ content }: Element): Uint8Array {
  if (content[0] !== 0) throw malformed('bit string');
  return content.subarray(1);
}

/** A BIT STRING of named bits: the numbers of those that are set. */
export function readNamedBits({ content }: Element): ReadonlySet<number> {
  const unused = content[0] ?? 8;
  if (unused > 7 || (content.length === 1 && unused !== 0) || content.length > 5) throw malformed('named bits');
  const set = new Set<number>();
  for (let bit = 0; bit < (content.length - 1) * 8 - unused; bit++) {
    if ((content[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) set.add(bit);
  }
  return set;
}

/** An OBJECT IDENTIFIER in dotted form. */
export function readOid({ content }: Element): string {
  const last = content.at(-1);
  // 64 bytes: twice the longest in use; arcs stay exact as bigints.
  if (last === undefined || last >= 0x80 || content.length > 64) throw malformed('object identifier');
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    if (arc === 0n && byte === 0x80) throw malformed('padded object identifier');
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...others] = arcs;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...others].join('.');
}

/** The text of any ASN.1 string type that names use, or undefined for another type. */
export function readText({ tag, content }: Element): string | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  switch (tag) {
    case tags.utf8String:
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
      } catch (cause) {
        throw Object.assign(malformed('UTF-8 string'), { cause });
      }
    case tags.printableString:
    case tags.ia5String:
    case tags.visibleString:
    case tags.numericString:
    case tags.teletexString:
      return bytes.toString('latin1');
    case tags.bmpString:
      if (content.length % 2) throw malformed('BMP string');
      return Buffer.from(bytes).swap16().toString('utf16le');
    case tags.universalString:
      if (content.length % 4) throw malformed('universal string');
      return Array.from({ length: content.length / 4 }, (_, i) => codePoint(bytes.readUInt32BE(i * 4))).join('');
    default:
      return undefined;
  }
}

function codePoint(value: number): string {
  if (value > 0x10ffff) throw malformed('universal string');
  return String.fromCodePoint(value);
}
