import { type Selectable, sql } from 'kysely';
import type { System } from '../../contracts/hq/feeds.ts';
import type { Query } from './database.ts';
import type { ItemTable } from './tables.ts';

export type FeedRow = Pick<Selectable<ItemTable>, 'kind' | 'id' | 'version' | 'body' | 'change_seq'> & {
  /** False: it left the reader's sight since `after`. */
  readonly visible: boolean;
};

export interface FeedPage {
  readonly rows: readonly FeedRow[];
  /** Everything up to here has been told. */
  readonly reached: number;
  readonly more: boolean;
}

/**
 * The next changes of a system after number `after` for whoever holds one of `audience`, each item once, as it stands now.
 *
 * The counter is read before the rows, in a statement of its own: whatever was committed up to it is then visible to the
 * second statement, because numbers are in the order of commits (see items.ts).
 */
export const readFeed = async (
  query: Query,
  page: { readonly system: System; readonly audience: readonly string[]; readonly after: number; readonly limit: number },
): Promise<FeedPage> => {
  const { system, audience, after, limit } = page;
  const { last } = await query.selectFrom('feed').select('last').where('system', '=', system).executeTakeFirstOrThrow();
  const mine = sql<string[]>`${[...audience]}::text[]`;
  const { rows } = await sql<FeedRow>`
    select item.kind, item.id, item.version, item.body, item.change_seq, item.audience && ${mine} as visible
    from item
    where item.system = ${system} and item.change_seq > ${after}::bigint and item.change_seq <= ${last}::bigint
      and (item.audience && ${mine} or ${after}::bigint > 0 and exists (
        select from departure
        where departure.system = item.system and departure.kind = item.kind and departure.owner = item.owner
          and departure.id = item.id and departure.audience = any(${mine}) and departure.change_seq > ${after}::bigint))
    order by item.change_seq
    limit ${limit + 1}`.execute(query);
  const told = rows.slice(0, limit);
  const more = rows.length > limit;
  return { rows: told, reached: more ? (told.at(-1)?.change_seq ?? after) : Math.max(last, after), more };
};

/** What distinguishes this database from a former one: a cursor of another epoch is worth nothing. */
export const feedEpoch = async (query: Query): Promise<string> =>
  (await query.selectFrom('installation').select('epoch').executeTakeFirstOrThrow()).epoch;
