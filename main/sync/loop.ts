import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import type { Clock } from './clock.ts';
import { endsSync, type SyncError, syncErrorOf } from './sync-error.ts';

/** What all loops of one sync share. */
export interface LoopPorts {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Aborts when the sync is stopped. */
  readonly signal: AbortSignal;
  readonly onSyncError: (syncError: SyncError) => void;
  /** Stops every loop of this sync. */
  readonly end: () => void;
}

/**
 * Runs `round` until the signal aborts. A round that throws is reported, then `rest` waits before the next; `failures` counts
 * those in a row. When the store itself has ended, so does the sync.
 */
export const runLoop = async (
  ports: LoopPorts,
  system: ChangeTopic,
  loop: { readonly round: () => Promise<void>; readonly rest: (failures: number) => Promise<void> },
): Promise<void> => {
  let failures = 0;
  while (!ports.signal.aborted) {
    try {
      await loop.round();
      failures = 0;
    } catch (error) {
      if (ports.signal.aborted) return;
      if (endsSync(error)) return ports.end();
      ports.onSyncError({ system, code: syncErrorOf(error) });
      failures += 1;
      await loop.rest(failures);
    }
  }
};

/** Rejects when the signal aborts: races a call that may not heed it. */
export const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const refuse = (): void => reject(new DOMException('aborted', 'AbortError'));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
