import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { OfficerPage, OfficerRow, officerQuery } from '../../contracts/hq/fleet.ts';
import type { Query } from '../database/database.ts';
import type { OfficerTable } from '../database/tables.ts';
import { matching } from './search.ts';

/** One page of the directory, by name; every word of the search in name, collar number, staff id or team. */
export const listOfficers = async (query: Query, asked: z.infer<typeof officerQuery>): Promise<OfficerPage> => {
  const found = query
    .selectFrom('officer')
    .where(() => matching(sql<string>`lower(name || ' ' || rank || ' ' || collar_number || ' ' || staff_id || ' ' || team)`, asked.search));
  const { total } = await found.select((officer) => officer.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found.select(columns).orderBy('name').orderBy('staff_id').offset(asked.offset).limit(asked.limit).execute();
  return { total, rows: await rowsOf(query, rows) };
};

/** One officer's row. Undefined when the directory does not know them. */
export const findOfficerRow = async (query: Query, staffId: string): Promise<OfficerRow | undefined> => {
  const row = await query.selectFrom('officer').select(columns).where('staff_id', '=', staffId).executeTakeFirst();
  return row && (await rowsOf(query, [row]))[0];
};

const columns = ['staff_id', 'name', 'rank', 'collar_number', 'team', 'roles', 'state'] as const;
type Columns = Pick<Selectable<OfficerTable>, (typeof columns)[number]>;

/** As many as the contract lets a row name: an officer has a new card every few years. */
const CARDS_SHOWN = 20;

const rowsOf = async (query: Query, rows: readonly Columns[]): Promise<OfficerRow[]> => {
  const cards = await cardsOf(
    query,
    rows.map(({ staff_id }) => staff_id),
  );
  return rows.map((row) => ({
    staffId: row.staff_id,
    name: row.name,
    rank: row.rank,
    collarNumber: row.collar_number,
    team: row.team,
    roles: row.roles,
    state: row.state,
    cards: (cards.get(row.staff_id) ?? []).slice(0, CARDS_SHOWN),
  }));
};

/** The cards that HQ has met, by officer, the one used last first. */
const cardsOf = async (query: Query, staffIds: readonly string[]): Promise<ReadonlyMap<string, OfficerRow['cards']>> => {
  if (staffIds.length === 0) return new Map();
  const found = await query
    .selectFrom('certificate')
    .select(['staff_id', 'serial', 'last_used', 'revoked_at'])
    .where('kind', '=', 'card')
    .where('staff_id', 'in', staffIds)
    .where(sql<boolean>`serial = any(cards)`)
    .orderBy('last_used', (order) => order.desc().nullsLast())
    .orderBy('serial')
    .execute();
  const cards = new Map<string, OfficerRow['cards']>();
  for (const { staff_id, serial, last_used, revoked_at } of found) {
    if (staff_id === null) continue;
    const card = {
      serial,
      ...(last_used === null ? {} : { lastUsed: last_used.toISOString() }),
      ...(revoked_at === null ? {} : { revokedAt: revoked_at.toISOString() }),
    };
    cards.set(staff_id, [...(cards.get(staff_id) ?? []), card]);
  }
  return cards;
};
