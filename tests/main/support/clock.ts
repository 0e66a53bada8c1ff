import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../main/sync/clock.ts';

/** A clock whose waits are over at once, for loops whose only question is what they do, not when. */
export const hastyClock: Clock = {
  now: () => new Date('2021-05-18T14:40:00.000Z'),
  sleep: async (_ms, signal) => {
    // Some turns of the event loop, so that nothing else starves.
    for (let turn = 0; turn < 3 && !signal.aborted; turn += 1) await setImmediate();
  },
};

/** A clock that stands still: a wait ends only by its signal. */
export const stoppedClock: Clock = {
  now: () => new Date('2021-05-18T14:40:00.000Z'),
  sleep: (_ms, signal) => new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve()))),
};
