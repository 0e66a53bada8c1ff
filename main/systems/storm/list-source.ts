import { statusKind } from '../../../contracts/domain/deployment.ts';
import type { Resource } from '../../../contracts/domain/incident.ts';
import type { IncidentScope } from '../../../contracts/domain/incident-list.ts';
import type { ReadableDb } from '../../store/db.ts';
import type { IncidentSummary } from './describe.ts';
import { joinedIds, overlaySummary, touchedIds } from './overlay.ts';
import { INCIDENT, type RowContext, type SummaryRow } from './rows.ts';
import { type Sql, sql } from './sql.ts';

/** Where the logs of a list are read: a table `item` of their ids and summaries, and the condition on it. */
export interface Source {
  readonly from: Sql;
  readonly where: Sql;
}

/** The highest status that HQ tells of (contracts/domain/incident.ts). */
const HIGHEST_STATUS = 999;
const COMMITTED = Array.from({ length: HIGHEST_STATUS + 1 }, (_, status) => status).filter((status) => statusKind(status) === 'committed');

/** A unit is on its way to the log, or at it. The first condition spares most rows the reading of their JSON, which costs most of what a list costs. */
export const ATTENDED = `instr(item.summary, '"callSign":') > 0 AND EXISTS (
  SELECT 1 FROM json_each(item.summary, '$.resources') AS unit WHERE unit.value ->> 'status' IN (${COMMITTED.join(', ')}))`;

/** The logs of a scope as they are once the officer's unsent decisions are in force. */
export const sourceOf = (context: RowContext, scope: IncidentScope): Source => {
  const { officer, unit, db } = context;
  const ofArea = `item.summary ->> 'state' = 'open' AND item.summary ->> 'area' = ?`;
  switch (scope) {
    case 'mine':
      return given(logsOn(context, { collarNumbers: [officer.collarNumber], callSigns: unit === undefined ? [] : [unit.callSign] }));
    case 'team':
      return given(logsOn(context, teamOf(db, officer.team)));
    case 'area':
      return stored(context, sql(ofArea, officer.area));
    case 'live':
      return stored(context, sql(`${ofArea} AND ${ATTENDED}`, officer.area));
    case 'closed':
      return stored(context, sql(`item.summary ->> 'state' = 'closed'`));
  }
};

/** Logs by what the store has of them, but the few that unsent decisions touch, which are given to SQL as these leave them. */
const stored = ({ db, pending }: RowContext, where: Sql): Source => {
  const ids = touchedIds(pending);
  const here = sql(`${INCIDENT} AND ${where.text}`, ...where.values);
  if (ids.length === 0) return { from: sql('item'), where: here };
  const touched = db
    .prepare<[string], SummaryRow>(
      `SELECT item.id, item.summary FROM json_each(?) AS touched CROSS JOIN item ON ${INCIDENT} AND item.id = touched.value`,
    )
    .all(JSON.stringify(ids))
    .map(({ id, summary }) => [id, overlaySummary(id, JSON.parse(summary), pending)] as const);
  const { from } = given(touched);
  return {
    from: sql(
      `(SELECT item.id, item.summary FROM item WHERE ${here.text} AND item.id NOT IN (SELECT value FROM json_each(?))
        UNION ALL SELECT item.id, item.summary FROM ${from.text} WHERE ${where.text}) AS item`,
      ...[...here.values, JSON.stringify(ids), ...from.values, ...where.values],
    ),
    where: sql('1'),
  };
};

const given = (logs: readonly (readonly [id: string, summary: IncidentSummary])[]): Source => ({
  from: sql('(SELECT key AS id, value AS summary FROM json_each(?)) AS item', JSON.stringify(Object.fromEntries(logs))),
  where: sql('1'),
});

/** Officers, and the units that they are on. */
export interface Crew {
  readonly collarNumbers: readonly string[];
  readonly callSigns: readonly string[];
}

/** The officers of a team, as the directory on this laptop has them, with their units. */
export const teamOf = (db: ReadableDb, team: string): Crew => {
  const collarNumbers = db
    .prepare<[string], { collar: string }>(
      `SELECT body ->> 'collarNumber' AS collar FROM item WHERE system = 'people' AND kind = 'officer' AND summary ->> 'team' = ?`,
    )
    .all(team)
    .map(({ collar }) => collar);
  const callSigns = db
    .prepare<[string], { id: string }>(
      `SELECT DISTINCT link.id FROM json_each(?) AS officer CROSS JOIN item_link AS link
       ON link.role = 'officer' AND link.value = officer.value AND link.system = 'storm' AND link.kind = 'unit'`,
    )
    .all(JSON.stringify(collarNumbers))
    .map(({ id }) => id);
  return { collarNumbers, callSigns };
};

/** Open logs on which one of these officers or units is. All are read, as who is on them depends on what is unsent: they are few. CROSS JOIN: from the few links to their logs. */
const logsOn = ({ db, pending }: RowContext, { collarNumbers, callSigns }: Crew): (readonly [string, IncidentSummary])[] => {
  const isOne = (resource: Resource): boolean =>
    callSigns.includes(resource.callSign) || resource.collarNumbers.some((number) => collarNumbers.includes(number));
  return db
    .prepare<[string, string, string], SummaryRow>(
      `SELECT item.id, item.summary FROM (
         SELECT link.id FROM json_each(?) AS officer CROSS JOIN item_link AS link
           ON link.role = 'officer' AND link.value = officer.value AND link.system = 'storm' AND link.kind = 'incident'
         UNION SELECT link.id FROM json_each(?) AS unit CROSS JOIN item_link AS link
           ON link.role = 'unit' AND link.value = unit.value AND link.system = 'storm' AND link.kind = 'incident'
         UNION SELECT value FROM json_each(?)) AS link
       CROSS JOIN item ON ${INCIDENT} AND item.id = link.id WHERE item.summary ->> 'state' = 'open'`,
    )
    .all(JSON.stringify(collarNumbers), JSON.stringify(callSigns), JSON.stringify(joinedIds(pending)))
    .map(({ id, summary }) => [id, overlaySummary(id, JSON.parse(summary), pending)] as const)
    .filter(([, { state, resources }]) => state === 'open' && resources.some(isOne));
};
