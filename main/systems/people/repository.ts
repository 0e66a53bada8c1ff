import type { Balance, Duty } from '../../../contracts/domain/duty.ts';
import { addDays, forceDay } from '../../../contracts/domain/force-calendar.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { DutyOn } from '../../../contracts/domain/overtime-sum.ts';
import type { ShownOfficer } from '../../../contracts/ipc/people.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItem, readLinked, syncedAt } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';

export interface Roster {
  readonly duties: Duty[];
  readonly balance: Balance | undefined;
  readonly asOf: string | undefined;
}

/** Two months of a roster: what a pane shows at most. */
export const LONGEST_ROSTER_DAYS = 62;
/** How far ahead the next duty is looked for: a roster is published a month ahead, and a long leave lies before it. */
const NEXT_DUTY_DAYS = 62;

/** The duties of the days from..to, both included, by day. */
export const dutiesBetween = (db: ReadableDb, from: string, to: string): Duty[] =>
  db
    .prepare<[string, string], { body: string }>(
      `SELECT body FROM item INDEXED BY duty_day WHERE system = 'people' AND kind = 'duty' AND summary ->> 'day' BETWEEN ? AND ?
       ORDER BY summary ->> 'day', id`,
    )
    .all(from, to)
    .map((row) => JSON.parse(row.body) as Duty);

/** For how long after its end a duty may still be worked on, or overtime claimed for it from Today. */
const JUST_ENDED_MS = 4 * 60 * 60 * 1000;

/**
 * The duty that now is in, else whatever the roster says of the force's day; the next one that starts after now; and, while none is on, the
 * one that ended in the last hours.
 */
export const dutiesAround = (
  db: ReadableDb,
  now: Date,
): { readonly duty: Duty | undefined; readonly nextDuty: Duty | undefined; readonly endedDuty: Duty | undefined } => {
  const today = forceDay(now);
  const at = now.toISOString();
  const duties = dutiesBetween(db, addDays(today, -1), addDays(today, NEXT_DUTY_DAYS));
  const running = duties.find(({ start, end }) => start !== undefined && end !== undefined && start <= at && at < end);
  const since = new Date(now.getTime() - JUST_ENDED_MS).toISOString();
  return {
    endedDuty: running === undefined ? duties.findLast(({ end }) => end !== undefined && since < end && end <= at) : undefined,
    duty: running ?? duties.find((duty) => duty.day === today),
    nextDuty: duties
      .filter(({ start }) => start !== undefined && start > at)
      .sort((a, b) => (a.start ?? '').localeCompare(b.start ?? ''))[0],
  };
};

/** What the officer's roster says of a day; undefined where it is not published. */
export const dutyOn =
  (db: ReadableDb): DutyOn =>
  (day) =>
    dutiesBetween(db, day, day)[0];

export const balanceHere = (db: ReadableDb): Balance | undefined =>
  readItem<Balance>(db, { system: 'people', kind: 'balance', id: 'balance' })?.body;

/** The officers of a team, by collar number. */
const teamOf = (db: ReadableDb, team: string): ShownOfficer[] =>
  db
    .prepare<[string], { body: string }>(`SELECT body FROM item WHERE system = 'people' AND kind = 'officer' AND summary ->> 'team' = ?`)
    .all(team)
    .map((row) => {
      const { known, other } = splitOthers('people', 'officer', JSON.parse(row.body));
      return { ...known, other };
    })
    .sort((a, b) => Number(a.collarNumber) - Number(b.collarNumber));

export const officerByStaffId = (db: ReadableDb, staffId: string): Officer | undefined =>
  readItem<Officer>(db, { system: 'people', kind: 'officer', id: staffId })?.body;

export const officerByCollar = (db: ReadableDb, collarNumber: string): Officer | undefined =>
  readLinked<Officer>(db, { role: 'officer', value: collarNumber }, 'people', 'officer')[0];

export const peopleReads = {
  /** The officer's own roster; of a longer time only its first LONGEST_ROSTER_DAYS. */
  'people.roster': (db: ReadableDb, { from, to }: { readonly from: string; readonly to: string }): Roster => {
    const last = addDays(from, LONGEST_ROSTER_DAYS - 1);
    return {
      duties: dutiesBetween(db, from, to < last ? to : last),
      balance: balanceHere(db),
      asOf: syncedAt(db, 'people'),
    };
  },
  'people.team': (db: ReadableDb, { team }: { readonly team: string }): ShownOfficer[] => teamOf(db, team),
} as const satisfies Reads;
