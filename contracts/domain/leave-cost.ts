import type { Balance } from './duty.ts';
import { forceDay } from './force-calendar.ts';
import type { RosterDay } from './overtime-sum.ts';

/** What leave is taken out of: annual leave (Police Regulations 2003 reg. 33, annex O), time off in lieu of overtime, rest days owed. */
export type LeaveKind = 'annualLeave' | 'toil' | 'restDayInLieu';
export type DayPart = 'full' | 'firstHalf' | 'secondHalf' | 'hours';

/** One day of a request. minutes: of `hours` alone, with which the tour ends that much earlier. */
export interface AskedDay {
  readonly day: string;
  readonly part: DayPart;
  readonly minutes?: number | undefined;
}

/** DayNotPublished: what it costs is not known. PartNotTaken: this leave is not taken in such parts. */
export type LeaveFault = 'DayNotPublished' | 'PartNotTaken';

/** What is left, and of which leave year: `next` from its first day on. */
export type LeaveBalance = Pick<Balance, 'annualLeaveDays' | 'timeOffInLieuMinutes' | 'restDaysOwed' | 'nextLeaveYear'>;
export type LeaveYear = 'this' | 'next';
export type LeaveCosts = Readonly<Record<LeaveYear, number>>;

/** The leave year's first day: 1 April. */
const LEAVE_YEAR_BEGINS = '04-01';
const QUARTER = 15;
const MINUTE = 60_000;
/** What an officer is there for; everything else is a day off already. */
const DUTIES: readonly string[] = ['duty', 'court', 'course'];

/** Whether the roster has the officer at work on a day. */
export const isWorkday = ({ kind }: Pick<RosterDay, 'kind'>): boolean => DUTIES.includes(kind);

/**
 * What a day of leave costs by what the roster says of it: in days, halves among them, and of time off in lieu in minutes. A day off costs
 * nothing, a tour of which one half is off already half a day. Time off in lieu is the tour's real length, also when the clocks change.
 */
export const dayCost = (kind: LeaveKind, { part, minutes = 0 }: AskedDay, duty: RosterDay | undefined): number | LeaveFault => {
  if (duty === undefined) return 'DayNotPublished';
  if (!isWorkday(duty)) return 0;
  const left = leftOf(duty);
  switch (kind) {
    case 'annualLeave':
      if (part === 'hours' || isOff(part, left)) return 'PartNotTaken';
      return part === 'full' && !isOff('firstHalf', left) && !isOff('secondHalf', left) ? 1 : 0.5;
    case 'restDayInLieu':
      return part === 'full' ? 1 : 'PartNotTaken';
    case 'toil': {
      if (part !== 'hours') return isOff(part, left) ? 'PartNotTaken' : minutesOf(part, left);
      return minutes >= QUARTER && minutes <= minutesOf('full', left) && minutes % QUARTER === 0 ? minutes : 'PartNotTaken';
    }
  }
};

/** The first day of the leave year after the one that a day is in. */
export const nextLeaveYear = (day: string): string => {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) < LEAVE_YEAR_BEGINS ? year : year + 1}-${LEAVE_YEAR_BEGINS}`;
};

/** Costs by leave year, the one that the balance is of and the one after it: as HQ has told it, else by the calendar at `at`. */
export const costsByYear = (
  days: readonly { readonly day: string; readonly cost: number }[],
  balance: Pick<LeaveBalance, 'nextLeaveYear'> | undefined,
  at: Date,
): LeaveCosts => {
  const next = balance?.nextLeaveYear?.from ?? nextLeaveYear(forceDay(at));
  const sum = (of: typeof days): number => of.reduce((all, { cost }) => all + cost, 0);
  return { this: sum(days.filter(({ day }) => day < next)), next: sum(days.filter(({ day }) => day >= next)) };
};

/** What there is to take it out of; undefined: HQ has not told what the next leave year gives. Time and days owed belong to no year. */
export const leaveLeft = (kind: LeaveKind, balance: LeaveBalance, year: LeaveYear): number | undefined => {
  switch (kind) {
    case 'annualLeave':
      return year === 'this' ? balance.annualLeaveDays : balance.nextLeaveYear?.annualLeaveDays;
    case 'toil':
      return balance.timeOffInLieuMinutes;
    case 'restDayInLieu':
      return balance.restDaysOwed;
  }
};

/** Whether there is enough, with what other open requests ask for taken off first. */
export const isEnough = (kind: LeaveKind, balance: LeaveBalance, asked: LeaveCosts, waiting: LeaveCosts): boolean => {
  if (kind !== 'annualLeave') return (leaveLeft(kind, balance, 'this') ?? 0) >= asked.this + asked.next + waiting.this + waiting.next;
  return (['this', 'next'] as const).every(
    (year) => asked[year] === 0 || (leaveLeft(kind, balance, year) ?? 0) >= asked[year] + waiting[year],
  );
};

/** The balance once so much of it is taken. */
export const balanceAfter = <Held extends LeaveBalance>(kind: LeaveKind, balance: Held, { this: now, next }: LeaveCosts): Held => {
  switch (kind) {
    case 'annualLeave': {
      const year = balance.nextLeaveYear;
      return {
        ...balance,
        annualLeaveDays: balance.annualLeaveDays - now,
        ...(year === undefined ? {} : { nextLeaveYear: { ...year, annualLeaveDays: year.annualLeaveDays - next } }),
      };
    }
    case 'toil':
      return { ...balance, timeOffInLieuMinutes: balance.timeOffInLieuMinutes - now - next };
    case 'restDayInLieu':
      return { ...balance, restDaysOwed: balance.restDaysOwed - now - next };
  }
};

/**
 * The duty once a day's leave is granted: the whole day off, or a tour that begins later or ends earlier; the halves are those of the tour
 * as it was rostered. `label`: of the day off, in words.
 */
export const dutyAfterLeave = <Held extends RosterDay & { readonly label: string }>(
  duty: Held,
  kind: LeaveKind,
  { part, minutes = 0 }: AskedDay,
  label: string,
): Held => {
  const { start, end, tour, restDayCancelled: _, ...rest } = duty;
  const dayOff = { ...rest, kind, label } as Held;
  const left = leftOf(duty);
  if (part === 'full') return dayOff;
  if (left === undefined) return duty;
  const from = part === 'firstHalf' ? Math.max(left.start, left.half) : left.start;
  const to = part === 'secondHalf' ? Math.min(left.end, left.half) : part === 'hours' ? left.end - minutes * MINUTE : left.end;
  if (from >= to) return dayOff;
  return { ...duty, start: new Date(from).toISOString(), end: new Date(to).toISOString(), tour: tour ?? { start, end } };
};

/** What is left of a tour, and the middle of the tour as it was rostered, in milliseconds since 1970; undefined: it has no times. */
interface Left {
  readonly start: number;
  readonly end: number;
  readonly half: number;
}
const leftOf = ({ start, end, tour }: RosterDay): Left | undefined => {
  if (start === undefined || end === undefined) return undefined;
  const rostered = tour ?? { start, end };
  return { start: Date.parse(start), end: Date.parse(end), half: (Date.parse(rostered.start) + Date.parse(rostered.end)) / 2 };
};

const minutesOf = (part: Exclude<DayPart, 'hours'>, left: Left | undefined): number => {
  if (left === undefined) return 0;
  const from = part === 'secondHalf' ? Math.max(left.start, left.half) : left.start;
  const to = part === 'firstHalf' ? Math.min(left.end, left.half) : left.end;
  return Math.ceil(Math.max(0, to - from) / MINUTE);
};

/** Of a duty without times no part is known to be off. */
const isOff = (part: Exclude<DayPart, 'hours'>, left: Left | undefined): boolean => left !== undefined && minutesOf(part, left) === 0;
