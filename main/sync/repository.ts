import type { ChangeLine, System } from '../../contracts/hq/feeds.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../store/db.ts';
import { deleteItem, markStale, removeStale, syncedAt } from '../store/items.ts';
import { cursorOf, dispatchWrites, removeDone } from './dispatch.ts';
import { exportReads, exportWrites } from './export.ts';
import { outboxReads } from './outbox.ts';
import { parsePage, storeItem } from './page.ts';

export const syncReads = {
  ...outboxReads,
  ...exportReads,
  'feed.cursor': (db: ReadableDb, { system }: { readonly system: System }): string => cursorOf(db, system),
  /** When the feed was last read to its end, ISO 8601. */
  'feed.syncedAt': (db: ReadableDb, { system }: { readonly system: System }): string | undefined => syncedAt(db, system),
} as const satisfies Reads;

export const syncWrites = {
  ...dispatchWrites,
  ...exportWrites,

  /**
   * Takes over one page of a change feed: all of its rows, removals and its cursor, or nothing (FeedMalformed) when a single
   * line is not what the contract says. `at`: now. Tells whether more is to be asked for.
   */
  'feed.apply': (
    db: WritableDb,
    { system, lines, at }: { readonly system: System; readonly lines: readonly ChangeLine[]; readonly at: string },
  ): Result<{ readonly more: boolean }, 'FeedMalformed'> => {
    const page = parsePage(system, lines);
    // A page that says "more" from the cursor just asked for would be asked for without end.
    if (page === undefined || (page.more && page.cursor === cursorOf(db, system))) return fail('FeedMalformed');
    if (page.reset) markStale(db, system);
    // Read to its end for the first time: from now on "none" is an answer.
    let changed = page.reset || (!page.more && syncedAt(db, system) === undefined);
    for (const change of page.changes) {
      const took = 'gone' in change ? deleteItem(db, { system, ...change }, change.version) : storeItem(db, system, change);
      changed ||= took;
    }
    if (!page.more && removeStale(db, system)) changed = true;
    saveCursor(db, system, page.cursor, page.more ? undefined : at);
    removeDone(db, system, !page.more);
    if (changed) db.touch(system);
    return ok({ more: page.more });
  },
} as const satisfies Writes;

const saveCursor = (db: WritableDb, system: System, cursor: string, at: string | undefined): void => {
  db.prepareWrite<[string, string, string | null]>(
    `INSERT INTO feed (system, cursor, synced_at) VALUES (?, ?, ?)
     ON CONFLICT (system) DO UPDATE SET cursor = excluded.cursor, synced_at = coalesce(excluded.synced_at, synced_at)`,
  ).run(system, cursor, at ?? null);
};
