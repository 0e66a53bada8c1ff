import { alertOf, linesAfter } from '../../../contracts/domain/alert.ts';
import { ownResource } from '../../../contracts/domain/deployment.ts';
import type { Incident, IncidentLine, Resource } from '../../../contracts/domain/incident.ts';
import { strikesOf } from '../../../contracts/domain/log-decision.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Alert } from '../../../contracts/ipc/storm.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { readItem, syncedAt } from '../../store/items.ts';
import type { IncidentSummary } from './describe.ts';
import { keepRaised } from './missed-alerts.ts';
import { type PendingStorm, pendingStorm } from './pending-storm.ts';

/** More than a unit is ever given, and few enough to be shown. */
const MOST_ALERTS = 50;
/** So many lines of one log are told at once; the others are read in it. */
const MOST_LINES = 20;
/** In `seen`: since when alerts are told apart from what the unit had before; and each job and line that was there then. */
const COUNTED = 'storm.jobs';
const jobKey = (incidentId: string): string => `storm.job:${incidentId}`;
const lineKey = (incidentId: string, lineId: string): string => `${jobKey(incidentId)}:${lineId}`;

/**
 * A job is an open log that HQ has given to the officer or to the officer's unit. It alerts until it is acknowledged, and so do lines of
 * the kinds that alert that others write into it later. HQ's word alone counts for what there is, HQ's and the officer's for what is known:
 * an acknowledgement on its way out is one. What the unit had when the feed came to this laptop for the first time alerts to nothing; what
 * comes while the laptop is locked does, at the next sign-in.
 */
export const alertReads = {
  /** Gravest and then newest first; those that wait to be sent last. None before the first fill was counted. */
  'storm.alerts': (db: ReadableDb, { officer }: { readonly officer: Officer }): readonly Alert[] => {
    const alerts = alertsOf(db, pendingStorm(db, officer));
    const waits = ({ sending }: Alert): number => (sending === undefined ? 0 : 1);
    return alerts.toSorted((one, other) => waits(one) - waits(other)).slice(0, MOST_ALERTS);
  },
} as const satisfies Reads;

export const alertWrites = {
  /** Takes note of what the unit has: what it had at the first fill is known, what it was taken off may come again as new, and is missed where nobody acknowledged it. */
  'storm.countAlerts': (db: WritableDb, { officer, at }: { readonly officer: Officer; readonly at: string }): void => {
    if (syncedAt(db, 'storm') === undefined) return;
    const pending = pendingStorm(db, officer);
    const assigned = assignedLogs(db, pending);
    if (!isCounted(db)) {
      const there = assigned.flatMap(({ id }) => [
        jobKey(id),
        ...linesOf(db, id)
          .filter((line) => alertOf(line) !== undefined)
          .map((line) => lineKey(id, line.id)),
      ]);
      for (const key of [COUNTED, ...there]) saveSeen(db, key, at);
      return;
    }
    const kept = assigned.map(({ id }) => jobKey(id));
    for (const key of keysOf(db)) {
      if (!kept.some((job) => key === job || key.startsWith(`${job}:`)))
        db.prepareWrite<[string]>('DELETE FROM seen WHERE key = ?').run(key);
    }
    const alerts = alertsOf(db, pending).filter(({ sending }) => sending === undefined);
    keepRaised(db, { alerts, assigned: new Set(assigned.map(({ id }) => id)), pending, at });
  },
} as const satisfies Writes;

/** Ids of the new jobs, for the rows of a list. */
export const newJobIds = (db: ReadableDb, pending: PendingStorm): ReadonlySet<string> => {
  if (!isCounted(db)) return new Set();
  const there = keysOf(db);
  return new Set(assignedLogs(db, pending).flatMap((log) => (isNewJob(log, there, knownOf(log, pending)) ? [log.id] : [])));
};

const alertsOf = (db: ReadableDb, pending: PendingStorm): readonly Alert[] => {
  if (!isCounted(db)) return [];
  const there = keysOf(db);
  return assignedLogs(db, pending).flatMap((log): Alert[] => {
    const lines = linesOf(db, log.id);
    const { id, grade, title, place } = log;
    const about = { id, grade, title, place, callSign: log.own?.callSign, upTo: lines.at(-1)?.id };
    const news = (known: readonly Known[]): Pick<Alert, 'job' | 'lines'> => ({
      job: isNewJob(log, there, known),
      lines: linesAfter(
        lines,
        known.map(({ upTo }) => upTo),
      )
        .filter((line) => line.operator !== operatorOf(pending.officer) && !there.has(lineKey(id, line.id)))
        .flatMap(({ id: lineId, at, text, ...line }) => {
          const kind = alertOf(line);
          return kind === undefined ? [] : [{ id: lineId, at, text, kind }];
        })
        .slice(-MOST_LINES),
    });
    const known = knownOf(log, pending);
    const now = news(known);
    if (now.job || now.lines.length > 0) return [{ ...about, ...now }];
    const sending = known.findLast(({ state }) => state !== 'done')?.state;
    const untold = news(known.filter(({ state }) => state === 'done'));
    return sending === undefined || sending === 'done' || !(untold.job || untold.lines.length > 0)
      ? []
      : [{ ...about, ...untold, sending }];
  });
};

/** That the officer's crew knows of a log, and up to which line; `done` where HQ has been told. */
type Known = Omit<PendingStorm['known'][number], 'incidentId'>;

const knownOf = ({ id, own }: AssignedLog, { known }: PendingStorm): readonly Known[] => [
  ...(own?.acknowledged === undefined ? [] : [{ upTo: own.acknowledged.upTo, state: 'done' as const }]),
  ...known.filter(({ incidentId }) => incidentId === id),
];

const isNewJob = ({ id }: AssignedLog, there: ReadonlySet<string>, known: readonly Known[]): boolean =>
  known.length === 0 && !there.has(jobKey(id));

const keysOf = (db: ReadableDb): ReadonlySet<string> =>
  new Set(
    db
      .prepare<[], { key: string }>(`SELECT key FROM seen WHERE key GLOB 'storm.job:*'`)
      .all()
      .map(({ key }) => key),
  );

const isCounted = (db: ReadableDb): boolean =>
  db.prepare<[string], { at: string }>('SELECT at FROM seen WHERE key = ?').get(COUNTED) !== undefined;

/** A line that was sent in error alerts to nothing. */
const linesOf = (db: ReadableDb, id: string): readonly IncidentLine[] => {
  const lines = readItem<Incident>(db, { system: 'storm', kind: 'incident', id })?.body.lines ?? [];
  const strikes = strikesOf(lines);
  return lines.map((line) => (strikes.has(line.id) ? { ...line, kind: 'update' } : line));
};

interface AssignedLog extends Pick<Alert, 'id' | 'grade' | 'title' | 'place'> {
  /** The officer's own among its resources. */
  readonly own: Resource | undefined;
}

/** Open logs that HQ has given to the unit or the officer, gravest and then newest first. CROSS JOIN: from the few links to their logs. */
const assignedLogs = (db: ReadableDb, { officer, unit }: PendingStorm): readonly AssignedLog[] =>
  db
    .prepare<[string, string], { id: string; summary: string }>(
      `SELECT item.id, item.summary FROM (
         SELECT id FROM item_link WHERE role = 'officer' AND value = ? AND system = 'storm' AND kind = 'incident'
         UNION SELECT id FROM item_link WHERE role = 'unit' AND value = ? AND system = 'storm' AND kind = 'incident') AS link
       CROSS JOIN item ON item.system = 'storm' AND item.kind = 'incident' AND item.id = link.id
       WHERE item.summary ->> 'state' = 'open' ORDER BY item.summary ->> 'grade', item.summary ->> 'openedAt' DESC`,
    )
    .all(officer.collarNumber, unit?.callSign ?? '')
    .map(({ id, summary }) => {
      const { grade, title, place, resources } = JSON.parse(summary) as IncidentSummary;
      const own = ownResource(resources, { callSign: unit?.callSign, collarNumber: officer.collarNumber });
      return { id, grade, title, place, own };
    });

const saveSeen = (db: WritableDb, key: string, at: string): void => {
  db.prepareWrite<[string, string]>('INSERT OR IGNORE INTO seen (key, at) VALUES (?, ?)').run(key, at);
};
