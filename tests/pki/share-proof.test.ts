import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { provesShare, shareProof } from '../../pki/index.ts';

const share = randomBytes(32);
const owner = { staffId: 'LC002418', device: 'LAP-0417' };

it('proves a share for its owner on its laptop', () => {
  expect(provesShare(shareProof(share, owner), share, owner)).toBe(true);
});

it.each([
  ['another officer', shareProof(share, { ...owner, staffId: 'LC004127' })],
  ['another laptop', shareProof(share, { ...owner, device: 'LAP-0001' })],
  ['another share', shareProof(randomBytes(32), owner)],
  ['a proof cut short', shareProof(share, owner).subarray(0, 31)],
  ['nothing', new Uint8Array()],
])('proves nothing with the proof of %s', (_, proof) => {
  expect(provesShare(proof, share, owner)).toBe(false);
});
