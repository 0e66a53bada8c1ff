import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileAtomic } from '../../files/atomic.ts';
import type { Secrets } from '../port.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The bytes are damaged, or were sealed with another key. */
export class SealBroken extends Error {
  readonly code = 'SealBroken';
  constructor() {
    super('SealBroken');
    this.name = 'SealBroken';
  }
}

/**
 * AES-256-GCM with a random key in a file that only this account may read. Whoever has the disk has the key: `sealing()`
 * says `none`, because nothing of the machine or the account protects it. Sealed: nonce ‖ ciphertext ‖ tag.
 */
export const fileSecrets = (keyFile: string): Secrets => ({
  sealing: async () => 'none',
  seal: async (bytes) => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', loadKey(keyFile), nonce);
    return new Uint8Array(Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
  },
  open: async (sealed) => {
    if (sealed.byteLength < NONCE_BYTES + TAG_BYTES) throw new SealBroken();
    const decipher = createDecipheriv('aes-256-gcm', loadKey(keyFile), sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const opened = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
    try {
      decipher.final();
      return new Uint8Array(opened);
    } catch {
      throw new SealBroken();
    } finally {
      opened.fill(0);
    }
  },
});

const loadKey = (file: string): Buffer => {
  try {
    const key = readFileSync(file);
    // A key cut short is no key: a new one in its place would make everything sealed unreadable without a word.
    if (key.length !== KEY_BYTES) throw new SealBroken();
    return key;
  } catch (error) {
    if (error instanceof SealBroken || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileAtomic(file, randomBytes(KEY_BYTES)); // On a full disk none, rather than a key cut short, which would stay.
    return readFileSync(file);
  }
};
