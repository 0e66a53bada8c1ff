import { createHash } from 'node:crypto';

const HASH_BYTES = 32;

/**
 * EME-OAEP decoding with SHA-256, MGF1-SHA-256 and an empty label (RFC 8017, 7.1.2 step 3), for modules that only have raw
 * RSA. `encoded` is the whole block of the modulus's length. Undefined when it is not well formed: every fault takes the same
 * way through, so that a caller cannot be made to tell them apart (Manger's attack).
 */
export function decodeOaep(encoded: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (encoded.length < 2 * HASH_BYTES + 2) return undefined;
  const maskedSeed = encoded.subarray(1, 1 + HASH_BYTES);
  const maskedBlock = encoded.subarray(1 + HASH_BYTES);
  const seed = xor(maskedSeed, mask(maskedBlock, HASH_BYTES));
  const block = xor(maskedBlock, mask(seed, maskedBlock.length));
  const labelHash = createHash('sha256').digest();
  let wrong = encoded[0] ?? 1;
  for (let at = 0; at < HASH_BYTES; at += 1) wrong |= (block[at] ?? 0) ^ (labelHash[at] ?? 0);
  let start = 0;
  let searching = 1;
  for (let at = HASH_BYTES; at < block.length; at += 1) {
    const byte = block[at] ?? 0;
    const isOne = Number(byte === 1);
    const isZero = Number(byte === 0);
    // The first byte after the zeros must be 01; the message starts behind it.
    start |= (at + 1) * (searching & isOne);
    wrong |= searching & (1 - isOne) & (1 - isZero);
    searching &= isZero;
  }
  wrong |= searching;
  const message = wrong === 0 ? new Uint8Array(block.subarray(start)) : undefined;
  seed.fill(0);
  block.fill(0);
  return message;
}

/** MGF1 (RFC 8017, B.2.1). */
function mask(seed: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; counter * HASH_BYTES < length; counter += 1) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    blocks.push(createHash('sha256').update(seed).update(number).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(left: Uint8Array, right: Uint8Array): Uint8Array {
  return Uint8Array.from(left, (byte, at) => byte ^ (right[at] ?? 0));
}
