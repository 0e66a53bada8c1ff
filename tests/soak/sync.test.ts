import { expect, it } from 'vitest';
import { soakSync } from './sync/index.ts';

/** HQ made from nothing, on a machine that is busy. */
const PATIENCE_MS = 300_000;

it.each([11, 20210518])(
  'what the officer was told is kept comes to HQ once, in order, and both sides are equal at rest, through a short soak (seed %i)',
  async (seed) => {
    const outcome = await soakSync({ steps: 120, seed, say: () => undefined });
    expect(outcome.shortest).toEqual([]);
    expect(outcome).toMatchObject({ happened: 120, violations: 0 });
    // Steps that met nothing would prove nothing.
    expect(outcome.tally.written).toBeGreaterThan(0);
    expect(outcome.tally.done).toBeGreaterThan(0);
    expect(outcome.tally.uploads).toBeGreaterThan(0);
  },
  PATIENCE_MS,
);
