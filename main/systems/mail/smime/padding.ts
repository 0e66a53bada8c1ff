import { createHash, timingSafeEqual } from 'node:crypto';
import type { RsaPadding } from '../../../../pki/index.ts';

/** The message in a block of RSA; undefined where the padding does not hold, whatever is wrong with it (RFC 3218). */
export const withoutPadding = (block: Uint8Array, padding: RsaPadding): Uint8Array | undefined =>
  padding.kind === 'pkcs1' ? withoutPkcs1(block) : withoutOaep(block, padding);

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
