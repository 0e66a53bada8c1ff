/** DigestInfo of SHA-256 without the hash (RFC 8017, 9.2, note 1): what RSASSA-PKCS1-v1_5 pads and signs. */
export const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** 00 01, at least eight bytes ff, 00 (RFC 8017, 9.2, step 3). */
const PKCS1_MIN_BYTES = 11;

/**
 * EMSA-PKCS1-v1_5 (RFC 8017, 9.2) of a DigestInfo, as long as the key's modulus: for tokens that have raw RSA alone. Throws RangeError for
 * a modulus too short to hold it with eight bytes of padding.
 */
export function padPkcs1(info: Uint8Array, blockBytes: number): Buffer {
  if (blockBytes < info.length + PKCS1_MIN_BYTES) throw new RangeError('modulus too short');
  return Buffer.concat([Buffer.of(0, 1), Buffer.alloc(blockBytes - info.length - 3, 0xff), Buffer.of(0), info]);
}

/** PKCS#11's ECDSA signature, r‖s of equal length, as the DER SEQUENCE of RFC 3279, 2.2.3. */
export function ecdsaToDer(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = raw.length / 2;
  const body = Buffer.concat([derInteger(raw.subarray(0, half)), derInteger(raw.subarray(half))]);
  // P-256 only: the body has at most 70 bytes, so one length byte does.
  return new Uint8Array(Buffer.concat([Buffer.of(0x30, body.length), body]));
}

function derInteger(unsigned: Uint8Array): Buffer {
  let start = 0;
  while (start < unsigned.length - 1 && unsigned[start] === 0) start += 1;
  const digits = unsigned.subarray(start);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Buffer.concat([Buffer.of(0x02, digits.length + sign.length, ...sign), digits]);
}
