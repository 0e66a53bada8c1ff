import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readPublicKey } from '../certificate/key.ts';
import type { HashName } from '../certificate/signature.ts';
import { malformed } from '../der/read.ts';
import { bitString, concat, context, octetString, oid, sequence } from '../der/write.ts';
import { algorithms } from '../oids.ts';
import { unwrapKey } from './key-wrap.ts';

/** AlgorithmIdentifier of the key wrap; its parameters are absent (RFC 3565 §2.3.2). */
export const wrapAlgorithm = (): Uint8Array => sequence(oid(algorithms.aes256Wrap));

/** How a key-encryption key is derived; ours is SHA-256 and 32 bytes. */
export interface KeyDerivation {
  readonly hash: HashName;
  readonly bytes: 16 | 24 | 32;
}

/**
 * The key-encryption key from an ECDH result: X9.63 KDF over ECC-CMS-SharedInfo (RFC 5753 §7.2). `wrap` is the AlgorithmIdentifier as it
 * is in the message, `userKeyingMaterial` the sender's, if there is any.
 */
export function keyEncryptionKey(
  secret: Uint8Array,
  wrap: Uint8Array,
  userKeyingMaterial?: Uint8Array,
  { hash, bytes }: KeyDerivation = { hash: 'sha256', bytes: 32 },
): Uint8Array {
  const material = userKeyingMaterial ? [context(0, octetString(userKeyingMaterial))] : [];
  // suppPubInfo: the size of the key in bits, as four octets.
  const keySize = Uint8Array.of(0, 0, (bytes * 8) >> 8, (bytes * 8) & 0xff);
  const sharedInfo = sequence(wrap, ...material, context(2, octetString(keySize)));
  const key = new Uint8Array(bytes);
  for (let at = 0, counter = 1; at < bytes; counter++) {
    const input = concat(secret, Uint8Array.of(0, 0, 0, counter), sharedInfo);
    const block = createHash(hash).update(input).digest();
    key.set(block.subarray(0, bytes - at), at);
    at += block.length;
    input.fill(0);
    block.fill(0);
  }
  return key;
}

/** A content key that was agreed on, as it is in a message. */
export interface AgreedKey {
  /** The sender's ephemeral public key, uncompressed. */
  readonly point: Uint8Array;
  readonly userKeyingMaterial: Uint8Array | undefined;
  /** AlgorithmIdentifier of the key wrap, as it came. */
  readonly wrap: Uint8Array;
  readonly wrapped: Uint8Array;
}

/**
 * The content key, by the recipient's ECDH (`derive`), whose answer is overwritten. Throws PkiError `Malformed` before that for a point off
 * the curve (P-256 unless said otherwise), `Tampered` for a key that does not open.
 */
export async function unwrapAgreed(
  { point, userKeyingMaterial, wrap, wrapped }: AgreedKey,
  derive: (point: Uint8Array) => Promise<Uint8Array>,
  { curve, ...derivation }: KeyDerivation & { readonly curve?: keyof typeof pointBytes } = { hash: 'sha256', bytes: 32 },
): Promise<Uint8Array> {
  demandOnCurve(point, curve);
  const secret = await derive(point);
  const wrappingKey = keyEncryptionKey(secret, wrap, userKeyingMaterial, derivation);
  try {
    return unwrapKey(wrappingKey, wrapped);
  } finally {
    secret.fill(0);
    wrappingKey.fill(0);
  }
}

/** The uncompressed point of a P-256 public key: 65 bytes. */
export const pointOf = (key: KeyObject): Uint8Array => readPublicKey(Uint8Array.from(key.export({ type: 'spki', format: 'der' }))).bytes;

/**
 * Refuses a point that is not on the curve, P-256 unless said otherwise: a card that multiplied it would give its private key away bit
 * by bit (invalid curve attack). Returns it as a key. Throws PkiError `Malformed`.
 */
export function demandOnCurve(point: Uint8Array, curve: keyof typeof pointBytes = algorithms.p256): KeyObject {
  const spki = sequence(sequence(oid(algorithms.ecPublicKey), oid(curve)), bitString(point));
  try {
    if (point.length !== pointBytes[curve] || point[0] !== 4) throw new RangeError('The point is not in uncompressed form');
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (cause) {
    throw Object.assign(malformed('ephemeral key'), { cause });
  }
}

/** Length of an uncompressed point, by curve. */
export const pointBytes = { [algorithms.p256]: 65, [algorithms.p384]: 97, [algorithms.p521]: 133 } as const;
