import type { Certificate } from '../certificate/certificate.ts';
import { readName } from '../certificate/name.ts';
import { readAlgorithm } from '../certificate/signature.ts';
import { contextTag, DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { hex, readBitString, readSmallInteger } from '../der/values.ts';
import { PkiError } from '../fault.ts';
import { limits } from '../limits.ts';
import { algorithms } from '../oids.ts';
import type { AgreedKey } from './key-agreement.ts';
import { isOaepSha256 } from './oaep.ts';

/** The content key as it was encrypted to one recipient. */
export type EncryptedKey = { readonly kind: 'transport'; readonly ciphertext: Uint8Array } | ({ readonly kind: 'agreement' } & AgreedKey);

/** A RecipientInfo taken apart (RFC 5652 §6.2): one content key to one certificate. What its algorithms are is for the caller to judge. */
export type RecipientFields =
  | { readonly kind: 'transport'; readonly identifier: Element; readonly algorithm: Element; readonly ciphertext: Uint8Array }
  | {
      readonly kind: 'agreement';
      readonly identifier: Element;
      readonly originator: Element;
      readonly userKeyingMaterial: Uint8Array | undefined;
      readonly scheme: ReturnType<typeof readAlgorithm>;
      readonly wrapped: Uint8Array;
    };

/** Every key that an envelope holds, `most` at most; kinds that go to no certificate are left out. Throws PkiError `Malformed`. */
export function readRecipients(recipientInfos: Element, most: number): readonly RecipientFields[] {
  const found: RecipientFields[] = [];
  let count = 0;
  for (const info of new DerReader(recipientInfos.content).rest()) {
    const fields = info.tag === tags.sequence ? [readTransport(info)] : info.tag === contextTag(1) ? readAgreement(info) : [];
    count += Math.max(1, fields.length);
    if (count > most) throw malformed('too many recipients');
    found.push(...fields);
  }
  return found;
}

/** The key that was encrypted to this certificate. Throws PkiError `NotARecipient`, `UnsupportedAlgorithm` or `Malformed`. */
export function keyFor(recipient: Certificate, recipientInfos: Element): EncryptedKey {
  const fields = readRecipients(recipientInfos, limits.recipients).find(({ identifier }) => names(identifier, recipient));
  if (!fields) throw new PkiError('NotARecipient', 'The envelope is not sealed to this certificate');
  return fields.kind === 'transport' ? transported(fields) : agreed(fields);
}

function readTransport(info: Element): RecipientFields {
  const reader = new DerReader(info.content);
  readSmallInteger(reader.take(tags.integer, 'recipient version'));
  const identifier = reader.any();
  const algorithm = reader.take(tags.sequence, 'key encryption');
  const ciphertext = reader.take(tags.octetString, 'encrypted key').content;
  reader.end('recipient');
  return { kind: 'transport', identifier, algorithm, ciphertext };
}

function transported({ algorithm, ciphertext }: RecipientFields & { readonly kind: 'transport' }): EncryptedKey {
  // PKCS #1 v1.5 above all: whoever can ask a card often enough opens such envelopes without its key (Bleichenbacher).
  if (!isOaepSha256(algorithm)) throw unsupported();
  return { kind: 'transport', ciphertext };
}

function readAgreement(info: Element): readonly RecipientFields[] {
  const reader = new DerReader(info.content);
  readSmallInteger(reader.take(tags.integer, 'recipient version'));
  const originator = new DerReader(reader.take(contextTag(0), 'originator').content).any();
  const materialField = reader.optional(contextTag(1));
  const scheme = readAlgorithm(reader.take(tags.sequence, 'key agreement'), 'key agreement');
  const keys = [...reader.inside(tags.sequence, 'encrypted keys').rest()];
  reader.end('recipient');
  const material = materialField && new DerReader(materialField.content).take(tags.octetString, 'keying material').content;
  return keys.map((key) => ({ kind: 'agreement', originator, userKeyingMaterial: material, scheme, ...readEncryptedKey(key) }));
}

function agreed({ originator, userKeyingMaterial, scheme, wrapped }: RecipientFields & { readonly kind: 'agreement' }): EncryptedKey {
  const wrap = scheme.parameters;
  if (scheme.oid !== algorithms.ecdhSha256Kdf || !wrap || readAlgorithm(wrap, 'key wrap').oid !== algorithms.aes256Wrap)
    throw unsupported();
  return { kind: 'agreement', point: readPoint(originator), userKeyingMaterial, wrap: wrap.raw, wrapped };
}

function readEncryptedKey(element: Element): { readonly identifier: Element; readonly wrapped: Uint8Array } {
  const reader = openDer(element.raw, tags.sequence, 'encrypted key');
  const identifier = reader.any();
  const wrapped = reader.take(tags.octetString, 'encrypted key').content;
  reader.end('encrypted key');
  return { identifier, wrapped };
}

/** [1] OriginatorPublicKey; its algorithm's parameters are absent, NULL or the curve (RFC 5753 §3.1.1). Throws PkiError `UnsupportedAlgorithm`. */
export function readPoint(originator: Element): Uint8Array {
  // A sender's certificate in its place would mean a key that is used again and again.
  if (originator.tag !== contextTag(1)) throw unsupported();
  const reader = new DerReader(originator.content);
  const { oid } = readAlgorithm(reader.take(tags.sequence, 'ephemeral key'), 'ephemeral key');
  const point = readBitString(reader.take(tags.bitString, 'ephemeral key'));
  reader.end('ephemeral key');
  if (oid !== algorithms.ecPublicKey) throw unsupported();
  return point;
}

/** IssuerAndSerialNumber, or a subject key identifier: plain [0], or within the RecipientKeyIdentifier of a key agreement. */
export function names(identifier: Element, { issuer, serialHex, extensions }: Certificate): boolean {
  const own = extensions.subjectKeyIdentifier;
  if (identifier.tag === contextTag(0, 'primitive')) return own === hex(identifier.content);
  if (identifier.tag === contextTag(0)) return own === hex(new DerReader(identifier.content).take(tags.octetString, 'recipient').content);
  const reader = openDer(identifier.raw, tags.sequence, 'recipient');
  const name = readName(reader.take(tags.sequence, 'issuer'));
  const serial = reader.take(tags.integer, 'serial number');
  reader.end('recipient');
  return name.key === issuer.key && hex(serial.content) === serialHex;
}

const unsupported = (): PkiError<'UnsupportedAlgorithm'> =>
  new PkiError('UnsupportedAlgorithm', 'The envelope uses an algorithm that is not accepted');
