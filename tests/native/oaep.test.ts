import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeOaep } from '../../native/module/oaep.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const padded = (message: Uint8Array, oaepHash = 'sha256'): Buffer => {
  const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, message);
  return privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, sealed);
};

describe('OAEP decoding for modules that only have raw RSA', () => {
  it.each([0, 1, 32, 190])('gives back a message of %i bytes', (length) => {
    const message = new Uint8Array(length).fill(1);
    expect(decodeOaep(padded(message))).toEqual(message);
  });

  it('keeps zeros and ones at the front of a message', () => {
    const message = Uint8Array.of(0, 0, 1, 1, 0, 2);
    expect(decodeOaep(padded(message))).toEqual(message);
  });

  it('refuses a block with any one byte changed', () => {
    const block = padded(new Uint8Array(16));
    for (let at = 0; at < block.length; at += 1) {
      const changed = Uint8Array.from(block);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(decodeOaep(changed)).toBeUndefined();
    }
  });

  it('refuses what was padded with another hash, and what is too short', () => {
    expect(decodeOaep(padded(new Uint8Array(16), 'sha1'))).toBeUndefined();
    expect(decodeOaep(new Uint8Array(65))).toBeUndefined();
    expect(decodeOaep(new Uint8Array(256))).toBeUndefined();
  });
});
