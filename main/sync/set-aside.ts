import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { System } from '../../contracts/hq/feeds.ts';
import { feedKinds } from '../../contracts/systems/index.ts';
import type { ReadableDb, Reads, WritableDb } from '../store/db.ts';
import type { SetAsideReason } from './line.ts';
import type { SetAside } from './page.ts';

/**
 * Enough to say that a feed is not what it should be. Beyond them only what may be of an item held is noted, which is then not removed as
 * stale (main/store/items.ts); the log alone counts the others, and they are asked for again with the rest.
 */
const MOST_ROWS = 500;

export interface SetAsideNumber {
  readonly system: System;
  readonly kind: string;
  readonly reason: SetAsideReason;
  readonly count: number;
}

/**
 * Which records HQ has and this program could not read: their numbers and why, never what is in them. They are not kept, for HQ has them:
 * the next version of a record comes by the feed, and a program that can read more asks for the whole feed once more.
 */
export const setAsideReads = {
  /** How many of a system are set aside, by kind (empty where a record did not tell it) and reason. */
  'feed.setAside': (db: ReadableDb, _: null): readonly SetAsideNumber[] =>
    db
      .prepare<[], SetAsideNumber>(
        'SELECT system, kind, reason, count(*) AS count FROM set_aside GROUP BY system, kind, reason ORDER BY system, kind, reason',
      )
      .all(),
} as const satisfies Reads;

/**
 * Notes a record that was not taken over, unless what is held is as new. One row stands for all of a kind that nobody here knows, and
 * beyond MOST_ROWS for all that do not tell which they are.
 */
export const keepSetAside = (db: WritableDb, system: System, { kind, id, version, reason }: SetAside, at: string): void => {
  const full = isFull(db, system);
  const name = reason === 'UnknownKind' || (full && kind === '') ? '' : id;
  if (full && kind !== '' && !isHeld(db, system, kind, name)) return;
  db.prepareWrite<[string, string, string, number, string, string, string, string, string, string, number]>(
    `INSERT INTO set_aside (system, kind, id, version, reason, reader, at) SELECT ?, ?, ?, ?, ?, ?, ?
     WHERE NOT EXISTS (SELECT 1 FROM item WHERE system = ? AND kind = ? AND id = ? AND stale = 0 AND version >= ? AND version > 0)
     ON CONFLICT (system, kind, id) DO UPDATE SET version = excluded.version, reason = excluded.reason, reader = excluded.reader, at = excluded.at`,
  ).run(system, kind, name, version, reason, reader(), at, system, kind, id, version);
};

const isFull = (db: ReadableDb, system: System): boolean =>
  db.prepare<[string, number], object>('SELECT 1 FROM set_aside WHERE system = ? LIMIT 1 OFFSET ?').get(system, MOST_ROWS - 1) !==
  undefined;
/** Whether the item is held; without an id, whether any of its kind is. */
const isHeld = (db: ReadableDb, system: System, kind: string, id: string): boolean =>
  db
    .prepare<[string, string, string, string], object>(`SELECT 1 FROM item WHERE system = ? AND kind = ? AND (id = ? OR ? = '') LIMIT 1`)
    .get(system, kind, id, id) !== undefined;

/** Whether anything of the system is set aside: seldom, and then no record of a page need be looked for. */
export const hasSetAside = (db: ReadableDb, system: System): boolean =>
  db.prepare<[string], object>('SELECT 1 FROM set_aside WHERE system = ? LIMIT 1').get(system) !== undefined;

/** A record came right or went, or the whole feed comes again. */
export const forgetSetAside = (db: WritableDb, system: System, record?: { readonly kind: string; readonly id: string }): void => {
  if (record === undefined) db.prepareWrite<[string]>('DELETE FROM set_aside WHERE system = ?').run(system);
  else {
    db.prepareWrite<[string, string, string]>('DELETE FROM set_aside WHERE system = ? AND kind = ? AND id = ?').run(
      system,
      record.kind,
      record.id,
    );
  }
};

/** Has the feed start over when another program, which read by other contracts, set something of it aside. */
export const rereadWhenNewer = (db: WritableDb, system: System): void => {
  const other = db
    .prepare<[string, string], object>('SELECT 1 FROM set_aside WHERE system = ? AND reader <> ? LIMIT 1')
    .get(system, reader());
  if (other === undefined) return;
  forgetSetAside(db, system);
  db.prepareWrite<[string]>(`UPDATE feed SET cursor = '' WHERE system = ?`).run(system);
};

let known: string | undefined;
/** What this program can read: a digest of the kinds' contracts. */
const reader = (): string => {
  known ??= createHash('sha256')
    .update(
      JSON.stringify(
        Object.values(feedKinds).map((kinds) =>
          Object.entries(kinds).map(([kind, schema]) => [kind, z.toJSONSchema(schema, { io: 'input' })]),
        ),
      ),
    )
    .digest('hex');
  return known;
};
