import { createHash } from 'node:crypto';
import type { Store } from '../../../store/store.ts';
import { backoff } from '../../../sync/backoff.ts';
import { type Clock, systemClock } from '../../../sync/clock.ts';
import { runLoop } from '../../../sync/loop.ts';
import type { MapService } from '../../../sync/services/map.ts';
import type { SyncError } from '../../../sync/sync-error.ts';
import { createWakeSignal } from '../../../sync/wake-signal.ts';

/** A district's map is made anew once in weeks. */
const LOOK_MS = 6 * 3_600_000;
/** How long to wait where there is no room for what nobody waits for. */
const NO_ROOM_MS = 30_000;

export interface MapFetchPorts {
  readonly store: Store;
  readonly hq: MapService;
  /** Whether link and disk have room for it: an officer's work goes first, and a disk that is full closes it. */
  readonly hasRoom: () => boolean | Promise<boolean>;
  readonly onSyncError: (syncError: SyncError) => void;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
}

export interface MapFetch {
  tryNow(): void;
  stop(): void;
}

/**
 * Brings the map of the officer's area into the store for as long as work is open: asks HQ what it is made of, fetches the parts that are
 * not here, one at a time with a rest as long as each took, proves each by its hash, and shows it when it is whole. It goes on where it was
 * cut, also at the next sign-in. A part that is not what its hash says is not kept, and is asked for again later.
 */
export const startMapFetch = (ports: MapFetchPorts): MapFetch => {
  const { store, hq, hasRoom, onSyncError, clock = systemClock, random = Math.random } = ports;
  const stopped = new AbortController();
  const { signal } = stopped;
  const urgent = createWakeSignal(clock);

  const fetchParts = async (missing: readonly string[]): Promise<void> => {
    for (const hash of missing) {
      while (!(await hasRoom()) && !signal.aborted) await clock.sleep(NO_ROOM_MS, signal);
      signal.throwIfAborted();
      const begun = clock.now().getTime();
      const data = await hq.part(hash, signal);
      // One that HQ has no more belongs to a map that it has replaced: it is asked anew what the map is.
      if (data === undefined || digest(data) !== hash) throw new Error('map part not usable');
      await store.write('map.keepPart', { hash, data, at: clock.now().toISOString() });
      await clock.sleep(clock.now().getTime() - begun, signal);
    }
  };

  const fetchMap = async (manifest: Uint8Array): Promise<void> => {
    const version = digest(manifest);
    if (version === (await store.read('map.shown', null))?.version) return;
    if (version !== (await store.read('map.coming', null))?.version) {
      await store.write('map.begin', { version, data: manifest, at: clock.now().toISOString() });
    }
    await fetchParts((await store.read('map.coming', null))?.missing ?? []);
    await store.write('map.show', null);
  };

  const round = async (): Promise<void> => {
    const manifest = await hq.current(signal);
    if (manifest !== undefined) await fetchMap(new Uint8Array(Buffer.from(JSON.stringify(manifest))));
    await urgent.wait(LOOK_MS, signal);
  };

  void runLoop({ clock, random, signal, onSyncError, end: () => stopped.abort() }, 'storm', {
    round,
    rest: (failures) => urgent.wait(backoff(failures, random), signal),
  });
  return { tryNow: () => urgent.wake(), stop: () => stopped.abort() };
};

const digest = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
