import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A lock under the device share of the officer's lease, around an envelope that the card alone opens: AES-256-GCM, key by HKDF-SHA-256
 * (RFC 5869). With it the envelope is as good as the store beside it: without a lease, or HQ, disk and card and PIN open neither.
 * Locked: nonce ‖ ciphertext ‖ tag. The caller zeroes the share.
 */
export const lockPacket = (envelope: Uint8Array, deviceShare: Uint8Array): Uint8Array => {
  const key = keyOf(deviceShare);
  try {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return new Uint8Array(Buffer.concat([nonce, cipher.update(envelope), cipher.final(), cipher.getAuthTag()]));
  } finally {
    key.fill(0);
  }
};

/** The envelope; undefined when it was damaged, or locked under another share. */
export const unlockPacket = (locked: Uint8Array, deviceShare: Uint8Array): Uint8Array | undefined => {
  if (locked.byteLength < NONCE_BYTES + TAG_BYTES) return undefined;
  const key = keyOf(deviceShare);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, locked.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(locked.subarray(-TAG_BYTES));
    return new Uint8Array(Buffer.concat([decipher.update(locked.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]));
  } catch {
    return undefined;
  } finally {
    key.fill(0);
  }
};

const keyOf = (deviceShare: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', deviceShare, '', 'mobile-office/unsent/1', 32));
