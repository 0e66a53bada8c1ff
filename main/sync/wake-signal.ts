import type { Clock } from './clock.ts';

/** Wakes one loop. A ring while nobody waits is kept for the next wait, so that none is missed; several count as one. */
export interface WakeSignal {
  ring(): void;
  /** Resolves at the next ring, after `ms`, or when the signal aborts. */
  heard(ms: number, signal: AbortSignal): Promise<void>;
}

export const createWakeSignal = (clock: Clock): WakeSignal => {
  let rung = Promise.withResolvers<void>();
  return {
    ring: () => rung.resolve(),
    async heard(ms, signal) {
      const waited = new AbortController();
      await Promise.race([rung.promise, clock.sleep(ms, AbortSignal.any([signal, waited.signal]))]);
      waited.abort();
      rung = Promise.withResolvers();
    },
  };
};
