import type { Duty } from './duty.ts';
import { addDays, FORCE_DAY_BEGINS_HOUR, forceDay, instantAt, weekdayIndex } from './force-calendar.ts';
import type { Overtime } from './hr-request.ts';
import { isPublicHoliday } from './public-holidays.ts';
import {
  CASUAL_MINUTES,
  type ClaimedOfDay,
  type Compensation,
  compensationOf,
  DUE_NOTICE_HOURS,
  noticeDays,
  type Occasion,
} from './regulation.ts';

/** What was worked beyond the roster, in instants. toldAt: when the officer was told of it; absent: not before it began. */
export interface WorkedTime {
  readonly from: string;
  readonly to: string;
  readonly toldAt?: string | undefined;
  /** Of a recall. */
  readonly travelMinutes?: number | undefined;
}

/** What the roster says of a force day; undefined: nothing. */
export type RosterDay = Pick<Duty, 'kind' | 'start' | 'end' | 'tour' | 'publishedAt' | 'restDayCancelled'>;
export type DutyOn = (day: string) => RosterDay | undefined;

/** One occasion of it and what is owed. */
export interface OvertimePart extends Compensation {
  readonly kind: Occasion['kind'];
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
}
/** A part of another claim of the officer's. */
export type ClaimedPart = Pick<Overtime['parts'][number], 'kind' | 'from' | 'to' | 'minutes' | 'disregarded' | 'counted' | 'anotherDay'>;
export interface OvertimeSum {
  readonly parts: readonly OvertimePart[];
  readonly counted: number;
  readonly timeOff: number;
  /** It is one of the occasions of its week whose first half hour may not count. */
  readonly casual: boolean;
}

/** Why there is no sum. NoRuleForDay: leave or sickness, of which reg. 33 or the roster desk decides. */
export type OvertimeFault = 'EndsBeforeItBegins' | 'LongerThanADay' | 'DayNotPublished' | 'WithinTheTour' | 'NotOvertime' | 'NoRuleForDay';

/** Nobody is kept on, or called back with the way counted, for longer; a slip of a day would be. */
const LONGEST_MINUTES = 24 * 60;
const MINUTE = 60_000;

/**
 * What is owed for time worked beyond the roster: split where a force day ends, each part judged by what the roster says of its day, parts
 * of one occasion put together again. In real minutes, so that a night is as long as it was when the clocks change. `claimed`: what other
 * claims have: what they have of the same rest day or public holiday is owed once.
 */
export const overtimeSum = (
  worked: WorkedTime,
  dutyOn: DutyOn,
  casualBefore: number,
  claimed: readonly ClaimedPart[] = [],
): OvertimeSum | OvertimeFault => {
  if (!isBefore(worked.from, worked.to)) return 'EndsBeforeItBegins';
  if (minutesBetween(worked.from, worked.to) > LONGEST_MINUTES) return 'LongerThanADay';
  const stretches: Stretch[] = [];
  for (const { day, from, to } of byForceDay(worked.from, worked.to)) {
    const next = occasionOf({ ...worked, from, to }, day, dutyOn, { casualBefore, claimed, before: stretches.at(-1)?.occasion });
    if (typeof next === 'string') return next;
    if (next.kind === 'recall' && minutesBetween(worked.from, worked.to) + next.travelMinutes > LONGEST_MINUTES) return 'LongerThanADay';
    const last = stretches.at(-1);
    if (last !== undefined && last.occasion.kind === next.kind && isOneOccasion(next.kind))
      stretches[stretches.length - 1] = {
        ...{ ...last, to },
        occasion: { ...last.occasion, minutes: last.occasion.minutes + next.minutes },
      };
    else stretches.push({ occasion: next, from, to });
  }
  const parts = stretches.map(({ occasion, from, to }) => ({
    ...{ kind: occasion.kind, from, to, minutes: occasion.minutes },
    ...compensationOf(occasion),
  }));
  return {
    parts,
    counted: total(parts, 'counted'),
    timeOff: total(parts, 'timeOff'),
    casual: stretches.some(({ occasion }) => occasion.kind === 'afterTour' && !occasion.planned && occasion.minutes >= CASUAL_MINUTES),
  };
};

/** The first day of the week in which four unplanned occasions lose their first half hour: Monday, as the chief officer has fixed it. */
export const overtimeWeek = (from: string): string => {
  const day = forceDay(new Date(from));
  return addDays(day, -weekdayIndex(day));
};

interface Stretch {
  readonly occasion: Occasion;
  readonly from: string;
  readonly to: string;
}

/** Rest days and public holidays are each a day of their own; what goes on after a tour, or in a recall, is one thing past 07:00 too. */
const isOneOccasion = (kind: Occasion['kind']): boolean => kind === 'afterTour' || kind === 'recall';

const occasionOf = (
  { from, to, toldAt, travelMinutes = 0 }: WorkedTime,
  day: string,
  dutyOn: DutyOn,
  {
    casualBefore,
    claimed,
    before,
  }: { readonly casualBefore: number; readonly claimed: readonly ClaimedPart[]; readonly before: Occasion | undefined },
): Occasion | OvertimeFault => {
  const duty = dutyOn(day);
  if (duty === undefined) return 'DayNotPublished';
  const minutes = minutesBetween(from, to);
  const isDuty = ['duty', 'court', 'course'].includes(duty.kind);
  if (isPublicHoliday(day))
    return {
      ...{ kind: 'publicHoliday', minutes, notice: noticeDays(toldAt ?? (isDuty ? duty.publishedAt : from), day) },
      claimed: claimedOf('publicHoliday', day, claimed),
    };
  const dayBefore = dutyOn(addDays(day, -1));
  const dayAfter = dutyOn(addDays(day, 1));
  // A tour may begin before 07:00 or end after it: it is the tour of one day and lies in another too.
  if ([dayBefore, duty, dayAfter].some((one) => isWithinTour(one, from, to))) return 'WithinTheTour';
  const { start, end, restDayCancelled } = duty;
  if ((isDuty && restDayCancelled !== undefined) || duty.kind === 'restDay' || duty.kind === 'restDayInLieu') {
    const followsTour = before?.kind === 'afterTour' || isSame(dayBefore?.end, beginningOf(from, claimed));
    return {
      ...{ kind: 'restDay', minutes, notice: noticeDays(restDayCancelled?.toldAt ?? toldAt ?? from, day), followsTour },
      claimed: claimedOf('restDay', day, claimed),
    };
  }
  if (!isDuty || start === undefined || end === undefined) return 'NoRuleForDay';
  const tour = isSame(end, from) ? duty : isSame(dayBefore?.end, from) ? dayBefore : undefined;
  if (tour?.start !== undefined)
    return { kind: 'afterTour', minutes, planned: toldAt !== undefined && !isBefore(tour.start, toldAt), casualBefore };
  if (before?.kind === 'afterTour') return { ...before, minutes };
  if (isSame(dayAfter?.start, to) && !isBefore(from, end))
    return { kind: 'earlyStart', minutes, dueNotice: toldAt !== undefined && minutesBetween(toldAt, from) >= DUE_NOTICE_HOURS * 60 };
  // The tour of this very day, begun early: no tour of the day is done yet.
  return isSame(start, to) ? 'NotOvertime' : { kind: 'recall', minutes, travelMinutes: before === undefined ? travelMinutes : 0 };
};

/** Whether any of the time lies in a rostered tour; a rest day that was cancelled has none, what is worked on it is rest-day duty. */
const isWithinTour = (duty: RosterDay | undefined, from: string, to: string): boolean =>
  duty?.start !== undefined &&
  duty.end !== undefined &&
  duty.restDayCancelled === undefined &&
  isBefore(from, duty.end) &&
  isBefore(duty.start, to);

const claimedOf = (kind: 'restDay' | 'publicHoliday', day: string, claimed: readonly ClaimedPart[]): ClaimedOfDay => {
  const parts = claimed.filter((part) => part.kind === kind && forceDay(new Date(part.from)) === day);
  return {
    minutes: parts.reduce((sum, { minutes, disregarded }) => sum + minutes - disregarded, 0),
    counted: total(parts, 'counted'),
    anotherDay: parts.some(({ anotherDay }) => anotherDay !== undefined),
  };
};

/** When what was worked without a break began, other claims included. */
const beginningOf = (from: string, claimed: readonly ClaimedPart[]): string => {
  const earlier = claimed.find((part) => isSame(part.to, from) && isBefore(part.from, from));
  return earlier === undefined ? from : beginningOf(earlier.from, claimed);
};

/** The time by force days, each from 07:00 to 07:00. */
const byForceDay = (from: string, to: string): readonly { readonly day: string; readonly from: string; readonly to: string }[] => {
  const day = forceDay(new Date(from));
  const ends = instantAt(addDays(day, 1), `${String(FORCE_DAY_BEGINS_HOUR).padStart(2, '0')}:00`).toISOString();
  return !isBefore(ends, to) ? [{ day, from, to }] : [{ day, from, to: ends }, ...byForceDay(ends, to)];
};

/** Rosters write instants with and without milliseconds: they are compared as times, not as texts. */
export const isBefore = (one: string, other: string): boolean => Date.parse(one) < Date.parse(other);
const isSame = (one: string | undefined, other: string): boolean => one !== undefined && Date.parse(one) === Date.parse(other);
const minutesBetween = (from: string, to: string): number => Math.floor((Date.parse(to) - Date.parse(from)) / MINUTE);
const total = <What extends 'counted' | 'timeOff'>(parts: readonly Readonly<Record<What, number>>[], what: What): number =>
  parts.reduce((sum, part) => sum + part[what], 0);
