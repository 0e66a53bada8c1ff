import { type DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { readBigInteger, readOid, readSmallInteger } from '../der/values.ts';
import { integer, octetString, oid, sequence, setOf } from '../der/write.ts';

/** Object identifiers of the controls in use (RFC 5272 §6). */
export const controls = {
  transactionId: '1.3.6.1.5.5.7.7.5',
  senderNonce: '1.3.6.1.5.5.7.7.6',
  recipientNonce: '1.3.6.1.5.5.7.7.7',
  regInfo: '1.3.6.1.5.5.7.7.18',
  statusInfoV2: '1.3.6.1.5.5.7.7.25',
} as const;

/** A nonce of 16 random bytes cannot be met twice; longer than 64 serves nobody. */
const nonceBytes = { least: 16, most: 64 };

/** The values of a control sequence by type. A control that is not in `known` or comes twice refuses the message (RFC 5272 §3.2.1.1). */
export function readControls(sequenceReader: DerReader, known: readonly string[]): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  const partIds = new Set<number>();
  for (const element of sequenceReader.rest()) {
    const reader = openDer(element.raw, tags.sequence, 'control');
    const partId = readSmallInteger(reader.take(tags.integer, 'control part'));
    const type = readOid(reader.take(tags.oid, 'control type'));
    const values = [...reader.inside(tags.set, 'control values').rest()];
    reader.end('control');
    const [value] = values;
    if (!value || values.length !== 1 || found.has(type) || partIds.has(partId) || !known.includes(type)) throw malformed('control');
    partIds.add(partId);
    found.set(type, value);
  }
  return found;
}

/** One TaggedAttribute with one value. */
export const control = (partId: number, type: string, value: Uint8Array): Uint8Array => sequence(integer(partId), oid(type), setOf(value));

/** A nonce to be sent. Throws RangeError for another size than the reader accepts. */
export function nonce(bytes: Uint8Array): Uint8Array {
  if (bytes.length < nonceBytes.least || bytes.length > nonceBytes.most) throw new RangeError('A nonce has 16 to 64 bytes');
  return octetString(bytes);
}

export function readNonce(element: Element | undefined): Uint8Array | undefined {
  if (!element) return undefined;
  const { tag, content } = element;
  if (tag !== tags.octetString || content.length < nonceBytes.least || content.length > nonceBytes.most) throw malformed('nonce');
  return content;
}

/** 128 bytes: as much as the name of anything that a request is made on. */
const MAX_REGISTRATION_BYTES = 128;

/** A registration text to be sent (RFC 5272 §6.12), UTF-8. Throws RangeError for one that is empty or too long. */
export function registrationInfo(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === 0 || bytes.length > MAX_REGISTRATION_BYTES) throw new RangeError('A registration text has 1 to 128 bytes');
  return octetString(bytes);
}

export function readRegistrationInfo(element: Element | undefined): string | undefined {
  if (!element) return undefined;
  const { tag, content } = element;
  if (tag !== tags.octetString || content.length === 0 || content.length > MAX_REGISTRATION_BYTES) throw malformed('registration');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw malformed('registration');
  }
}

export function readTransactionId(element: Element | undefined): bigint | undefined {
  if (!element) return undefined;
  // 32 bytes: as much as anybody draws at random.
  if (element.tag !== tags.integer || element.content.length > 32) throw malformed('transaction');
  return readBigInteger(element);
}
