import type { Clock } from './clock.ts';

/** Wakes one loop. A wake while nobody waits is kept for the next wait, so that none is missed; several count as one. */
export interface WakeSignal {
  wake(): void;
  /** Resolves at the next wake, after `ms`, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const createWakeSignal = (clock: Clock): WakeSignal => {
  let woken = Promise.withResolvers<void>();
  return {
    wake: () => woken.resolve(),
    async wait(ms, signal) {
      const waited = new AbortController();
      await Promise.race([woken.promise, clock.sleep(ms, AbortSignal.any([signal, waited.signal]))]);
      waited.abort();
      woken = Promise.withResolvers();
    },
  };
};
