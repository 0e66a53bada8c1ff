import type { z } from 'zod';
import { isProvisional } from '../../contracts/domain/provisional.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import { feedKinds } from '../../contracts/systems/index.ts';
import { keepAlias, renameIn } from '../store/alias.ts';
import type { ReadableDb, WritableDb } from '../store/db.ts';
import { type ItemKey, readItem, removeItem, upsertItem } from '../store/items.ts';
import { describeBody, type SystemsInStore } from './describe.ts';
import { renameInDrafts } from './drafts/rename.ts';

/** HQ's versions of an item begin here: what was decided on a provisional item was decided on this one. */
const FIRST_VERSION = 1;

/**
 * HQ has allotted the number `id` to what this officer's laptop calls `provisionalId`: from here on it is called by its number wherever
 * it is named, in the transaction that this is called in. A command that was sent keeps its body, for its key stands for it; the
 * creation itself keeps it for the same reason. A second call changes nothing, nor does what can be no number of it.
 */
export const adoptId = (db: WritableDb, systems: SystemsInStore, provisionalId: string, key: ItemKey): void => {
  if (!isProvisional(provisionalId) || !canBe(db, provisionalId, key) || !keepAlias(db, provisionalId, key)) return;
  const { system, kind, id } = key;
  const made = readItem<object>(db, { system, kind, id: provisionalId });
  if (made !== undefined) {
    removeItem(db, { system, kind, id: provisionalId });
    if (readItem(db, key) === undefined) storeProvisional(db, systems, key, renameIn(made.body, provisionalId, id));
  }
  for (const other of provisionalItems(db)) {
    if (other.body.includes(provisionalId)) storeProvisional(db, systems, other, renameIn(JSON.parse(other.body), provisionalId, id));
  }
  renameInOutbox(db, provisionalId, id);
  renameInNotes(db, provisionalId, id);
  db.touch(system);
  db.touch('outbox');
};

/** Whether HQ can mean it: a number of the kind's form, of the kind that is being made here, and of no item that is here already. */
const canBe = (db: ReadableDb, provisionalId: string, { system, kind, id }: ItemKey): boolean => {
  const schemas: Readonly<Record<string, z.ZodObject>> = feedKinds[system];
  const number: z.ZodType | undefined = schemas[kind]?.shape['id'];
  if (number?.safeParse(id).success !== true) return false;
  const making = db
    .prepare<[string], { system: string; item_kind: string }>('SELECT system, item_kind FROM outbox WHERE creates = 1 AND item_id = ?')
    .all(provisionalId);
  if (making.some((row) => row.system !== system || row.item_kind !== kind)) return false;
  return (readItem(db, { system, kind, id })?.version ?? 0) === 0;
};

/** Puts what a creation makes, or has become, in its place: described and found like any other item. */
export const storeProvisional = (db: WritableDb, systems: SystemsInStore, { system, kind, id }: ItemKey, body: object): void => {
  const description = describeBody(systems.describers, system, kind, body);
  if (description !== undefined) upsertItem(db, { system, kind, id }, { version: 0, body, description });
};

const provisionalItems = (db: ReadableDb): readonly (ItemKey & { readonly body: string })[] =>
  db
    .prepare<[], { system: System; kind: string; id: string; body: string }>('SELECT system, kind, id, body FROM item WHERE version = 0')
    .all();

/** Names the item by its number in what was never sent. */
export const renameInOutbox = (db: WritableDb, provisionalId: string, id: string): void => {
  const rows = db
    .prepare<[string], { id: string; payload: string; id_fields: string }>(
      `SELECT id, payload, id_fields FROM outbox WHERE attempts = 0 AND state <> 'done' AND EXISTS (
         SELECT 1 FROM json_each(outbox.id_fields) AS field, json_tree(outbox.payload, '$.' || field.value) AS named WHERE named.atom = ?)`,
    )
    .all(provisionalId);
  for (const row of rows) {
    const fields = JSON.parse(row.id_fields) as readonly string[];
    const payload = Object.entries(JSON.parse(row.payload) as object).map(([name, value]) => [
      name,
      fields.includes(name) ? renameIn(value, provisionalId, id) : value,
    ]);
    db.prepareWrite<[string, string]>('UPDATE outbox SET payload = ? WHERE id = ?').run(
      JSON.stringify(Object.fromEntries(payload)),
      row.id,
    );
  }
  db.prepareWrite<[string, number, string]>(
    'UPDATE outbox SET item_id = ?, base_version = max(base_version, ?) WHERE item_id = ? AND creates = 0 AND attempts = 0',
  ).run(id, FIRST_VERSION, provisionalId);
};

/** What the laptop has noted beside items: drafts, what was seen, and where the officer was last. */
const renameInNotes = (db: WritableDb, provisionalId: string, id: string): void => {
  renameInDrafts(db, provisionalId, id);
  db.prepareWrite<[string, string, string]>('UPDATE OR REPLACE seen SET key = replace(key, ?, ?) WHERE instr(key, ?) > 0').run(
    provisionalId,
    id,
    provisionalId,
  );
  db.prepareWrite<[string, string]>('UPDATE place SET item = ? WHERE item = ?').run(id, provisionalId);
};
