/** Why a certificate was revoked (RFC 5280 §5.3.1), by number. */
export const reasonsByCode = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
} as const;

export type RevocationReason = (typeof reasonsByCode)[keyof typeof reasonsByCode];

export const isReasonCode = (code: number): code is keyof typeof reasonsByCode => Object.hasOwn(reasonsByCode, code);

/** The number of a reason. */
export function reasonCode(reason: RevocationReason): number {
  const found = Object.entries(reasonsByCode).find(([, name]) => name === reason);
  if (!found) throw new RangeError('Unknown revocation reason');
  return Number(found[0]);
}
