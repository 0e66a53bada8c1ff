import type { Incident } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { IncidentHistory } from '../../../contracts/ipc/storm.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, syncedAt } from '../../store/items.ts';
import { warningLines } from './describe.ts';
import { type FoundBy, placeLinks } from './found-by.ts';
import { contextOf, INCIDENT, toRow } from './rows.ts';

/** As many as one answer carries; who needs more asks control. */
const MOST_ROWS = 100;
const MOST_WARNINGS = 50;

type Reason = IncidentHistory['rows'][number]['reasons'][number];
const reasonOf: Readonly<Record<FoundBy, Reason>> = { place: 'place', postcode: 'postcode', telephone: 'caller' };
const order: readonly Reason[] = ['place', 'postcode', 'caller'];

interface FoundLog {
  readonly id: string;
  readonly summary: string;
  /** JSON of FoundBy. */
  readonly roles: string;
}

/** What this laptop has of the log's place, its postcode and its caller's number; undefined when the log is not here. */
export const historyOf = (db: ReadableDb, asked: string, officer: Officer): IncidentHistory | undefined => {
  const id = resolveId(db, asked);
  const log = readItem<Incident>(db, { system: 'storm', kind: 'incident', id })?.body;
  if (log === undefined) return undefined;
  const context = contextOf(db, officer);
  const found = foundBy(db, log);
  const newest = found.slice(0, MOST_ROWS);
  return {
    rows: newest.map((row) => {
      const reasons = (JSON.parse(row.roles) as FoundBy[]).map((role) => reasonOf[role]);
      return { ...toRow(context, row), reasons: order.filter((reason) => reasons.includes(reason)) };
    }),
    warnings: [log.id, ...newest.map((row) => row.id)]
      .flatMap((one) => warningsOf(db, one))
      .sort(byNewest)
      .slice(0, MOST_WARNINGS),
    total: found.length,
    asOf: syncedAt(db, 'storm'),
  };
};

/** Logs that share a link with this one, newest first. CROSS JOIN: from the few links to their logs. */
const foundBy = (db: ReadableDb, log: Incident): FoundLog[] =>
  db
    .prepare<[string, string], FoundLog>(
      `SELECT item.id, item.summary, json_group_array(DISTINCT link.role) AS roles
       FROM json_each(?) AS wanted CROSS JOIN item_link AS link
         ON link.role = wanted.value ->> 'role' AND link.value = wanted.value ->> 'value' AND link.system = 'storm' AND link.kind = 'incident'
       CROSS JOIN item ON ${INCIDENT} AND item.id = link.id
       WHERE item.id <> ? GROUP BY item.id ORDER BY item.summary ->> 'openedAt' DESC, item.id DESC`,
    )
    .all(JSON.stringify(placeLinks(log)), log.id);

type Warning = IncidentHistory['warnings'][number];

const warningsOf = (db: ReadableDb, incidentId: string): Warning[] =>
  warningLines(readItem<Incident>(db, { system: 'storm', kind: 'incident', id: incidentId })?.body.lines ?? []).map(
    ({ id, at, kind, text }) => ({ id, at, kind, text, incidentId }),
  );

const byNewest = (one: Warning, other: Warning): number => other.at.localeCompare(one.at);
