import type { WorkPlace } from '../../contracts/ipc/session.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../store/db.ts';

export const placeReads = {
  /** Where the officer was last, or undefined at the first sign-in. */
  'place.get': (db: ReadableDb, _: null): WorkPlace | undefined => {
    const row = db.prepare<[], { pane: string; item: string | null; at: string }>('SELECT pane, item, at FROM place').get();
    return row && { pane: row.pane, at: row.at, ...(row.item === null ? {} : { item: row.item }) };
  },
} as const satisfies Reads;

export const placeWrites = {
  'place.set': (db: WritableDb, { pane, item, at }: WorkPlace): void => {
    db.prepareWrite<[string, string | null, string]>('INSERT OR REPLACE INTO place (only, pane, item, at) VALUES (1, ?, ?, ?)').run(
      pane,
      item ?? null,
      at,
    );
  },
} as const satisfies Writes;

type OwnReads = typeof placeReads;
type OwnWrites = typeof placeWrites;
declare module '../store/store.ts' {
  interface StoreReads extends OwnReads {}
  interface StoreWrites extends OwnWrites {}
}
