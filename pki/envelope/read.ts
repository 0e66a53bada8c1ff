import { readAlgorithm } from '../certificate/signature.ts';
import { contentTypes, openContentInfoOf } from '../cms/content-types.ts';
import { contextTag, DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { concat } from '../der/write.ts';
import { PkiError } from '../fault.ts';
import { algorithms } from '../oids.ts';

/** How the content of an envelope is encrypted. */
export type ContentCipher =
  | { readonly kind: 'gcm'; readonly nonce: Uint8Array; readonly tag: Uint8Array }
  /** Not authenticated: whoever carried it may have changed it. */
  | { readonly kind: 'cbc'; readonly keyBytes: 16 | 24 | 32; readonly iv: Uint8Array };

export interface Sealed {
  readonly recipients: Element;
  readonly cipher: ContentCipher;
  readonly ciphertext: Uint8Array;
}

const CBC_KEY_BYTES: ReadonlyMap<string, 16 | 24 | 32> = new Map([
  [algorithms.aes128Cbc, 16],
  [algorithms.aes192Cbc, 24],
  [algorithms.aes256Cbc, 32],
]);
const CBC_IV_BYTES = 16;

/** AuthEnvelopedData, or EnvelopedData where `types` allow it. Throws PkiError `Malformed` or `UnsupportedAlgorithm`. */
export function readEnvelope(der: Uint8Array, types: readonly string[]): Sealed {
  const { type, content } = openContentInfoOf(der, types);
  return type === contentTypes.authEnvelopedData ? authenticated(content) : enveloped(content);
}

/** The fields of an envelope; what its algorithms are is for the caller to judge. */
export interface EnvelopeFields {
  readonly recipients: Element;
  readonly oid: string;
  readonly parameters: Element | undefined;
  readonly ciphertext: Uint8Array;
}

export interface AuthenticatedFields extends EnvelopeFields {
  /** [1] as it came. */
  readonly attributes: Element | undefined;
  readonly tag: Uint8Array;
}

/** AuthEnvelopedData (RFC 5083 §2.1). Throws PkiError `Malformed`. */
export function readAuthenticated(reader: DerReader): AuthenticatedFields {
  if (readSmallInteger(reader.take(tags.integer, 'version')) !== 0) throw malformed('version');
  reader.optional(contextTag(0));
  const recipients = reader.take(tags.set, 'recipients');
  const encrypted = readEncryptedContent(reader);
  const attributes = reader.optional(contextTag(1));
  const tag = reader.take(tags.octetString, 'authentication tag').content;
  reader.optional(contextTag(2));
  reader.end('envelope');
  return { ...encrypted, recipients, attributes, tag };
}

/** With AES-256-GCM and without authenticated attributes. */
function authenticated(reader: DerReader): Sealed {
  const { recipients, oid, parameters, ciphertext, attributes, tag } = readAuthenticated(reader);
  if (attributes) throw new PkiError('UnsupportedAlgorithm', 'Authenticated attributes are not accepted');
  if (oid !== algorithms.aes256Gcm) throw new PkiError('UnsupportedAlgorithm', 'The content is not encrypted with AES-256-GCM');
  const { nonce, tagLength } = readGcm(parameters);
  // A short tag can be guessed: only the full 16 bytes are accepted.
  if (nonce.length !== 12 || tagLength !== 16 || tag.length !== 16) throw malformed('GCM parameters');
  return { recipients, cipher: { kind: 'gcm', nonce, tag }, ciphertext };
}

/** GCMParameters (RFC 5084 §3.2). Throws PkiError `Malformed`. */
export function readGcm(parameters: Element | undefined): { readonly nonce: Uint8Array; readonly tagLength: number } {
  if (parameters?.tag !== tags.sequence) throw malformed('encrypted content');
  const gcm = openDer(parameters.raw, tags.sequence, 'GCM parameters');
  const nonce = gcm.take(tags.octetString, 'GCM nonce').content;
  const tagLength = gcm.done ? 12 : readSmallInteger(gcm.take(tags.integer, 'GCM tag length'));
  gcm.end('GCM parameters');
  return { nonce, tagLength };
}

/** EnvelopedData (RFC 5652 §6.1). Throws PkiError `Malformed`. */
export function readEnveloped(reader: DerReader): EnvelopeFields {
  readSmallInteger(reader.take(tags.integer, 'version'));
  reader.optional(contextTag(0));
  const recipients = reader.take(tags.set, 'recipients');
  const encrypted = readEncryptedContent(reader);
  reader.optional(contextTag(1));
  reader.end('envelope');
  return { ...encrypted, recipients };
}

/** With AES-CBC (RFC 3565). */
function enveloped(reader: DerReader): Sealed {
  const { recipients, oid, parameters, ciphertext } = readEnveloped(reader);
  const keyBytes = CBC_KEY_BYTES.get(oid);
  if (keyBytes === undefined) throw new PkiError('UnsupportedAlgorithm', 'The content is not encrypted with AES-CBC');
  if (parameters?.tag !== tags.octetString || parameters.content.length !== CBC_IV_BYTES) throw malformed('initialisation vector');
  return { recipients, cipher: { kind: 'cbc', keyBytes, iv: parameters.content }, ciphertext };
}

/** EncryptedContentInfo (RFC 5652 §6.1) of plain data. */
function readEncryptedContent(reader: DerReader) {
  const encrypted = reader.inside(tags.sequence, 'encrypted content');
  const type = readOid(encrypted.take(tags.oid, 'content type'));
  const { oid, parameters } = readAlgorithm(encrypted.take(tags.sequence, 'content encryption'), 'content encryption');
  const ciphertext = readCiphertext(encrypted.any());
  encrypted.end('encrypted content');
  if (type !== contentTypes.data) throw malformed('encrypted content');
  return { oid, parameters, ciphertext };
}

/** [0] IMPLICIT OCTET STRING, whole or (BER) in pieces. */
function readCiphertext({ tag, content }: Element): Uint8Array {
  if (tag === contextTag(0, 'primitive')) return content;
  if (tag !== contextTag(0)) throw malformed('encrypted content');
  const pieces = [...new DerReader(content).rest()];
  if (pieces.some((piece) => piece.tag !== tags.octetString)) throw malformed('encrypted content');
  return concat(...pieces.map((piece) => piece.content));
}
