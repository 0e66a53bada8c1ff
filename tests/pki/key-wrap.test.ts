import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unwrapKey, wrapKey } from '../../pki/index.ts';
import { isBoringSsl } from './openssl.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const kek = (size: number): Uint8Array => bytes('000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F').subarray(0, size);
const data = (size: number): Uint8Array => bytes('00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F').subarray(0, size);

/** RFC 3394 §4.1-4.6. */
const vectors: readonly (readonly [number, number, string])[] = [
  [16, 16, '1FA68B0A8112B447 AEF34BD8FB5A7B82 9D3E862371D2CFE5'],
  [24, 16, '96778B25AE6CA435 F92B5B97C050AED2 468AB8A17AD84E5D'],
  [32, 16, '64E8C3F9CE0F5BA2 63E9777905818A2A 93C8191E7D6E8AE7'],
  [24, 24, '031D33264E15D332 68F24EC260743EDC E1C6C7DDEE725A93 6BA814915C6762D2'],
  [32, 24, 'A8F9BC1612C68B3F F6E6F4FBE30E71E4 769C8B80A32CB895 8CD5D17D6B254DA1'],
  [32, 32, '28C9F404C4B810F4 CBCCB35CFB87F826 3F5786E2D80ED326 CBC7F0E71A99F43B FB988B9B7A02DD21'],
];

describe('AES key wrap', () => {
  it.each(vectors)('agrees with RFC 3394 for a %i-byte key over %i bytes', (kekSize, dataSize, wrapped) => {
    expect(wrapKey(kek(kekSize), data(dataSize))).toEqual(bytes(wrapped));
    expect(unwrapKey(kek(kekSize), bytes(wrapped))).toEqual(data(dataSize));
  });

  it.skipIf(isBoringSsl)('agrees with OpenSSL on random keys (needs OpenSSL: BoringSSL has no AES key wrap in Node)', () => {
    for (let round = 0; round < 50; round++) {
      const [wrapping, key] = [randomBytes(32), randomBytes(16 + 8 * (round % 6))];
      const cipher = createCipheriv('id-aes256-wrap', wrapping, Buffer.alloc(8, 0xa6));
      expect(wrapKey(wrapping, key)).toEqual(Uint8Array.from(Buffer.concat([cipher.update(key), cipher.final()])));
    }
  });

  it('refuses a wrapped key that was changed anywhere, and another key', () => {
    const wrapped = wrapKey(kek(32), data(32));
    for (let at = 0; at < wrapped.length; at++) {
      const changed = wrapped.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => unwrapKey(kek(32), changed)).toThrowError(expect.objectContaining({ code: 'Tampered' }));
    }
    expect(() => unwrapKey(data(32), wrapped)).toThrowError(expect.objectContaining({ code: 'Tampered' }));
  });

  it('refuses sizes that cannot be', () => {
    expect(() => wrapKey(kek(32), new Uint8Array(12))).toThrow(RangeError);
    expect(() => wrapKey(kek(32), new Uint8Array(8))).toThrow(RangeError);
    expect(() => unwrapKey(kek(32), new Uint8Array(16))).toThrowError(expect.objectContaining({ code: 'Malformed' }));
  });
});
