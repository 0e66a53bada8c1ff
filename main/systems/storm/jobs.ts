import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Job } from '../../../contracts/ipc/storm.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { syncedAt } from '../../store/items.ts';
import type { IncidentSummary } from './describe.ts';
import { storedUnit } from './unit.ts';

/** More than a unit is ever given, and few enough to be shown. */
const MOST_JOBS = 50;
/** In `seen`: since when jobs are told apart from the logs that the unit had before; and each job that the officer knows of. */
const COUNTED = 'storm.jobs';
const jobKey = (incidentId: string): string => `storm.job:${incidentId}`;

/**
 * A job is an open log that HQ has given to the officer or to the officer's unit. It is new until the officer has opened it or said
 * so. HQ's word alone counts: a status that is still on its way out takes no job away. What the unit had when the feed came to this
 * laptop for the first time is not new; what comes while the laptop is locked is, at the next sign-in.
 */
export const jobReads = {
  /** The new jobs, gravest and then newest first. None before the first fill was counted. */
  'storm.jobs': (db: ReadableDb, { officer }: { readonly officer: Officer }): Job[] => newJobs(db, officer).slice(0, MOST_JOBS),
} as const satisfies Reads;

export const jobWrites = {
  /** Takes note of what the unit has: what it had at the first fill is known, what it was taken off may come again as new. */
  'storm.countJobs': (db: WritableDb, { officer, at }: { readonly officer: Officer; readonly at: string }): void => {
    if (syncedAt(db, 'storm') === undefined) return;
    const assigned = assignedJobs(db, officer).map(({ id }) => id);
    if (!isCounted(db)) {
      for (const key of [COUNTED, ...assigned.map(jobKey)]) saveSeen(db, key, at);
      return;
    }
    const gone = db
      .prepare<[], { key: string }>(`SELECT key FROM seen WHERE key GLOB 'storm.job:*'`)
      .all()
      .filter(({ key }) => !assigned.some((id) => jobKey(id) === key));
    for (const { key } of gone) db.prepareWrite<[string]>('DELETE FROM seen WHERE key = ?').run(key);
  },

  /** The officer knows of these jobs: their logs were opened, or the officer said so. Others than the unit's are passed over. */
  'storm.seenJobs': (
    db: WritableDb,
    { ids, officer, at }: { readonly ids: readonly string[]; readonly officer: Officer; readonly at: string },
  ): void => {
    const seen = newJobs(db, officer).filter(({ id }) => ids.includes(id));
    for (const { id } of seen) saveSeen(db, jobKey(id), at);
    if (seen.length > 0) db.touch('storm');
  },
} as const satisfies Writes;

/** Ids of the new jobs, for the rows of a list. */
export const newJobIds = (db: ReadableDb, officer: Officer): ReadonlySet<string> => new Set(newJobs(db, officer).map(({ id }) => id));

const newJobs = (db: ReadableDb, officer: Officer): readonly Job[] => {
  if (!isCounted(db)) return [];
  const known = new Set(
    db
      .prepare<[], { key: string }>(`SELECT key FROM seen WHERE key GLOB 'storm.job:*'`)
      .all()
      .map(({ key }) => key),
  );
  return assignedJobs(db, officer).filter(({ id }) => !known.has(jobKey(id)));
};

const isCounted = (db: ReadableDb): boolean =>
  db.prepare<[string], { at: string }>('SELECT at FROM seen WHERE key = ?').get(COUNTED) !== undefined;

/** Open logs that HQ has given to the unit or the officer, gravest and then newest first. CROSS JOIN: from the few links to their logs. */
const assignedJobs = (db: ReadableDb, officer: Officer): readonly Job[] => {
  const callSign = storedUnit(db, officer)?.callSign;
  return db
    .prepare<[string, string], { id: string; summary: string }>(
      `SELECT item.id, item.summary FROM (
         SELECT id FROM item_link WHERE role = 'officer' AND value = ? AND system = 'storm' AND kind = 'incident'
         UNION SELECT id FROM item_link WHERE role = 'unit' AND value = ? AND system = 'storm' AND kind = 'incident') AS link
       CROSS JOIN item ON item.system = 'storm' AND item.kind = 'incident' AND item.id = link.id
       WHERE item.summary ->> 'state' = 'open' ORDER BY item.summary ->> 'grade', item.summary ->> 'openedAt' DESC`,
    )
    .all(officer.collarNumber, callSign ?? '')
    .map(({ id, summary }) => {
      const { grade, title, place, resources } = JSON.parse(summary) as IncidentSummary;
      const mine =
        resources.find((resource) => resource.callSign === callSign) ??
        resources.find((resource) => resource.collarNumbers.includes(officer.collarNumber));
      return { id, grade, title, place, ...(mine === undefined ? {} : { callSign: mine.callSign }) };
    });
};

const saveSeen = (db: WritableDb, key: string, at: string): void => {
  db.prepareWrite<[string, string]>('INSERT OR IGNORE INTO seen (key, at) VALUES (?, ?)').run(key, at);
};
