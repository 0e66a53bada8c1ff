import { type Selectable, sql } from 'kysely';
import type { System } from '../../contracts/hq/feeds.ts';
import type { Query } from './database.ts';
import type { ItemTable } from './item-tables.ts';

export type FeedRow = Pick<Selectable<ItemTable>, 'kind' | 'id' | 'version' | 'body' | 'change_seq'> & {
  /** What the reader's own laptop called it, where the reader made it. */
  readonly provisional_id: string | null;
  /** False: it left the reader's sight since `after`. */
  readonly visible: boolean;
};

export interface FeedPage {
  readonly rows: readonly FeedRow[];
  /** Everything up to here has been delivered. */
  readonly reached: number;
  readonly more: boolean;
}

/** Where a system's feed stands: the number of its last change, and in which database. A cursor of another epoch is worth nothing. */
export const feedPosition = async (query: Query, system: System): Promise<{ readonly epoch: string; readonly last: number }> =>
  query
    .selectFrom('feed')
    .innerJoin('installation', (join) => join.onTrue())
    .select(['installation.epoch', 'feed.last'])
    .where('feed.system', '=', system)
    .executeTakeFirstOrThrow();

/**
 * The next changes of a system after number `after` and up to `last` for whoever holds one of `accessKeys`, each item once, as it stands now.
 *
 * `last` comes from feedPosition, a statement of its own before this one: whatever was committed up to it is then visible
 * here, because numbers are in the order of commits (see items.ts).
 */
export const readFeed = async (
  query: Query,
  page: {
    readonly system: System;
    readonly accessKeys: readonly string[];
    /** Who reads. */
    readonly staffId: string;
    readonly after: number;
    readonly last: number;
    readonly limit: number;
  },
): Promise<FeedPage> => {
  const { system, accessKeys, staffId, after, last, limit } = page;
  const mine = sql<string[]>`${[...accessKeys]}::text[]`;
  const { rows } = await sql<FeedRow>`
    select item.kind, item.id, item.version, item.body, item.change_seq, item.access_keys && ${mine} as visible,
      case when item.created_by = ${staffId} then item.provisional_id end as provisional_id
    from item
    where item.system = ${system} and item.change_seq > ${after}::bigint and item.change_seq <= ${last}::bigint
      and (item.access_keys && ${mine} or ${after}::bigint > 0 and exists (
        select from tombstone
        where tombstone.system = item.system and tombstone.kind = item.kind and tombstone.owner = item.owner
          and tombstone.id = item.id and tombstone.access_key = any(${mine}) and tombstone.change_seq > ${after}::bigint))
    order by item.change_seq
    limit ${limit + 1}`.execute(query);
  const told = rows.slice(0, limit);
  const more = rows.length > limit;
  return { rows: told, reached: more ? (told.at(-1)?.change_seq ?? after) : last, more };
};
