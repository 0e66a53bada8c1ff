import type { System } from '../../contracts/hq/feeds.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import { indexText, removeText, type SearchText } from './search.ts';

/** Names one item of a system's feed. */
export interface ItemKey {
  readonly system: System;
  readonly kind: string;
  readonly id: string;
}

/** What a room derives from an item of its own when it is stored: what lists show, what it is found by. */
export interface ItemDescription {
  /** JSON; the only part that lists read. */
  readonly summary: object;
  /** Other things that lead to it: ("officer", "2418"), ("unit", "LD21"). */
  readonly links: readonly { readonly role: string; readonly value: string }[];
  readonly search: SearchText | undefined;
  /** Vehicles, places, telephone numbers and objects that it tells of: each is linked to it by its kind, and found by a text of its own. */
  readonly tells?: readonly ToldThing[];
}

/** What items tell of. `id`: in one form, so that what several items tell of is one. */
export interface ToldThing {
  readonly kind: string;
  readonly id: string;
  readonly search: SearchText;
  /** It is the thing's own record, which says before any other item how it is called. */
  readonly own?: true;
}
/** In the search index, whose items are else a system's. */
export const TOLD = 'told';

export interface StoredItem<Body> {
  readonly version: number;
  readonly body: Body;
}

/** One item whole. `Body` is what the feed's schema gave for this kind when it was stored. */
export const readItem = <Body>(db: ReadableDb, { system, kind, id }: ItemKey): StoredItem<Body> | undefined => {
  const row = db
    .prepare<[string, string, string], { version: number; body: string }>(
      'SELECT version, body FROM item WHERE system = ? AND kind = ? AND id = ?',
    )
    .get(system, kind, id);
  return row && { version: row.version, body: JSON.parse(row.body) as Body };
};

/** Every item of a kind, whole, by id. For kinds of which there are few. */
export const readItems = <Body>(db: ReadableDb, system: System, kind: string): Body[] =>
  db
    .prepare<[string, string], { body: string }>('SELECT body FROM item WHERE system = ? AND kind = ? ORDER BY id')
    .all(system, kind)
    .map((row) => JSON.parse(row.body) as Body);

/** Every item of a kind that carries the link, whole, by id. CROSS JOIN: SQLite would else go through all items of the kind. */
export const readLinked = <Body>(db: ReadableDb, link: { role: string; value: string }, system: System, kind: string): Body[] =>
  db
    .prepare<[string, string, string, string], { body: string }>(
      `SELECT item.body FROM item_link AS link CROSS JOIN item USING (system, kind, id)
       WHERE link.role = ? AND link.value = ? AND link.system = ? AND link.kind = ? ORDER BY item.id`,
    )
    .all(link.role, link.value, system, kind)
    .map((row) => JSON.parse(row.body) as Body);

/** When the system's feed was last read to its end: as of then are all its rows. Undefined before the first time. */
export const syncedAt = (db: ReadableDb, system: System): string | undefined =>
  db.prepare<[string], { synced_at: string | null }>('SELECT synced_at FROM feed WHERE system = ?').get(system)?.synced_at ?? undefined;

/**
 * Stores an item if it is newer than the one held (or that one is stale, or provisional); false when it changes nothing.
 */
export const upsertItem = (
  db: WritableDb,
  key: ItemKey,
  item: { readonly version: number; readonly body: object; readonly description: ItemDescription },
): boolean => {
  const { system, kind, id } = key;
  const { changes } = db
    .prepareWrite<[string, string, string, number, string, string]>(
      `INSERT INTO item (system, kind, id, version, summary, body) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (system, kind, id) DO UPDATE
       SET version = excluded.version, stale = 0, summary = excluded.summary, body = excluded.body
       WHERE excluded.version > item.version OR item.stale = 1 OR item.version = 0`,
    )
    .run(system, kind, id, item.version, JSON.stringify(item.description.summary), JSON.stringify(item.body));
  if (changes === 0) return false;
  indexItem(db, key, item.description);
  return true;
};

/** Writes by what an item is found: its links, its text, and what it tells of, in the place of what there was. */
export const indexItem = (db: WritableDb, key: ItemKey, { links, search, tells = [] }: ItemDescription): void => {
  const { system, kind, id } = key;
  const before = toldBy(db, key);
  db.prepareWrite<[string, string, string]>('DELETE FROM item_link WHERE system = ? AND kind = ? AND id = ?').run(system, kind, id);
  const link = db.prepareWrite<[string, string, string, string, string]>(
    'INSERT OR IGNORE INTO item_link (role, value, system, kind, id) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { role, value } of links) link.run(role, value, system, kind, id);
  for (const thing of tells) {
    link.run(thing.kind, thing.id, system, kind, id);
    indexTold(db, thing);
  }
  if (search === undefined) removeText(db, key);
  else indexText(db, key, search);
  forgetUntold(db, before);
};

/** A thing's own record says how it is called, else the newest item that tells of it. */
const indexTold = (db: WritableDb, { kind, id, search, own }: ToldThing): void => {
  const known = db
    .prepare<[string, string, string], { at: string }>('SELECT at FROM search_entry WHERE system = ? AND id = ? AND kind = ?')
    .get(TOLD, id, kind);
  const isNewest = known === undefined || known.at < (search.at ?? '');
  if (own === true || (isNewest && !hasRecord(db, kind, id))) indexText(db, { system: TOLD, kind, id }, search);
};

const hasRecord = (db: ReadableDb, kind: string, id: string): boolean =>
  db
    .prepare<[string, string], object>(
      `SELECT 1 FROM item_link WHERE role = ? AND value = ? AND system = 'records' AND kind = 'thing' LIMIT 1`,
    )
    .get(kind, id) !== undefined;

interface ToldKey {
  readonly kind: string;
  readonly id: string;
}

const toldBy = (db: ReadableDb, { system, kind, id }: ItemKey): readonly ToldKey[] =>
  db
    .prepare<[string, string, string], ToldKey>(
      `SELECT role AS kind, value AS id FROM item_link WHERE system = ? AND kind = ? AND id = ? AND role IN ('vehicle', 'place', 'telephone', 'object')`,
    )
    .all(system, kind, id);

/** Takes what no item tells of any more out of the search index. */
const forgetUntold = (db: WritableDb, things: readonly ToldKey[]): void => {
  const told = db.prepare<[string, string], object>('SELECT 1 FROM item_link WHERE role = ? AND value = ? LIMIT 1');
  for (const { kind, id } of things) if (told.get(kind, id) === undefined) removeText(db, { system: TOLD, kind, id });
};

/** Removes an item unless the one held is as new as `version`; false when it changes nothing. */
export const deleteItem = (db: WritableDb, key: ItemKey, version: number): boolean => {
  const told = toldBy(db, key);
  const { changes } = db
    .prepareWrite<[string, string, string, number]>(
      'DELETE FROM item WHERE system = ? AND kind = ? AND id = ? AND (version < ? OR stale = 1)',
    )
    .run(key.system, key.kind, key.id, version);
  if (changes > 0) removeText(db, key);
  if (changes > 0) forgetUntold(db, told);
  return changes > 0;
};

/** Removes an item, whatever its version. */
export const removeItem = (db: WritableDb, key: ItemKey): void => {
  const told = toldBy(db, key);
  removeText(db, key);
  db.prepareWrite<[string, string, string]>('DELETE FROM item WHERE system = ? AND kind = ? AND id = ?').run(key.system, key.kind, key.id);
  forgetUntold(db, told);
};

/**
 * A reset forgets a system's items in two steps, so that the officer goes on reading the old ones while the new ones come: all
 * are marked stale now, and those that did not come again are removed when the feed has been read to its end.
 */
export const markStale = (db: WritableDb, system: System): void => {
  db.prepareWrite<[string]>('UPDATE item SET stale = 1 WHERE system = ? AND version > 0').run(system);
};

/**
 * Removes what markStale marked and the feed did not bring again; tells whether there was anything. What it brought and this program
 * could not read (set_aside) is shown as it was, and so is all that may be meant by a record that does not tell which it is.
 */
export const removeStale = (db: WritableDb, system: System): boolean => {
  const gone = db
    .prepare<[string], { kind: string; id: string }>(
      `SELECT kind, id FROM item WHERE system = ? AND stale = 1 AND NOT EXISTS (
         SELECT 1 FROM set_aside AS aside WHERE aside.system = item.system
           AND (aside.kind = '' OR (aside.kind = item.kind AND aside.id IN (item.id, ''))))`,
    )
    .all(system);
  for (const { kind, id } of gone) removeItem(db, { system, kind, id });
  return gone.length > 0;
};
