import type { ReadableDb, Reads } from '../../store/db.ts';
import { countDrafts } from '../../sync/drafts/table.ts';
import { outboxReads } from '../../sync/outbox.ts';

export const officerReads = {
  /** What would be lost with this store: what HQ has not got, and what was begun and never sent. */
  'work.unfinished': (db: ReadableDb, _: null): number => outboxReads['outbox.count'](db, null) + countDrafts(db),
} as const satisfies Reads;

type OwnReads = typeof officerReads;
declare module '../../store/store.ts' {
  interface StoreReads extends OwnReads {}
}
