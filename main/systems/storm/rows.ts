import type { Officer } from '../../../contracts/domain/officer.ts';
import type { IncidentRow, MyUnit } from '../../../contracts/ipc/storm.ts';
import type { ReadableDb } from '../../store/db.ts';
import { newJobIds } from './alerts.ts';
import { authorOf } from './author.ts';
import { type IncidentSummary, summaryOf } from './describe.ts';
import { seenKey } from './notes.ts';
import { isMine, joinedIds, overlayLines, overlayResources, overlayUnit, unsentLines } from './overlay.ts';
import { type PendingStorm, pendingStorm } from './pending-storm.ts';

interface Page {
  readonly offset: number;
  readonly limit: number;
}

interface SummaryRow {
  readonly id: string;
  readonly summary: string;
}
/** What a row is made from besides its summary; read once for a whole list. */
interface RowContext {
  readonly db: ReadableDb;
  readonly officer: Officer;
  readonly pending: PendingStorm;
  readonly unit: MyUnit | undefined;
  readonly seen: ReadonlyMap<string, string>;
  readonly jobs: ReadonlySet<string>;
}

const INCIDENT = `system = 'storm' AND kind = 'incident'`;
/** Not closed at HQ, nor by what the officer has decided since (its one parameter: closedHere). */
const OPEN = `summary ->> 'state' = 'open' AND id NOT IN (SELECT value FROM json_each(?))`;

/** The officer's unit, pending decisions laid over. */
export const myUnit = (db: ReadableDb, officer: Officer): MyUnit | undefined => overlayUnit(pendingStorm(db, officer));

/** Open logs on which the officer or the officer's unit is, gravest and then newest first. CROSS JOIN: from the few links to their logs. */
export const myIncidents = (db: ReadableDb, officer: Officer): IncidentRow[] => {
  const context = contextOf(db, officer);
  return db
    .prepare<[string, string, string], SummaryRow>(
      `SELECT item.id, item.summary FROM (
         SELECT id FROM item_link WHERE role = 'officer' AND value = ? AND ${INCIDENT}
         UNION SELECT id FROM item_link WHERE role = 'unit' AND value = ? AND ${INCIDENT}
         UNION SELECT value FROM json_each(?)) AS link
       CROSS JOIN item ON item.system = 'storm' AND item.kind = 'incident' AND item.id = link.id
       WHERE item.summary ->> 'state' = 'open' ORDER BY item.summary ->> 'grade', item.summary ->> 'openedAt' DESC, item.id`,
    )
    .all(officer.collarNumber, context.unit?.callSign ?? '', JSON.stringify(joinedIds(context.pending)))
    .map((row) => toRow(context, row))
    .filter((row) => row.mine && row.state === 'open')
    .sort((one, other) => one.grade - other.grade);
};

/** Open logs of the officer's area, gravest and then newest first; by number where they are alike, so that pages fit together. */
export const areaIncidents = (db: ReadableDb, officer: Officer, { offset, limit }: Page): IncidentRow[] => {
  const context = contextOf(db, officer);
  return db
    .prepare<[string, string, number, number], SummaryRow>(
      `SELECT id, summary FROM item WHERE ${INCIDENT} AND ${OPEN} AND summary ->> 'area' = ?
       ORDER BY summary ->> 'grade', summary ->> 'openedAt' DESC, id LIMIT ? OFFSET ?`,
    )
    .all(closedHere(context.pending), officer.area, limit, offset)
    .map((row) => toRow(context, row));
};

/** Closed logs on this laptop, last closed first; before them those whose result HQ has not got yet. */
export const closedIncidents = (db: ReadableDb, officer: Officer, { offset, limit }: Page): IncidentRow[] => {
  const context = contextOf(db, officer);
  const unsent = closedUnsent(db, context.pending);
  const first = unsent.slice(offset, offset + limit);
  const rest = db
    .prepare<[number, number], SummaryRow>(
      `SELECT id, summary FROM item WHERE ${INCIDENT} AND summary ->> 'state' = 'closed' ORDER BY summary ->> 'closedAt' DESC, id LIMIT ? OFFSET ?`,
    )
    .all(limit - first.length, Math.max(0, offset - unsent.length));
  return [...first, ...rest].map((row) => toRow(context, row));
};

/** Logs that the officer has closed and HQ has not. */
const closedUnsent = (db: ReadableDb, pending: PendingStorm): SummaryRow[] =>
  db
    .prepare<[string], SummaryRow>(
      `SELECT id, summary FROM item WHERE ${INCIDENT} AND id IN (SELECT value FROM json_each(?)) AND summary ->> 'state' = 'open' ORDER BY id`,
    )
    .all(closedHere(pending));

export const countArea = (db: ReadableDb, officer: Officer): number =>
  db
    .prepare<[string, string], { n: number }>(`SELECT count(*) AS n FROM item WHERE ${INCIDENT} AND ${OPEN} AND summary ->> 'area' = ?`)
    .get(closedHere(pendingStorm(db, officer)), officer.area)?.n ?? 0;

export const countClosed = (db: ReadableDb, officer: Officer): number =>
  closedUnsent(db, pendingStorm(db, officer)).length +
  (db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM item WHERE ${INCIDENT} AND summary ->> 'state' = 'closed'`).get()?.n ?? 0);

/** Numbers of the logs that the officer has closed and HQ has not, for OPEN. */
const closedHere = ({ logs }: PendingStorm): string =>
  JSON.stringify([...logs].flatMap(([id, { state }]) => (state === 'closed' ? [id] : [])));

const contextOf = (db: ReadableDb, officer: Officer): RowContext => {
  const pending = pendingStorm(db, officer);
  const seen = db.prepare<[], { key: string; at: string }>(`SELECT key, at FROM seen WHERE key GLOB 'storm.incident:*'`).all();
  return {
    db,
    officer,
    pending,
    unit: overlayUnit(pending),
    jobs: newJobIds(db, pending),
    seen: new Map(seen.map(({ key, at }) => [key, at])),
  };
};

const toRow = (context: RowContext, { id, summary }: SummaryRow): IncidentRow => {
  const { officer, pending, unit } = context;
  const after = pending.logs.get(id);
  const { area: _, resources, ...shown } = after === undefined ? (JSON.parse(summary) as IncidentSummary) : summaryOf(after);
  const own = overlayLines(id, NONE_KNOWN, pending, authorOf(officer, unit)).at(-1);
  return {
    ...shown,
    id,
    ...(own === undefined ? {} : { lastLine: { at: own.at, text: own.text, operator: own.operator, terminal: own.terminal } }),
    mine: isMine(overlayResources(id, resources, pending), pending),
    newLines: countNewLines(context, id, shown.lastLine?.at),
    unsent: unsentLines(id, pending),
    newJob: context.jobs.has(id),
  };
};

/** A list does not know which lines of a log are the officer's own come back; at worst it shows the newest of them. */
const NONE_KNOWN: ReadonlySet<string> = new Set();

/** Lines of others that came since the officer last had the log open; none for one never opened, which is new as a whole. */
const countNewLines = ({ db, officer, unit, seen }: RowContext, id: string, lastAt: string | undefined): number => {
  const seenAt = seen.get(seenKey(id));
  if (seenAt === undefined || lastAt === undefined || lastAt <= seenAt) return 0;
  return (
    db
      .prepare<[string, string, string], { n: number }>(
        `SELECT count(*) AS n FROM item, json_each(item.body, '$.lines') AS line WHERE item.system = 'storm' AND item.kind = 'incident'
         AND item.id = ? AND line.value ->> 'at' > ? AND line.value ->> 'operator' <> ?`,
      )
      .get(id, seenAt, authorOf(officer, unit).operator)?.n ?? 0
  );
};
