import type { z } from 'zod';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { CrimeRow, crimeQuery } from '../../../contracts/ipc/crime.ts';
import type { Sending } from '../../../contracts/ipc/sending.ts';
import type { ReadableDb } from '../../store/db.ts';
import { syncedAt } from '../../store/items.ts';
import { searchExpression } from '../../store/search.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { sendingByItem } from '../pending.ts';
import type { CrimeSummary } from './describe.ts';

export type CrimeQuery = z.infer<typeof crimeQuery>;
export interface CrimeList {
  readonly rows: CrimeRow[];
  readonly total: number;
  readonly counts: { readonly mine: number; readonly area: number };
  readonly asOf: string | undefined;
}

interface Condition {
  readonly sql: string;
  readonly params: readonly string[];
}

const CRIME = `system = 'crime' AND kind = 'crime'`;

/** A page of crime reports, last reported first; the counts are of what the same words find in each scope. */
export const listCrimes = (db: ReadableDb, { query, officer }: { readonly query: CrimeQuery; readonly officer: Officer }): CrimeList => {
  const filters = [...wordsCondition(query.text), ...offenceCondition(query.offenceCode)];
  const scopes = { mine: all([mineCondition(officer), ...filters]), area: all([areaCondition(officer), ...filters]) };
  const counts = { mine: count(db, scopes.mine), area: count(db, scopes.area) };
  const { sql, params } = scopes[query.scope];
  const rows = db
    .prepare<(string | number)[], { id: string; summary: string }>(
      `SELECT id, summary FROM item WHERE ${sql} ORDER BY summary ->> 'reportedAt' DESC, id LIMIT ? OFFSET ?`,
    )
    .all(...params, query.limit, query.offset);
  const sending = sendingByItem(pendingOf(db, 'crime'));
  const ids = rows.map(({ id }) => id);
  const returned = returnedAmong(db, ids);
  return {
    rows: rows.map((row) => toRow(row, { officer, sending: sending.get(row.id), returned: returned.has(row.id) })),
    total: counts[query.scope],
    counts,
    asOf: syncedAt(db, 'crime'),
  };
};

const count = (db: ReadableDb, { sql, params }: Condition): number =>
  db.prepare<readonly string[], { n: number }>(`SELECT count(*) AS n FROM item WHERE ${sql}`).get(...params)?.n ?? 0;

const mineCondition = (officer: Officer): Condition => ({
  sql: `id IN (SELECT id FROM item_link WHERE role = 'officer' AND value = ? AND ${CRIME})`,
  params: [officer.collarNumber],
});
const areaCondition = (officer: Officer): Condition => ({ sql: `summary ->> 'area' = ?`, params: [officer.area] });

const wordsCondition = (text: string): readonly Condition[] => {
  const expression = searchExpression(text);
  if (expression === undefined) return [];
  const sql = `id IN (SELECT entry.id FROM search_text JOIN search_entry AS entry ON entry.number = search_text.rowid
    WHERE search_text MATCH ? AND entry.system = 'crime' AND entry.kind = 'crime')`;
  return [{ sql, params: [expression] }];
};
const offenceCondition = (code: string | undefined): readonly Condition[] =>
  code === undefined ? [] : [{ sql: `summary ->> 'offenceCode' = ?`, params: [code] }];

const all = (conditions: readonly Condition[]): Condition => ({
  sql: [CRIME, ...conditions.map(({ sql }) => sql)].join(' AND '),
  params: conditions.flatMap(({ params }) => params),
});

/** Which of them a supervisor has returned: of the rows that are shown alone, since it stands in their bodies. */
const returnedAmong = (db: ReadableDb, ids: readonly string[]): ReadonlySet<string> =>
  new Set(
    db
      .prepare<[string], { id: string }>(
        `SELECT id FROM item WHERE system = 'crime' AND kind = 'crime' AND id IN (SELECT value FROM json_each(?))
         AND summary ->> 'status' <> 'filed' AND body ->> '$.review.state' = 'returned'`,
      )
      .all(JSON.stringify(ids))
      .map(({ id }) => id),
  );

const toRow = (
  { id, summary }: { readonly id: string; readonly summary: string },
  { officer, sending, returned }: { readonly officer: Officer; readonly sending: Sending | undefined; readonly returned: boolean },
): CrimeRow => {
  const { officerInCase, ...row } = JSON.parse(summary) as CrimeSummary;
  return {
    ...row,
    id,
    mine: officerInCase === officer.collarNumber,
    ...(returned ? { returned } : {}),
    ...(sending === undefined ? {} : { sending }),
  };
};
