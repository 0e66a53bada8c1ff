import { constants, createHash, createPublicKey, diffieHellman, type KeyObject, privateDecrypt, timingSafeEqual } from 'node:crypto';
import type { DecryptionKeys, RsaPadding } from '../../../../pki/index.ts';

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
  const message = padding.kind === 'pkcs1' ? withoutPkcs1(block) : withoutOaep(block, padding);
  block.fill(0);
  return message;
}

/** RFC 8017 §7.2.2: 00 02, eight bytes or more that are not 00, 00, the message. All bytes are looked at, whatever they are. */
function withoutPkcs1(block: Uint8Array): Uint8Array | undefined {
  let end = 0;
  for (let at = block.length - 1; at >= 2; at--) if (block[at] === 0) end = at;
  const wrong = (block[0] ?? 1) | ((block[1] ?? 0) ^ 2) | Number(end < 10);
  const message = Uint8Array.from(block.subarray(end + 1));
  return wrong === 0 ? message : undefined;
}

/** RFC 8017 §7.1.2, step 3. */
function withoutOaep(block: Uint8Array, { hash, maskHash, label }: RsaPadding & { readonly kind: 'oaep' }): Uint8Array | undefined {
  const labelHash = createHash(hash).update(label).digest();
  const size = labelHash.length;
  if (block.length < 2 * size + 2) return undefined;
  const maskedData = block.subarray(1 + size);
  const seed = xor(block.subarray(1, 1 + size), mask(maskHash, maskedData, size));
  const data = xor(maskedData, mask(maskHash, seed, maskedData.length));
  let start = 0;
  for (let at = data.length - 1; at >= size; at--) if (data[at] !== 0) start = at;
  const wrong =
    (block[0] ?? 1) | ((data[start] ?? 0) ^ 1) | Number(start === 0) | Number(!timingSafeEqual(data.subarray(0, size), labelHash));
  const message = Uint8Array.from(data.subarray(start + 1));
  seed.fill(0);
  data.fill(0);
  return wrong === 0 ? message : undefined;
}

/** MGF1 (RFC 8017 §B.2.1). */
function mask(hash: string, seed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const counter = Buffer.alloc(4);
  for (let at = 0, count = 0; at < length; count++) {
    counter.writeUInt32BE(count);
    const block = createHash(hash).update(seed).update(counter).digest();
    out.set(block.subarray(0, length - at), at);
    at += block.length;
  }
  return out;
}

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, index) => byte ^ (b[index] ?? 0));

const curves: Readonly<Record<number, string>> = { 65: 'P-256', 97: 'P-384', 133: 'P-521' };

function pointKey(point: Uint8Array): KeyObject {
  const half = (point.length - 1) / 2;
  const coordinate = (from: number): string => Buffer.from(point.subarray(from, from + half)).toString('base64url');
  return createPublicKey({
    key: { kty: 'EC', crv: curves[point.length] ?? '', x: coordinate(1), y: coordinate(1 + half) },
    format: 'jwk',
  });
}
