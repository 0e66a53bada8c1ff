import type { Officer } from '../../../contracts/domain/officer.ts';
import type { IncidentRow, MyUnit } from '../../../contracts/ipc/storm.ts';
import type { ReadableDb } from '../../store/db.ts';
import { newJobIds } from './alerts.ts';
import { authorOf } from './author.ts';
import type { IncidentSummary } from './describe.ts';
import { seenKey } from './notes.ts';
import { isMine, overlayLines, overlaySummary, overlayUnit, unsentLines } from './overlay.ts';
import { type PendingStorm, pendingStorm } from './pending-storm.ts';

/** Of an item of Storm's that is a log. */
export const INCIDENT = `item.system = 'storm' AND item.kind = 'incident'`;

export interface SummaryRow {
  readonly id: string;
  readonly summary: string;
}
/** What a row is made from besides its summary; read once for a whole list. */
export interface RowContext {
  readonly db: ReadableDb;
  readonly officer: Officer;
  readonly pending: PendingStorm;
  readonly unit: MyUnit | undefined;
  readonly seen: ReadonlyMap<string, string>;
  readonly jobs: ReadonlySet<string>;
}

/** The officer's unit, pending decisions laid over. */
export const myUnit = (db: ReadableDb, officer: Officer): MyUnit | undefined => overlayUnit(pendingStorm(db, officer));

/** What a list of rows is read with, once for all of them. */
export const contextOf = (db: ReadableDb, officer: Officer): RowContext => {
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

/** A log as a list shows it, the officer's unsent work laid over. */
export const toRow = (context: RowContext, { id, summary }: SummaryRow): IncidentRow => {
  const { officer, pending, unit } = context;
  const { area: _, resources, ...shown } = overlaySummary(id, JSON.parse(summary) as IncidentSummary, pending);
  const own = overlayLines(id, NONE_KNOWN, pending, authorOf(officer, unit)).at(-1);
  return {
    ...shown,
    id,
    ...(own === undefined ? {} : { lastLine: { at: own.at, text: own.text, operator: own.operator, terminal: own.terminal } }),
    units: resources.map(({ callSign }) => callSign),
    mine: isMine(resources, pending),
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
