import { constants, createPublicKey, diffieHellman, type KeyObject, privateDecrypt } from 'node:crypto';
import type { DecryptionKeys, RsaPadding } from '../../../../pki/index.ts';
import { withoutPadding } from './padding.ts';

/** A private key in memory, with the DER certificate that mail is encrypted to. RSA, or EC on P-256, P-384 or P-521. */
export interface SoftwareKey {
  readonly certificate: Uint8Array;
  readonly key: KeyObject;
}

/** Keys in memory as keys that open mail: for mail from a file (PKCS #12). A card does the same by its own operations. */
export const softwareKeys = (keys: readonly SoftwareKey[]): DecryptionKeys => ({
  certificates: keys.map(({ certificate }) => certificate),
  decrypt: async (index, ciphertext, padding) => {
    const key = keys[index]?.key;
    return key?.asymmetricKeyType === 'rsa' ? decrypt(key, ciphertext, padding) : undefined;
  },
  derive: async (index, point) => {
    const key = keys[index]?.key;
    if (!key) throw new RangeError('There is no such key');
    return Uint8Array.from(diffieHellman({ privateKey: key, publicKey: pointKey(point) }));
  },
});

/**
 * RSA without padding, and the padding taken off here: Node's own OAEP has one hash for both of its uses and refuses PKCS #1 v1.5 in some
 * builds. What is wrong with a padding is not told (RFC 3218, RFC 8017 §7.1.2).
 */
function decrypt(key: KeyObject, ciphertext: Uint8Array, padding: RsaPadding): Uint8Array | undefined {
  let block: Buffer;
  try {
    block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, ciphertext);
  } catch {
    return undefined;
  }
  const message = withoutPadding(block, padding);
  block.fill(0);
  return message;
}

function pointKey(point: Uint8Array): KeyObject {
  const half = (point.length - 1) / 2;
  const coordinate = (from: number): string => Buffer.from(point.subarray(from, from + half)).toString('base64url');
  return createPublicKey({
    key: { kty: 'EC', crv: curves[point.length] ?? '', x: coordinate(1), y: coordinate(1 + half) },
    format: 'jwk',
  });
}

const curves: Readonly<Record<number, string>> = { 65: 'P-256', 97: 'P-384', 133: 'P-521' };
