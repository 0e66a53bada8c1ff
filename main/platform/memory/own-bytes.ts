/**
 * The bytes that `base64` stands for, in memory of their own, so that their owner can zero them all: Buffer.from alone leaves them in the
 * pool that every small buffer is cut from.
 */
export const ownBytes = (base64: string): Uint8Array => {
  const pooled = Buffer.from(base64, 'base64');
  const own = new Uint8Array(pooled);
  pooled.fill(0);
  return own;
};
