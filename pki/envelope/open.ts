import { createDecipheriv } from 'node:crypto';
import { readCertificate } from '../certificate/certificate.ts';
import { readAlgorithm } from '../certificate/signature.ts';
import { contentTypes, openContentInfo } from '../cms/content-types.ts';
import { contextTag, DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { readOid, readSmallInteger } from '../der/values.ts';
import { concat } from '../der/write.ts';
import { PkiError } from '../fault.ts';
import { algorithms } from '../oids.ts';
import { demandOnCurve, keyEncryptionKey } from './key-agreement.ts';
import { unwrapKey } from './key-wrap.ts';
import { type EncryptedKey, keyFor } from './recipients.ts';

/** The private key of a recipient; on a warrant card as a rule. Only the operation that fits the certificate's key is called. */
export interface RecipientKey {
  /** DER certificate that the envelope was sealed to. */
  readonly certificate: Uint8Array;
  /** RSA-OAEP with SHA-256 and MGF1-SHA-256, empty label. The answer is overwritten with zeros after use. */
  decrypt(ciphertext: Uint8Array): Promise<Uint8Array>;
  /** ECDH on P-256 with an uncompressed point (65 bytes): the 32 bytes of the shared x. The answer is overwritten with zeros after use. */
  derive(point: Uint8Array): Promise<Uint8Array>;
}

/**
 * Opens an envelope. Throws PkiError with an EnvelopeFault; what the key's operations throw passes through unchanged. The content is
 * an array of its own, so that the caller can overwrite it.
 */
export async function openEnvelope(der: Uint8Array, key: RecipientKey): Promise<Uint8Array> {
  const sealed = readEnvelope(der);
  const encryptedKey = keyFor(readCertificate(key.certificate), sealed.recipients);
  const contentKey = await recover(encryptedKey, key);
  try {
    if (contentKey.length !== 32) throw tampered();
    const decipher = createDecipheriv('aes-256-gcm', contentKey, sealed.nonce, { authTagLength: sealed.tag.length });
    decipher.setAuthTag(sealed.tag);
    const content = decipher.update(sealed.ciphertext);
    try {
      decipher.final();
      return Uint8Array.from(content);
    } catch (cause) {
      throw Object.assign(tampered(), { cause });
    } finally {
      content.fill(0);
    }
  } finally {
    contentKey.fill(0);
  }
}

interface Sealed {
  readonly recipients: Element;
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** AuthEnvelopedData (RFC 5083 §2.1) with AES-256-GCM and without authenticated attributes. */
function readEnvelope(der: Uint8Array): Sealed {
  const reader = openContentInfo(der, contentTypes.authEnvelopedData);
  if (readSmallInteger(reader.take(tags.integer, 'version')) !== 0) throw malformed('version');
  reader.optional(contextTag(0));
  const recipients = reader.take(tags.set, 'recipients');
  const encrypted = reader.inside(tags.sequence, 'encrypted content');
  if (reader.next === contextTag(1)) throw new PkiError('UnsupportedAlgorithm', 'Authenticated attributes are not accepted');
  const tag = reader.take(tags.octetString, 'authentication tag').content;
  reader.optional(contextTag(2));
  reader.end('envelope');
  const type = readOid(encrypted.take(tags.oid, 'content type'));
  const algorithm = readAlgorithm(encrypted.take(tags.sequence, 'content encryption'), 'content encryption');
  const ciphertext = readCiphertext(encrypted.any());
  encrypted.end('encrypted content');
  if (algorithm.oid !== algorithms.aes256Gcm) throw new PkiError('UnsupportedAlgorithm', 'The content is not encrypted with AES-256-GCM');
  if (type !== contentTypes.data || algorithm.parameters?.tag !== tags.sequence) throw malformed('encrypted content');
  const parameters = openDer(algorithm.parameters.raw, tags.sequence, 'GCM parameters');
  const nonce = parameters.take(tags.octetString, 'GCM nonce').content;
  const tagLength = parameters.done ? 12 : readSmallInteger(parameters.take(tags.integer, 'GCM tag length'));
  parameters.end('GCM parameters');
  // A short tag can be guessed: only the full 16 bytes are accepted.
  if (nonce.length !== 12 || tagLength !== 16 || tag.length !== 16) throw malformed('GCM parameters');
  return { recipients, nonce, ciphertext, tag };
}

/** [0] IMPLICIT OCTET STRING, whole or (BER) in pieces. */
function readCiphertext({ tag, content }: Element): Uint8Array {
  if (tag === contextTag(0, 'primitive')) return content;
  if (tag !== contextTag(0)) throw malformed('encrypted content');
  const pieces = [...new DerReader(content).rest()];
  if (pieces.some((piece) => piece.tag !== tags.octetString)) throw malformed('encrypted content');
  return concat(...pieces.map((piece) => piece.content));
}

async function recover(encrypted: EncryptedKey, key: RecipientKey): Promise<Uint8Array> {
  if (encrypted.kind === 'transport') return key.decrypt(encrypted.ciphertext);
  demandOnCurve(encrypted.point);
  const secret = await key.derive(encrypted.point);
  const wrappingKey = keyEncryptionKey(secret, encrypted.wrap, encrypted.userKeyingMaterial);
  try {
    return unwrapKey(wrappingKey, encrypted.wrapped);
  } finally {
    secret.fill(0);
    wrappingKey.fill(0);
  }
}

const tampered = (): PkiError<'Tampered'> => new PkiError('Tampered', 'The envelope was changed, or the key does not fit');
