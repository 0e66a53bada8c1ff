import type { SessionState } from '../../../contracts/ipc/session.ts';
import type { Log } from '../log/log.ts';
import { type Collector, createGarbageCollection } from './garbage-collection.ts';
import { overwriteReadBuffer } from './read-buffer.ts';

/** From the last change of the session: the sign-in screen has been painted by then, and nobody has typed a PIN that fast. */
const PAINTED_MS = 700;
/** Before the second step: what ends by itself after a lock has ended, and no pause is long enough to be felt. */
const BETWEEN_MS = 1000;
/** Before the third: what still held an answer, a reader in the midst of a message or a connection that nobody waits for, has let go of it. */
const LATE_MS = 15_000;
/** Once more, for what lets go no sooner on a busy machine. */
const LAST_MS = 25_000;

export interface ForgettingPorts {
  /** Resolves once nothing is open or opening any more. */
  readonly closed: () => Promise<void>;
  readonly log: Log;
  /** V8's own unless a test gives another. */
  readonly collector?: Collector;
}

export interface Forgetting {
  /** To be notified of every change of the session. */
  onState(state: SessionState): void;
}

/**
 * Overwrites what an officer's work leaves in the memory of main: strings and buffers that nobody holds any more and nobody can zero. Done
 * soon after each lock and each sign-in that failed, never while one is under way or work is open: then it is done after the next lock.
 */
export const createMemoryScrub = (ports: ForgettingPorts): Forgetting => {
  const collector = ports.collector ?? createGarbageCollection();
  let kind: SessionState['kind'] = 'starting';
  let left: readonly Step[] = [];
  let timer: NodeJS.Timeout | undefined;

  const wait = (ms: number): void => {
    clearTimeout(timer);
    timer = left.length > 0 && !isBusy(kind) ? setTimeout(() => void step(), ms).unref() : undefined;
  };

  const step = async (): Promise<void> => {
    const due = timer;
    await ports.closed();
    const [next, ...after] = left;
    if (due !== timer || next === undefined) return; // The session has moved on meanwhile.
    left = after;
    const begun = performance.now();
    collector[next.how]();
    ports.log('memoryForgotten', { step: next.how, ms: Math.round(performance.now() - begun) });
    wait(next.before);
    if (next.how === 'whole') await overwriteReadBuffer();
  };

  return {
    onState(state) {
      if (isBusy(kind) || (hasPins(kind) && state.kind !== 'unlocking')) left = STEPS;
      kind = state.kind;
      wait(PAINTED_MS);
    },
  };
};

interface Step {
  readonly how: keyof Collector;
  /** From its end to the next step. */
  readonly before: number;
}

/** The first finds nearly all and makes the second short. */
const STEPS: readonly Step[] = [
  { how: 'once', before: BETWEEN_MS },
  { how: 'whole', before: LATE_MS },
  { how: 'whole', before: LAST_MS },
  { how: 'whole', before: 0 },
];

/** Blocking main now would be felt. */
const isBusy = (kind: SessionState['kind']): boolean => kind === 'unlocking' || kind === 'open';

/** A PIN may be changed or unblocked here, without any sign-in. */
const hasPins = (kind: SessionState['kind']): boolean => kind === 'pin' || kind === 'blocked';
