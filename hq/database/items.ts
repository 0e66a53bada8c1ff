import { type Selectable, sql } from 'kysely';
import type { System } from '../../contracts/hq/feeds.ts';
import type { Query, Transaction } from './database.ts';
import type { ItemTable } from './item-tables.ts';

export interface ItemKey {
  readonly system: System;
  readonly kind: string;
  readonly owner: string;
  readonly id: string;
}
export type Item = Selectable<ItemTable>;

/** Who made an item, and the UUID by which the officer's laptop calls it. */
export interface CreatedAs {
  readonly staffId: string;
  readonly provisionalId: string;
}

export interface ItemWrite {
  readonly kind: string;
  readonly owner: string;
  readonly id: string;
  readonly area: string | null;
  /** Who may see it from now on: see systems/access-keys.ts. */
  readonly accessKeys: readonly string[];
  /** For what is new and of an officer's making; kept for ever. */
  readonly createdAs?: CreatedAs | undefined;
  /** The new body, given the version that it gets. */
  readonly body: (version: number) => Readonly<Record<string, unknown>>;
}

/**
 * From here to the commit, this transaction alone writes items of the system: what it reads now still holds when it writes.
 * Taken before anything of the system is read in order to be changed, and before any other lock but a command's key.
 */
export const beginWriting = async (transaction: Transaction, system: System): Promise<void> => {
  // Not "for update": rows that refer to the feed (a command's) hold its key, and two of them would wait for each other.
  await transaction.selectFrom('feed').select('last').where('system', '=', system).forNoKeyUpdate().executeTakeFirstOrThrow();
};

export const findItem = (query: Query, key: ItemKey): Promise<Item | undefined> =>
  query
    .selectFrom('item')
    .selectAll()
    .where('system', '=', key.system)
    .where('kind', '=', key.kind)
    .where('owner', '=', key.owner)
    .where('id', '=', key.id)
    .executeTakeFirst();

/** What the officer has made under a provisional id; undefined when HQ knows of none. */
export const findCreated = (query: Query, staffId: string, provisionalId: string): Promise<Item | undefined> =>
  query.selectFrom('item').selectAll().where('created_by', '=', staffId).where('provisional_id', '=', provisionalId).executeTakeFirst();

/** Parameters are 16-bit counted in PostgreSQL's protocol; this stays far below with twelve columns a row. */
const ROWS_AT_ONCE = 200;
/** A notification holds 8,000 bytes; past this it says only that the system changed. */
const MAX_NOTIFICATION_BYTES = 7000;

/**
 * Writes items of one system as its next changes. Returns the new versions, in the order of `writes`.
 *
 * A reader must never skip a change that commits later with a smaller number. So the counter's row stays locked from here
 * (or from beginWriting) to the commit: of two transactions that change one system, the second gets its numbers after the
 * first has become visible, and numbers are in the order of commits. The cost is that writers of one system queue, some
 * milliseconds each.
 */
export const writeItems = async (transaction: Transaction, system: System, writes: readonly ItemWrite[]): Promise<readonly number[]> => {
  const versions: number[] = [];
  if (writes.length === 0) return versions;
  const { last } = await transaction
    .updateTable('feed')
    .set((feed) => ({ last: feed('last', '+', writes.length) }))
    .where('system', '=', system)
    .returning('last')
    .executeTakeFirstOrThrow();
  const first = last - writes.length + 1;
  const before = new Map<string, Item>();
  for (const part of parts(writes)) for (const item of await findKnown(transaction, system, part)) before.set(nameOf(item), item);
  const rows = writes.map((write, index) => {
    const version = (before.get(nameOf(write))?.version ?? 0) + 1;
    versions.push(version);
    return { write, version, changeSeq: first + index };
  });
  for (const part of parts(rows)) {
    await upsert(transaction, system, part);
    await keepTombstones(transaction, system, part, before);
  }
  await announce(transaction, system, writes, before);
  return versions;
};

type Row = { readonly write: ItemWrite; readonly version: number; readonly changeSeq: number };

const nameOf = (item: Pick<ItemKey, 'kind' | 'owner' | 'id'>): string => JSON.stringify([item.kind, item.owner, item.id]);

const findKnown = (transaction: Transaction, system: System, writes: readonly ItemWrite[]): Promise<Item[]> =>
  transaction
    .selectFrom('item')
    .selectAll()
    .where('system', '=', system)
    .where((item) =>
      item(
        item.refTuple('kind', 'owner', 'id'),
        'in',
        writes.map((write) => item.tuple(write.kind, write.owner, write.id)),
      ),
    )
    .execute();

const upsert = async (transaction: Transaction, system: System, rows: readonly Row[]): Promise<void> => {
  await transaction
    .insertInto('item')
    .values(
      rows.map(({ write, version, changeSeq }) => ({
        system,
        kind: write.kind,
        owner: write.owner,
        id: write.id,
        version,
        body: JSON.stringify(write.body(version)),
        area: write.area,
        access_keys: [...write.accessKeys],
        change_seq: changeSeq,
        created_by: write.createdAs?.staffId ?? null,
        provisional_id: write.createdAs?.provisionalId ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['system', 'kind', 'owner', 'id']).doUpdateSet((set) => ({
        version: set.ref('excluded.version'),
        body: set.ref('excluded.body'),
        area: set.ref('excluded.area'),
        access_keys: set.ref('excluded.access_keys'),
        change_seq: set.ref('excluded.change_seq'),
      })),
    )
    .execute();
};

/** Remembers who can no longer see an item, so that the feed tells them to delete it. */
const keepTombstones = async (
  transaction: Transaction,
  system: System,
  rows: readonly Row[],
  before: ReadonlyMap<string, Item>,
): Promise<void> => {
  const tombstones = rows.flatMap(({ write, changeSeq }) =>
    (before.get(nameOf(write))?.access_keys ?? [])
      .filter((key) => !write.accessKeys.includes(key))
      .map((key) => ({ system, kind: write.kind, owner: write.owner, id: write.id, access_key: key, change_seq: changeSeq })),
  );
  if (tombstones.length === 0) return;
  await transaction
    .insertInto('tombstone')
    .values(tombstones)
    .onConflict((conflict) =>
      conflict
        .columns(['system', 'kind', 'owner', 'id', 'access_key'])
        .doUpdateSet((set) => ({ change_seq: set.ref('excluded.change_seq') })),
    )
    .execute();
};

/** Delivered by PostgreSQL at the commit, or never. */
const announce = async (
  transaction: Transaction,
  system: System,
  writes: readonly ItemWrite[],
  before: ReadonlyMap<string, Item>,
): Promise<void> => {
  const accessKeys = [...new Set(writes.flatMap((write) => [...write.accessKeys, ...(before.get(nameOf(write))?.access_keys ?? [])]))];
  const whole = JSON.stringify({ system, accessKeys });
  const payload = Buffer.byteLength(whole) <= MAX_NOTIFICATION_BYTES ? whole : JSON.stringify({ system });
  await sql`select pg_notify('hq_change', ${payload})`.execute(transaction);
};

function* parts<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let start = 0; start < values.length; start += ROWS_AT_ONCE) yield values.slice(start, start + ROWS_AT_ONCE);
}
