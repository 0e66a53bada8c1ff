import type { System } from '../../contracts/hq/feeds.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../store/db.ts';
import { deleteItem, markStale, removeStale, syncedAt } from '../store/items.ts';
import type { SystemsInStore } from './describe.ts';
import { createDispatchWrites, cursorOf, removeDone } from './dispatch.ts';
import { draftReads, draftWrites } from './drafts/drafts.ts';
import { createExportWrites, exportReads } from './export.ts';
import type { FeedLine } from './line.ts';
import { outboxReads } from './outbox.ts';
import { createDecisionWrites, decisionReads } from './outbox-decisions.ts';
import { parsePage, storeItem } from './page.ts';
import { createReindexWrites } from './reindex.ts';
import { forgetSetAside, hasSetAside, keepSetAside, rereadWhenNewer, setAsideReads } from './set-aside.ts';

export const syncReads = {
  ...outboxReads,
  ...decisionReads,
  ...draftReads,
  ...exportReads,
  ...setAsideReads,
  'feed.cursor': (db: ReadableDb, { system }: { readonly system: System }): string => cursorOf(db, system),
  /** When the feed was last read to its end, ISO 8601. */
  'feed.syncedAt': (db: ReadableDb, { system }: { readonly system: System }): string | undefined => syncedAt(db, system),
} as const satisfies Reads;

/** `systems`: what each system knows of its items. */
export const createSyncWrites = (systems: SystemsInStore) =>
  ({
    ...createDispatchWrites(systems),
    ...createExportWrites(systems),
    ...createDecisionWrites(systems),
    ...draftWrites,
    ...createReindexWrites(systems),

    /** Before a feed is read: what an older program set aside is asked for again. */
    'feed.begin': (db: WritableDb, { system }: { readonly system: System }): void => rereadWhenNewer(db, system),

    /**
     * Takes over one page of a change feed: its rows, removals and its cursor; a record that is not what the contract says is set aside
     * and stops no other. Nothing (FeedMalformed) when the page's frame does not hold. `at`: now. Tells whether more is to be asked for.
     */
    'feed.apply': (
      db: WritableDb,
      { system, lines, at }: { readonly system: System; readonly lines: readonly FeedLine[]; readonly at: string },
    ): Result<{ readonly more: boolean; readonly setAside: number }, 'FeedMalformed'> => {
      const page = parsePage(systems.describers, system, lines);
      // A page that says "more" from the cursor just asked for would be asked for without end.
      if (page === undefined || (page.more && page.cursor === cursorOf(db, system))) return fail('FeedMalformed');
      if (page.reset) {
        markStale(db, system);
        forgetSetAside(db, system);
      }
      // Read to its end for the first time: from now on "none" is an answer.
      let changed = page.reset || page.setAside.length > 0 || (!page.more && syncedAt(db, system) === undefined);
      const setAside = hasSetAside(db, system);
      for (const change of page.changes) {
        const took = 'gone' in change ? deleteItem(db, { system, ...change }, change.version) : storeItem(db, systems, system, change);
        changed ||= took;
        if (setAside) forgetSetAside(db, system, change);
      }
      for (const record of page.setAside) keepSetAside(db, system, record, at);
      if (!page.more && removeStale(db, system)) changed = true;
      saveCursor(db, system, page.cursor, page.more ? undefined : at);
      if (removeDone(db, system, !page.more)) changed = true;
      if (changed) db.touch(system);
      return ok({ more: page.more, setAside: page.setAside.length });
    },
  }) as const satisfies Writes;

const saveCursor = (db: WritableDb, system: System, cursor: string, at: string | undefined): void => {
  db.prepareWrite<[string, string, string | null]>(
    `INSERT INTO feed (system, cursor, synced_at) VALUES (?, ?, ?)
     ON CONFLICT (system) DO UPDATE SET cursor = excluded.cursor, synced_at = coalesce(excluded.synced_at, synced_at)`,
  ).run(system, cursor, at ?? null);
};

type OwnReads = typeof syncReads;
type OwnWrites = ReturnType<typeof createSyncWrites>;
declare module '../store/store.ts' {
  interface StoreReads extends OwnReads {}
  interface StoreWrites extends OwnWrites {}
}
