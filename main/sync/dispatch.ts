import { cutShort } from '../../contracts/domain/text.ts';
import { namesIn } from '../../contracts/hq/commands.ts';
import { system as feedSystem, type System } from '../../contracts/hq/feeds.ts';
import type { SystemId } from '../../contracts/systems/ids.ts';
import { resolveId } from '../store/alias.ts';
import type { ReadableDb, WritableDb, Writes } from '../store/db.ts';
import { readItem } from '../store/items.ts';
import { adoptId } from './adopt.ts';
import { BLOBS_AT_HQ, BLOBS_OF, blobsMissingAtHq } from './blobs/repository.ts';
import { openCreations } from './creation.ts';
import type { SystemsInStore } from './describe.ts';
import { holdTimes, isHeld } from './held-until.ts';
import type { CommandRow } from './outbox.ts';
import { parseItem, storeItem } from './page.ts';
import type { CommandAnswer } from './services.ts';

/** A command on its way out, whole. */
export interface OutgoingItem {
  readonly id: string;
  readonly system: SystemId;
  readonly command: string;
  readonly itemKind: string;
  readonly itemId: string;
  readonly baseVersion: number;
  readonly payload: unknown;
  readonly at: string;
  /** By hash; HQ has them. */
  readonly blobs?: readonly string[];
}

/** Reasons are for people; HQ's are at most this long by contract. */
const REASON_LENGTH = 500;
/** Nothing is held any more by then. */
const END_OF_TIME = '9999-01-01T00:00:00.000Z';
/** A command that HQ has answered so often with a fault no longer holds up the later ones of its item: they may be taken, it may never be. */
const FAILURES_BEFORE_PASSED = 5;

/** `systems`: HQ's version of an item that a command conflicts with is stored as one of the feed's. */
export const createDispatchWrites = (systems: SystemsInStore) =>
  ({
    /**
     * Takes the next command of a system that may go out, and marks it as sending; none of those in `held`, and none that is held as of
     * `now`, where that is said. In order per item: none
     * passes an earlier one of its item that is still open, unless HQ fails at that one again and again; none goes before an item that it
     * names was made. Between items, in the order in which they were written, but those that HQ failed at least go first.
     */
    'outbox.take': (
      db: WritableDb,
      { system, held = [], now }: { readonly system: SystemId; readonly held?: readonly string[]; readonly now?: string },
    ): OutgoingItem | undefined => {
      const row = db
        .prepare<[string, string, string, string, string, number], CommandRow & { blobs: string }>(
          `SELECT id, system, command, item_kind, item_id, base_version, payload, at, ${BLOBS_OF} AS blobs FROM outbox
         WHERE system = ? AND state = 'waiting' AND ${BLOBS_AT_HQ} AND id NOT IN (SELECT value FROM json_each(?)) AND NOT ${isHeld('outbox')} AND NOT EXISTS (
           SELECT 1 FROM outbox AS earlier WHERE earlier.system = outbox.system AND earlier.item_id = outbox.item_id
             AND earlier.item_kind = outbox.item_kind AND earlier.seq < outbox.seq
             AND (earlier.state = 'conflict' OR earlier.state IN ('waiting', 'sending') AND earlier.failures < ?))
           AND NOT EXISTS (SELECT 1 FROM ${openCreations('outbox')})
         ORDER BY failures, seq LIMIT 1`,
        )
        .get(system, JSON.stringify(held), ...holdTimes(now ?? END_OF_TIME), FAILURES_BEFORE_PASSED);
      if (row === undefined) return undefined;
      db.prepareWrite<[string]>(`UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ?`).run(row.id);
      db.touch('outbox');
      const { item_kind, item_id, base_version, payload, blobs, ...rest } = row;
      const decided = { itemKind: item_kind, itemId: item_id, baseVersion: base_version, payload: JSON.parse(payload) };
      return { ...rest, ...decided, blobs: JSON.parse(blobs) };
    },

    /** Writes down what HQ answered to a command that was taken. Tells how often HQ has failed at it. */
    'outbox.settle': (db: WritableDb, { id, answer }: { readonly id: string; readonly answer: CommandAnswer }): number => {
      const row = db
        .prepare<[string], CommandRow & { seq: number }>(
          `SELECT seq, id, system, command, item_kind, item_id, base_version, payload, at FROM outbox WHERE id = ? AND state = 'sending'`,
        )
        .get(id);
      if (row === undefined) return 0;
      settle(db, systems, row, answer);
      db.touch('outbox');
      db.touch(row.system);
      return db.prepare<[string], { failures: number }>('SELECT failures FROM outbox WHERE id = ?').get(id)?.failures ?? 0;
    },

    /**
     * What was being sent when the program ended waits again, under the key it had: HQ knows whether it came through. What could still be
     * taken back then goes out now: nobody is there to take it back.
     */
    'outbox.recover': (db: WritableDb, { system }: { readonly system: SystemId }): void => {
      const { changes } = db
        .prepareWrite<[string]>(`UPDATE outbox SET state = 'waiting' WHERE system = ? AND state = 'sending'`)
        .run(system);
      db.prepareWrite<[string]>('UPDATE outbox SET held_until = NULL WHERE system = ?').run(system);
      if (changes > 0) db.touch('outbox');
    },
  }) as const satisfies Writes;

const settle = (db: WritableDb, systems: SystemsInStore, row: CommandRow & { readonly seq: number }, answer: CommandAnswer): void => {
  switch (answer.kind) {
    case 'unknown':
      db.prepareWrite<[string]>(`UPDATE outbox SET state = 'waiting' WHERE id = ?`).run(row.id);
      return;
    case 'failed':
      db.prepareWrite<[string, string]>(`UPDATE outbox SET state = 'waiting', failures = failures + 1, reason = ? WHERE id = ?`).run(
        cutShort(answer.reason, REASON_LENGTH),
        row.id,
      );
      return;
    case 'blobsMissing': {
      const state = blobsMissingAtHq(db, row.id) ? 'waiting' : 'refused';
      db.prepareWrite<[string, string, string]>('UPDATE outbox SET state = ?, failures = failures + 1, reason = ? WHERE id = ?').run(
        state,
        state === 'waiting' ? 'HQ asks for its attachments again' : 'An attachment is neither on this laptop nor at HQ',
        row.id,
      );
      return;
    }
    case 'done':
      settleDone(db, systems, row, answer);
      return;
    case 'refused': {
      const { detail, title, pointer } = answer.problem;
      db.prepareWrite<[string, string | null, string]>(`UPDATE outbox SET state = 'refused', reason = ?, field = ? WHERE id = ?`).run(
        cutShort(detail ?? title, REASON_LENGTH),
        pointer === undefined ? null : JSON.stringify(namesIn(pointer)),
        row.id,
      );
      return;
    }
    case 'conflict':
      db.prepareWrite<[string, string]>(`UPDATE outbox SET state = 'conflict', conflict = ? WHERE id = ?`).run(
        JSON.stringify({ version: answer.version, data: answer.data ?? null }),
        row.id,
      );
      takeOverCurrent(db, systems, row, answer);
  }
};

/**
 * HQ has made `version` of it, and has numbered it where it is new. The row stays, shown as done, until the feed has brought that version:
 * were it removed at once, what the officer wrote would vanish from the screen until then, for as long as a lost link lasts.
 */
const settleDone = (
  db: WritableDb,
  systems: SystemsInStore,
  row: CommandRow & { readonly seq: number },
  { version, allottedId }: Extract<CommandAnswer, { kind: 'done' }>,
): void => {
  const system = feedSystemOf(row.system);
  if (system !== undefined && allottedId !== undefined) adoptId(db, systems, row.item_id, { system, kind: row.item_kind, id: allottedId });
  const id = resolveId(db, row.item_id);
  const held = system && readItem(db, { system, kind: row.item_kind, id });
  if (system === undefined || (held !== undefined && held.version >= version))
    db.prepareWrite<[string]>('DELETE FROM outbox WHERE id = ?').run(row.id);
  else db.prepareWrite<[number, string]>(`UPDATE outbox SET state = 'done', done_version = ? WHERE id = ?`).run(version, row.id);
  // What the officer decided after this was decided on top of it. What was sent keeps its body: its key stands for it.
  db.prepareWrite<[number, string, string, string, number, number]>(
    `UPDATE outbox SET base_version = ? WHERE system = ? AND item_kind = ? AND item_id = ? AND seq > ? AND state = 'waiting' AND attempts = 0
       AND base_version < ?`,
  ).run(version, row.system, row.item_kind, id, row.seq, version);
};

/** The item as HQ now has it is shown at once; one that is not of its form is left to the feed. */
const takeOverCurrent = (
  db: WritableDb,
  systems: SystemsInStore,
  row: CommandRow,
  answer: Extract<CommandAnswer, { kind: 'conflict' }>,
): void => {
  const system = feedSystemOf(row.system);
  if (system === undefined) return;
  const item = parseItem(systems.describers, system, { kind: row.item_kind, id: row.item_id, version: answer.version, data: answer.data });
  if (!('reason' in item)) storeItem(db, systems, system, item);
};

const feedSystemOf = (system: SystemId): System | undefined => feedSystem.safeParse(system).data;

/** The first reading to the feed's end may have begun before HQ did it; the second cannot have. */
const READS_BEFORE_GONE = 2;

/**
 * Lets go of what HQ has done and the feed has shown, or will never show because the item is not in the officer's view. Tells whether
 * there was anything.
 */
export const removeDone = (db: WritableDb, system: System, readToEnd: boolean): boolean => {
  if (readToEnd) {
    db.prepareWrite<[string]>(`UPDATE outbox SET full_reads = full_reads + 1 WHERE system = ? AND state = 'done'`).run(system);
  }
  const id = 'coalesce((SELECT alias.id FROM alias WHERE alias.provisional_id = outbox.item_id), outbox.item_id)';
  const shown = `SELECT 1 FROM item WHERE item.system = outbox.system AND item.kind = outbox.item_kind AND item.id = ${id}`;
  const { changes } = db
    .prepareWrite<[string, number]>(
      `DELETE FROM outbox WHERE system = ? AND state = 'done' AND (EXISTS (${shown} AND item.version >= outbox.done_version)
       OR full_reads >= ? AND NOT EXISTS (${shown} AND item.version > 0))`,
    )
    .run(system, READS_BEFORE_GONE);
  return changes > 0;
};

/** Where a system's feed is to be read from; empty at the beginning. */
export const cursorOf = (db: ReadableDb, system: System): string =>
  db.prepare<[string], { cursor: string }>('SELECT cursor FROM feed WHERE system = ?').get(system)?.cursor ?? '';
