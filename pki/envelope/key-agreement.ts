import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readPublicKey } from '../certificate/key.ts';
import { malformed } from '../der/read.ts';
import { bitString, concat, context, octetString, oid, sequence } from '../der/write.ts';
import { algorithms } from '../oids.ts';

/** AlgorithmIdentifier of the key wrap; its parameters are absent (RFC 3565 §2.3.2). */
export const wrapAlgorithm = (): Uint8Array => sequence(oid(algorithms.aes256Wrap));

/** Size of the key-encryption key in bits, as four octets (RFC 5753 §7.2, suppPubInfo). */
const keySize = Uint8Array.of(0, 0, 1, 0);

/**
 * The key-encryption key from an ECDH result: X9.63 KDF with SHA-256 over ECC-CMS-SharedInfo (RFC 5753 §7.2), one block of 32 bytes.
 * `wrap` is the AlgorithmIdentifier as it is in the message, `userKeyingMaterial` the sender's, if there is any.
 */
export function keyEncryptionKey(secret: Uint8Array, wrap: Uint8Array, userKeyingMaterial?: Uint8Array): Uint8Array {
  const material = userKeyingMaterial ? [context(0, octetString(userKeyingMaterial))] : [];
  const sharedInfo = sequence(wrap, ...material, context(2, octetString(keySize)));
  const input = concat(secret, Uint8Array.of(0, 0, 0, 1), sharedInfo);
  const key = createHash('sha256').update(input).digest();
  input.fill(0);
  return key;
}

/** The uncompressed point of a P-256 public key: 65 bytes. */
export const pointOf = (key: KeyObject): Uint8Array => readPublicKey(Uint8Array.from(key.export({ type: 'spki', format: 'der' }))).bytes;

/**
 * Refuses a point that is not on P-256: a card that multiplied it would give its private key away bit by bit (invalid curve attack).
 * Throws PkiError `Malformed`.
 */
export function demandOnCurve(point: Uint8Array): void {
  const spki = sequence(sequence(oid(algorithms.ecPublicKey), oid(algorithms.p256)), bitString(point));
  try {
    if (point.length !== 65 || point[0] !== 4) throw new RangeError('The point is not in uncompressed form');
    createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (cause) {
    throw Object.assign(malformed('ephemeral key'), { cause });
  }
}
