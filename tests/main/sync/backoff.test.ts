import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoff, FIRST_WAIT_MS, LONGEST_WAIT_MS } from '../../../main/sync/backoff.ts';

it('waits longer after each failure, between half a second and a minute, never at the same moment for all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, share) => {
      const wait = backoff(failures, () => share);
      expect(wait).toBeGreaterThanOrEqual(FIRST_WAIT_MS / 2);
      expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      expect(backoff(failures + 1, () => share)).toBeGreaterThanOrEqual(wait);
    }),
  );
  expect(backoff(3, () => 0)).not.toBe(backoff(3, () => 0.9));
});
