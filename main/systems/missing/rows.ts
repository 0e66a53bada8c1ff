import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { reviewState } from '../../../contracts/domain/missing-review.ts';
import { ageOn } from '../../../contracts/domain/missing-rules.ts';
import { riskGrades } from '../../../contracts/domain/missing-words.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { MissingRow } from '../../../contracts/ipc/missing.ts';
import type { ReadableDb } from '../../store/db.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { sendingByItem } from '../pending.ts';
import { circulationNow, reportNow } from './commands.ts';
import { type CirculationSummary, type MissingSummary, summaryOfCirculation, summaryOfMissing } from './describe.ts';
import { circulationSummaries, missingSummaries } from './stored.ts';

/** A row, and by what a list narrows it down. */
export interface ListedRow {
  readonly row: MissingRow;
  readonly words: string;
  readonly born?: string | undefined;
  /** The areas whose officers it concerns. */
  readonly areas: readonly string[];
  readonly reportedAt: string;
}

/** All reports on this laptop, and what crews are told of others, once what the officer decided is in force. */
export const listedRows = (db: ReadableDb, officer: Officer, now: Date): readonly ListedRow[] => {
  const pending = pendingOf(db, 'missing');
  const touched = new Set(pending.map(({ itemId }) => itemId));
  const sending = sendingByItem(pending);
  const today = calendarDay(now);
  const told = new Map<string, CirculationSummary>();
  for (const { id, summary } of circulationSummaries(db)) {
    const changed = touched.has(id) ? circulationNow(db, id, officer) : undefined;
    told.set(id, changed === undefined ? summary : summaryOfCirculation(changed));
  }
  const shared = (id: string) => {
    const state = sending.get(id);
    return {
      ...{ id, acknowledged: told.get(id)?.acknowledgedBy.includes(officer.collarNumber) ?? false },
      ...(state === undefined ? {} : { sending: state }),
    };
  };
  const whole = missingSummaries(db).map(({ id, summary: stored }): ListedRow => {
    const changed = touched.has(id) ? reportNow(db, id, officer) : undefined;
    const { owner, reportedByCollar, reportedAt, words, born, ...row } = changed === undefined ? stored : summaryOfMissing(changed);
    const mine = owner === officer.collarNumber || reportedByCollar === officer.collarNumber;
    const areas = [row.area, ...(row.running ? (told.get(id)?.areas ?? []) : [])];
    return { row: { ...row, ...aged({ born, age: row.age }, today), ...shared(id), mine, seen: 'whole' }, words, born, areas, reportedAt };
  });
  const here = new Set(whole.map(({ row }) => row.id));
  const cards = [...told].flatMap(([id, { areas, acknowledgedBy: _, words, ...row }]): ListedRow[] =>
    here.has(id) || !row.running
      ? []
      : [{ row: { ...row, ...shared(id), mine: false, seen: 'card' }, words, areas, reportedAt: row.lastSeen.at }],
  );
  return [...whole, ...cards];
};

const aged = (person: Pick<MissingSummary, 'born' | 'age'>, today: string): { readonly age?: number } => {
  const age = ageOn(person, today);
  return age === undefined ? {} : { age };
};

/** Late reviews first, then the gravest, then whose review is due first; what is closed as it was found, the newest first. `now`: ISO 8601. */
export const byUrgency =
  (now: string) =>
  ({ row: one }: ListedRow, { row: other }: ListedRow): number =>
    Number(one.state === 'closed') - Number(other.state === 'closed') ||
    (one.state === 'closed'
      ? (other.foundAt ?? '').localeCompare(one.foundAt ?? '')
      : Number(isLate(other, now)) - Number(isLate(one, now)) ||
        gravity(one) - gravity(other) ||
        (one.reviewDue ?? NEVER).localeCompare(other.reviewDue ?? NEVER)) ||
    one.id.localeCompare(other.id);

export const isLate = (row: Pick<MissingRow, 'reviewDue'>, now: string): boolean => reviewState(row, now) === 'late';

/** After every instant. */
const NEVER = '~';
/** A grade that only a newer HQ knows stands with the gravest. */
const gravity = ({ grade }: Pick<MissingRow, 'grade'>): number => Math.max(0, riskGrades.indexOf(grade as (typeof riskGrades)[number]));
