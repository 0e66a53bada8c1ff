import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ecdsaToDer, padPkcs1 } from '../../native/module/signature-format.ts';

describe('an ECDSA signature as DER', () => {
  it('is what another implementation verifies, whatever the lengths of r and s', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    // Enough of them that r or s has its top bit set, or a leading zero byte.
    for (let round = 0; round < 600; round += 1) {
      const data = Buffer.from(String(round));
      const raw = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expect(verify('sha256', data, { key: publicKey, dsaEncoding: 'der' }, ecdsaToDer(raw))).toBe(true);
    }
  });

  it('has no needless zeros and no missing ones', () => {
    const raw = new Uint8Array(64);
    raw[31] = 1;
    raw[32] = 0x80;
    const der = ecdsaToDer(raw);
    expect([...der.subarray(0, 9)]).toEqual([0x30, 38, 0x02, 1, 1, 0x02, 33, 0, 0x80]);
  });
});

describe('a DigestInfo padded for raw RSA', () => {
  const info = Buffer.alloc(51, 7);

  it('is as long as the modulus, and parted from at least eight bytes of padding', () => {
    const padded = padPkcs1(info, 62);
    expect([...padded.subarray(0, 11)]).toEqual([0, 1, ...Array.from({ length: 8 }, () => 0xff), 0]);
    expect(padded.subarray(11)).toEqual(info);
    expect(padPkcs1(info, 256)).toHaveLength(256);
  });

  it.each([0, 50, 54, 61])('is refused for a modulus of %i bytes, which cannot hold it', (blockBytes) => {
    expect(() => padPkcs1(info, blockBytes)).toThrow('modulus too short');
  });
});
