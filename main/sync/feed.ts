import { CHANGES_PAGE_LINES, type System } from '../../contracts/hq/feeds.ts';
import type { Store } from '../store/store.ts';
import { backoff, FIRST_WAIT_MS } from './backoff.ts';
import type { FeedLine } from './line.ts';
import { type LoopPorts, runLoop, whenAborted } from './loop.ts';
import type { Services } from './services.ts';
import { FeedMalformedError } from './sync-error.ts';
import type { WakeSignal } from './wake-signal.ts';

/** A page of 500 logs at the worst signal that can still be called one. */
const PAGE_DEADLINE_MS = 120_000;
/** Asked this often even when no notification came: the stream of notifications is a courtesy, the feed is the promise. */
const POLL_MS = 300_000;
/** The changes of a full page, its reset and its cursor. */
const MOST_LINES = CHANGES_PAGE_LINES + 2;

/** Gives the lines of a page back, in place of what does not prove itself a line that is set aside. */
export type Prove = (store: Store, lines: readonly FeedLine[]) => Promise<readonly FeedLine[]>;

export interface Feed {
  readonly system: System;
  readonly store: Store;
  readonly services: Services;
  readonly onRefreshed: (system: System) => void;
  /** The lines with what must be proved before it is taken; absent: HQ's word is enough. */
  readonly prove?: Prove | undefined;
  /** Woken when something may have changed at HQ. */
  readonly wake: WakeSignal;
}

/** Keeps one system's rows as HQ has them: reads the feed to its end, then waits to be woken. */
export const runFeed = (feed: Feed, ports: LoopPorts): Promise<void> => {
  let begun = false;
  return runLoop(ports, feed.system, {
    async round() {
      if (!begun) await feed.store.write('feed.begin', { system: feed.system });
      begun = true;
      while (await takePage(feed, ports));
      feed.onRefreshed(feed.system);
      await feed.wake.wait(POLL_MS, ports.signal);
    },
    async rest(failures) {
      const wait = backoff(failures, ports.random);
      // A notification shows that the link is back and ends the wait, but not its first second: HQ decides how often it notifies.
      const least = Math.min(wait, FIRST_WAIT_MS);
      await ports.clock.sleep(least, ports.signal);
      await feed.wake.wait(wait - least, ports.signal);
    },
  });
};

/** Asks for one page and takes it over; tells whether there is more. */
const takePage = async ({ system, store, services, prove }: Feed, { clock, signal, onSyncError }: LoopPorts): Promise<boolean> => {
  const cursor = await store.read('feed.cursor', { system });
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(PAGE_DEADLINE_MS)]);
  const lines = await Promise.race([collect(services.changes(system, cursor, deadline)), whenAborted(deadline)]);
  if (signal.aborted) return false;
  const proved = prove === undefined ? lines : await prove(store, lines);
  const taken = await store.write('feed.apply', { system, lines: proved, at: clock.now().toISOString() });
  if (!taken.ok) throw new FeedMalformedError();
  if (taken.value.setAside > 0) onSyncError({ system, code: 'RecordsSetAside', count: taken.value.setAside });
  return taken.value.more;
};

/** The lines up to and with the cursor. Throws when there are more of them than a page has, or the page ends without one. */
const collect = async (changes: AsyncIterable<FeedLine>): Promise<readonly FeedLine[]> => {
  const lines: FeedLine[] = [];
  for await (const line of changes) {
    lines.push(line);
    if (line.op === 'cursor') return lines;
    if (lines.length >= MOST_LINES) throw new FeedMalformedError();
  }
  throw new FeedMalformedError();
};
