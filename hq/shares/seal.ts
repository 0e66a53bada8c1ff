import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Whose share it is, and on which laptop: what is sealed for one opens for no other. */
export interface ShareOwner {
  readonly staffId: string;
  readonly device: string;
}

/** AES-256-GCM (NIST SP 800-38D): 96 bits of nonce, 128 of tag. A key seals one laptop's few shares: random nonces never meet. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Nonce, ciphertext and tag. */
export const sealShare = (key: Uint8Array, share: Uint8Array, owner: ShareOwner): Uint8Array => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(aadOf(owner));
  return new Uint8Array(Buffer.concat([nonce, cipher.update(share), cipher.final(), cipher.getAuthTag()]));
};

/** The share, for the caller to zero. Throws for what was not sealed by this key for this owner. */
export const openShare = (key: Uint8Array, sealed: Uint8Array, owner: ShareOwner): Uint8Array => {
  const end = sealed.byteLength - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(aadOf(owner))
    .setAuthTag(sealed.subarray(end));
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]));
};

const aadOf = ({ staffId, device }: ShareOwner): Buffer => Buffer.from(JSON.stringify([staffId, device]));
