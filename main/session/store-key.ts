import { hkdfSync } from 'node:crypto';

export const SHARE_BYTES = 32;

/**
 * The key of one officer's store on one device: HKDF-SHA-256 (RFC 5869) over card share ‖ device share, 32 bytes.
 * Neither share alone says anything about it. The caller owns the result and both shares, and zeroes them.
 */
export const deriveStoreKey = (
  cardShare: Uint8Array,
  deviceShare: Uint8Array,
  owner: { readonly staffId: string; readonly device: string },
): Uint8Array => {
  if (cardShare.byteLength !== SHARE_BYTES || deviceShare.byteLength !== SHARE_BYTES) throw new RangeError('a share is 32 bytes');
  const both = new Uint8Array(2 * SHARE_BYTES);
  both.set(cardShare, 0);
  both.set(deviceShare, SHARE_BYTES);
  try {
    return new Uint8Array(hkdfSync('sha256', both, 'mobile-office/store-key/1', `${owner.staffId}|${owner.device}`, SHARE_BYTES));
  } finally {
    both.fill(0);
  }
};
