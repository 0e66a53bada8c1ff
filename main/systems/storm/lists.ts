import type { IncidentScope, IncidentSort } from '../../../contracts/domain/incident-list.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { IncidentFacets, IncidentRow } from '../../../contracts/ipc/storm.ts';
import type { ReadableDb } from '../../store/db.ts';
import { filterSql, type ListFilter } from './list-filter.ts';
import { ATTENDED, type Source, sourceOf } from './list-source.ts';
import { contextOf, type SummaryRow, toRow } from './rows.ts';
import { joined, type Sql, sql } from './sql.ts';

/** A page of a list. */
export interface ListQuery extends ListFilter {
  readonly scope: IncidentScope;
  readonly sort?: IncidentSort | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** As many as the contract lets an answer carry. */
const MOST_FACETS = 200;
const MOST_GRADES = 100;

/**
 * Lists of logs, by SQL over their summaries: what an area has is narrowed down, sorted and counted without reading a log whole. Who is on
 * a log is as it will be once the officer's unsent decisions are in force.
 */
export const createLists = (db: ReadableDb, officer: Officer) => {
  const context = contextOf(db, officer);
  const sources = new Map<IncidentScope, Source>();
  /** The rows of a scope, narrowed down: FROM and WHERE. */
  const matching = (scope: IncidentScope, filter: ListFilter = {}, from?: Sql): Sql => {
    const source = sources.get(scope) ?? sourceOf(context, scope);
    sources.set(scope, source);
    const tables = joined([source.from, ...(from === undefined ? [] : [from])], ', ');
    const conditions = joined([source.where, ...filterSql(filter)], ' AND ');
    return { text: `FROM ${tables.text} WHERE ${conditions.text}`, values: [...tables.values, ...conditions.values] };
  };
  const count = (scope: IncidentScope, filter?: ListFilter): number => {
    const { text, values } = matching(scope, filter);
    return db.prepare<Sql['values'], { n: number }>(`SELECT count(*) AS n ${text}`).get(...values)?.n ?? 0;
  };
  /** How many logs each list has. The area's and those attended are counted in one go: they are the same rows. */
  const counts = (): Readonly<Record<IncidentScope, number>> => {
    const { text, values } = matching('area');
    const select = `SELECT count(*) AS area, count(CASE WHEN ${ATTENDED} THEN 1 END) AS live ${text}`;
    const open = db.prepare<Sql['values'], { area: number; live: number }>(select).get(...values) ?? { area: 0, live: 0 };
    return { mine: count('mine'), ...open, team: count('team'), closed: count('closed') };
  };
  /** A page, and how many there are in all. */
  const page = ({ scope, sort, offset, limit, ...filter }: ListQuery): { readonly rows: IncidentRow[]; readonly total: number } => {
    const { text, values } = matching(scope, filter);
    const found = db
      .prepare<Sql['values'], SummaryRow & { readonly total: number }>(
        `SELECT item.id, item.summary, count(*) OVER () AS total ${text} ORDER BY ${orderOf(scope, sort)} LIMIT ? OFFSET ?`,
      )
      .all(...values, limit, offset);
    return { rows: found.map((row) => toRow(context, row)), total: found[0]?.total ?? (offset === 0 ? 0 : count(scope, filter)) };
  };
  /** As `page`, where the number is known. */
  const rows = ({ scope, sort, offset, limit }: Omit<ListQuery, keyof ListFilter>): IncidentRow[] => {
    const { text, values } = matching(scope);
    return db
      .prepare<Sql['values'], SummaryRow>(`SELECT item.id, item.summary ${text} ORDER BY ${orderOf(scope, sort)} LIMIT ? OFFSET ?`)
      .all(...values, limit, offset)
      .map((row) => toRow(context, row));
  };
  const facets = (scope: IncidentScope): IncidentFacets => {
    const counted = <Value>(column: string, from?: Sql): { value: Value; count: number }[] => {
      const { text, values } = matching(scope, {}, from);
      const select = `SELECT ${column} AS value, count(DISTINCT item.id) AS count ${text} GROUP BY 1 ORDER BY 1 LIMIT ${MOST_FACETS}`;
      return db.prepare<Sql['values'], { value: Value; count: number }>(select).all(...values);
    };
    return {
      units: counted<string>(`unit.value ->> 'callSign'`, sql(`json_each(item.summary, '$.resources') AS unit`)),
      areas: counted<string>(`item.summary ->> 'area'`),
      grades: counted<number>(`item.summary ->> 'grade'`).slice(0, MOST_GRADES),
    };
  };
  return { count, counts, rows, page, facets };
};

/** By number where they are alike, so that pages fit together. */
const orderOf = (scope: IncidentScope, sort: IncidentSort | undefined): string => {
  const orders: Readonly<Record<IncidentSort, string>> = {
    grade: `item.summary ->> 'grade', item.summary ->> 'openedAt' DESC`,
    changed: `coalesce(item.summary ->> '$.lastLine.at', item.summary ->> 'openedAt') DESC`,
    newest: `item.summary ->> 'openedAt' DESC`,
    oldest: `item.summary ->> 'openedAt'`,
  };
  const own = scope === 'closed' ? `item.summary ->> 'closedAt' DESC` : orders.grade;
  return `${sort === undefined ? own : orders[sort]}, item.id`;
};
