import { expect, it } from 'vitest';
import { soakMailbox } from './mailbox/index.ts';

/** Only root may start Postfix. */
it.skipIf(process.getuid?.() !== 0)(
  'nothing of an officer’s mail is lost, sent twice or out of order, and both sides are equal at rest, though the link is cut at random',
  { timeout: 300_000 },
  async () => {
    const { cuts, told, letters } = await soakMailbox({ cuts: 30, seed: 20_261_129, say: () => undefined });
    expect(told).toEqual([]);
    expect(cuts).toBe(30);
    // Cuts that met no letter would prove little.
    expect(letters).toBeGreaterThan(0);
  },
);
