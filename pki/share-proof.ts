import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whose card share it is, and on which laptop. */
export interface ShareOwner {
  readonly staffId: string;
  readonly device: string;
}

const PURPOSE = 'mobile-office/card-share-owner/1';

/**
 * Says whose a card share is: HMAC-SHA-256 (RFC 2104) under the share itself over the owner, 32 bytes. Made when the share is made or
 * opened, and kept in clear beside its envelope: it tells nothing of 32 random bytes. An envelope says only who can open it, in fields
 * that no key protects; so whoever has another officer's envelope could otherwise have it sealed anew as one of their own.
 */
export const shareProof = (share: Uint8Array, { staffId, device }: ShareOwner): Uint8Array =>
  new Uint8Array(
    createHmac('sha256', share)
      .update(JSON.stringify([PURPOSE, staffId, device]))
      .digest(),
  );

/** Whether `proof` was made with this share for this owner. Takes as long for a wrong one. */
export const provesShare = (proof: Uint8Array, share: Uint8Array, owner: ShareOwner): boolean => {
  const expected = shareProof(share, owner);
  return proof.byteLength === expected.byteLength && timingSafeEqual(proof, expected);
};
