import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Secrets } from '../../../main/platform/shell/port.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Secret storage for a test: AES-256-GCM under a key of its own, as an operating system's account would have one. */
export const testSecrets = (key: Buffer = randomBytes(32)): Secrets => ({
  sealing: async () => 'keyring',
  async seal(bytes) {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return new Uint8Array(Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
  },
  async open(sealed) {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]));
  },
});
