import type { Missing } from '../../../contracts/domain/missing.ts';
import { isMedicalNear, reviewState } from '../../../contracts/domain/missing-review.ts';
import { isReviewKnown } from '../../../contracts/domain/missing-steps.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { MissingAlert } from '../../../contracts/ipc/missing.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { syncedAt } from '../../store/items.ts';
import { reportNow } from './commands.ts';
import { byUrgency, type ListedRow, listedRows } from './rows.ts';
import { readCirculation, readMissing } from './stored.ts';

/** Few enough to be shown. */
const MOST_ALERTS = 50;
/** In `seen`: since when what is circulated is told apart from what was before; and what the officer was alerted to and knows. */
const COUNTED = 'missing.alerts';
const KNOWN = 'missing.alert:';

/** What an alert tells, by which it is told once: a later review, or what is circulated anew, is another. */
export type ToldAlert = Pick<MissingAlert, 'id' | 'cause' | 'late' | 'at'>;
const keyOf = ({ id, cause, late, at }: ToldAlert): string => `${KNOWN}${id}:${cause}:${late ? 'late' : 'near'}:${at}`;

/**
 * What somebody who is missing alerts to: that they are circulated in the officer's area, until the officer has said that they know of it;
 * a review that is near or late, to those who review it, until they have said so of that; and what they need by a time, before it and after it, to all who look for them. What
 * was circulated when the feed came to this laptop for the first time alerts to nothing.
 */
export const alertReads = {
  /** Gravest first; those that wait to be sent last. `now`: ISO 8601. */
  'missing.alerts': (db: ReadableDb, { officer, now }: { readonly officer: Officer; readonly now: string }): MissingAlert[] => {
    const known = knownIn(db);
    return listedRows(db, officer, new Date(now))
      .filter(({ row: { state } }) => state !== 'closed')
      .toSorted(byUrgency(now))
      .flatMap((listed) => [...needOf(listed, officer, now), ...circulatedOf(db, listed, officer), ...reviewOf(db, listed, officer, now)])
      .filter((alert) => alert.sending !== undefined || !known.has(keyOf(alert)))
      .toSorted((one, other) => Number(one.sending !== undefined) - Number(other.sending !== undefined))
      .slice(0, MOST_ALERTS);
  },
} as const satisfies Reads;

export const alertWrites = {
  /** Takes note, once, of what was circulated before the first fill. */
  'missing.countAlerts': (db: WritableDb, { officer, at }: { readonly officer: Officer; readonly at: string }): void => {
    if (syncedAt(db, 'missing') === undefined || isCounted(db)) return;
    const there = listedRows(db, officer, new Date(at)).flatMap((listed) => circulated(db, listed, officer));
    for (const key of [COUNTED, ...there.map(keyOf)]) save(db, key, at);
  },

  /** The officer knows of it. What was told of reports that are not here any more is forgotten. */
  'missing.alertKnown': (
    db: WritableDb,
    { told, officer, at }: { readonly told: ToldAlert; readonly officer: Officer; readonly at: string },
  ): void => {
    const here = new Set(listedRows(db, officer, new Date(at)).map(({ row }) => row.id));
    for (const key of knownIn(db))
      if (!here.has(key.slice(KNOWN.length).split(':')[0] ?? '')) db.prepareWrite<[string]>('DELETE FROM seen WHERE key = ?').run(key);
    save(db, keyOf(told), at);
    db.touch('missing');
  },
} as const satisfies Writes;

const shown = ({ row: { id, name, age, grade, lastSeen } }: ListedRow): Omit<MissingAlert, 'cause' | 'late' | 'at'> => ({
  ...{ id, name, grade, place: lastSeen.text },
  ...(age === undefined ? {} : { age }),
});

/** None before the first fill was counted. */
const circulatedOf = (db: ReadableDb, listed: ListedRow, officer: Officer): MissingAlert[] =>
  isCounted(db) ? circulated(db, listed, officer) : [];

/** Of what others circulate in the officer's area, until HQ knows that the officer knows. */
const circulated = (db: ReadableDb, listed: ListedRow, officer: Officer): MissingAlert[] => {
  const { row, areas } = listed;
  if (!row.running || row.mine || !areas.includes(officer.area)) return [];
  const told = readCirculation(db, row.id)?.body;
  if (told === undefined || readMissing(db, row.id)?.body.circulation?.collarNumber === officer.collarNumber) return [];
  const alert = { ...shown(listed), cause: 'circulated' as const, late: false, at: told.since };
  if (!row.acknowledged) return [alert];
  const { sending } = row;
  return told.acknowledgements.some(({ collarNumber, at }) => collarNumber === officer.collarNumber && at >= told.since) ||
    sending === undefined
    ? []
    : [{ ...alert, sending }];
};

/** Until HQ knows that the officer knows, as of what is circulated. */
const reviewOf = (db: ReadableDb, listed: ListedRow, officer: Officer, now: string): MissingAlert[] => {
  const { id, reviewDue, seen, sending } = listed.row;
  const state = reviewState({ reviewDue }, now);
  const isTheirs = officer.roles.includes('supervisor') && seen === 'whole';
  if (!isTheirs || reviewDue === undefined || (state !== 'near' && state !== 'late')) return [];
  const alert = { ...shown(listed), cause: 'review' as const, late: state === 'late', at: reviewDue };
  const isKnown = (report: Pick<Missing, 'lines'> | undefined): boolean =>
    report !== undefined && isReviewKnown(report, { due: reviewDue, late: alert.late }, officer.collarNumber);
  if (!isKnown(reportNow(db, id, officer))) return [alert];
  return sending === undefined || isKnown(readMissing(db, id)?.body) ? [] : [{ ...alert, sending }];
};

const needOf = (listed: ListedRow, officer: Officer, now: string): MissingAlert[] => {
  const { row, areas } = listed;
  const { medicalBy, state } = row;
  const concerns =
    row.mine || (row.running && areas.includes(officer.area)) || (row.seen === 'whole' && officer.roles.includes('supervisor'));
  if (!concerns || state !== 'missing' || medicalBy === undefined || !isMedicalNear(medicalBy, now)) return [];
  return [{ ...shown(listed), cause: 'need', late: medicalBy <= now, at: medicalBy }];
};

const knownIn = (db: ReadableDb): ReadonlySet<string> =>
  new Set(
    db
      .prepare<[string], { key: string }>('SELECT key FROM seen WHERE key GLOB ?')
      .all(`${KNOWN}*`)
      .map(({ key }) => key),
  );
const isCounted = (db: ReadableDb): boolean =>
  db.prepare<[string], { at: string }>('SELECT at FROM seen WHERE key = ?').get(COUNTED) !== undefined;
const save = (db: WritableDb, key: string, at: string): void => {
  db.prepareWrite<[string, string]>('INSERT OR IGNORE INTO seen (key, at) VALUES (?, ?)').run(key, at);
};
