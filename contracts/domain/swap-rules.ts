import type { Cover } from './cover.ts';
import type { Duty } from './duty.ts';
import { addDays, forceDay } from './force-calendar.ts';
import { MOST_SWAP_DAYS } from './hr-limits.ts';
import type { SwapDay } from './swap.ts';

/** Consecutive rest in each 24 hours: Working Time Regulations 1998 (SI 1998/1833), reg. 10(1) and, for the police, reg. 41. */
export const DAILY_REST_HOURS = 11;
const HOUR_MS = 3_600_000;

type Tour = NonNullable<SwapDay['own']>;
/** What an officer is rostered for. fixed: court, leave and all else that a colleague cannot do in their place; with its times, where it has some. */
export type Rostered =
  | { readonly kind: 'tour'; readonly tour: Tour }
  | { readonly kind: 'rest' }
  | { readonly kind: 'fixed'; readonly tour?: Tour };
/** undefined: not published, or not known here. */
export type RosteredOn = (day: string) => Rostered | undefined;

export type SwapRefusal =
  | 'DayNotPublished'
  | 'DayPassed'
  | 'DayAskedFor'
  | 'NotToBeSwapped'
  | 'OtherRank'
  | 'NothingToSwap'
  | 'RosterChanged'
  | 'RestTooShort';

/** Both rosters, and the days of the officer's other swaps that are open. */
export interface SwapFacts {
  readonly own: RosteredOn;
  readonly theirs: RosteredOn;
  readonly openDays: readonly string[];
  /** Both supervise, or neither does: a constable does not do a sergeant's duty. */
  readonly ofOneRank: boolean;
}

/** Why two officers cannot swap these days; undefined where they can. `at`: now. The one rule, for HQ, for what a laptop shows ahead of HQ, and for the form. */
export const whyNotSwap = (
  days: readonly SwapDay[],
  { own, theirs, openDays, ofOneRank }: SwapFacts,
  at: Date,
): SwapRefusal | undefined => {
  if (!ofOneRank) return 'OtherRank';
  const named = days.map(({ day }) => day);
  if (named.length > MOST_SWAP_DAYS || new Set(named).size < named.length) return 'DayAskedFor';
  if (named.some((day) => openDays.includes(day))) return 'DayAskedFor';
  const began = (tour: Tour | undefined): boolean => tour !== undefined && tour.start <= at.toISOString();
  if (days.some((one) => one.day < forceDay(at) || began(one.own) || began(one.theirs))) return 'DayPassed';
  for (const asked of days) {
    const [mine, other] = [own(asked.day), theirs(asked.day)];
    if (mine === undefined || other === undefined) return 'DayNotPublished';
    if (mine.kind === 'fixed' || other.kind === 'fixed') return 'NotToBeSwapped';
    if (isSameTour(tourOf(mine), tourOf(other))) return 'NothingToSwap';
    if (!isSameTour(asked.own, tourOf(mine)) || !isSameTour(asked.theirs, tourOf(other))) return 'RosterChanged';
  }
  return restIsKept(named, own, theirs) && restIsKept(named, theirs, own) ? undefined : 'RestTooShort';
};

interface Roled {
  readonly roles: readonly string[];
}

/** Whether two officers may do each other's duty by their roles. */
export const areOfOneRank = (one: Roled, other: Roled): boolean => one.roles.includes('supervisor') === other.roles.includes('supervisor');

/** What a roster says of a day. A rest day that was cancelled is owed something to its officer: nobody else works it. */
export const rosteredOf = ({ kind, label, start, end, restDayCancelled }: Duty): Rostered => {
  const tour = start === undefined || end === undefined ? undefined : { label, start, end };
  if (kind === 'restDay') return { kind: 'rest' };
  if (kind === 'duty' && tour !== undefined && restDayCancelled === undefined) return { kind: 'tour', tour };
  return { kind: 'fixed', ...(tour === undefined ? {} : { tour }) };
};

/** What a colleague's cover says of a day: whether what they do is theirs alone, HQ knows. */
export const coveredOf =
  (covers: readonly Cover[], officer: string): RosteredOn =>
  (day) => {
    const member = covers.find((cover) => cover.day === day)?.members.find((one) => one.officer === officer);
    if (member === undefined) return undefined;
    const { state, label, start, end } = member;
    if (state === 'rest') return { kind: 'rest' };
    return state === 'duty' && label !== undefined && start !== undefined && end !== undefined
      ? { kind: 'tour', tour: { label, start, end } }
      : { kind: 'fixed' };
  };

/** A day as it is asked for, by both rosters; undefined where one of them is not known. */
export const swapDayOf = (day: string, own: RosteredOn, theirs: RosteredOn): SwapDay | undefined => {
  const [mine, other] = [own(day), theirs(day)];
  if (mine === undefined || other === undefined) return undefined;
  const [a, b] = [tourOf(mine), tourOf(other)];
  return { day, ...(a === undefined ? {} : { own: a }), ...(b === undefined ? {} : { theirs: b }) };
};

const tourOf = (rostered: Rostered): Tour | undefined => (rostered.kind === 'rest' ? undefined : rostered.tour);

const isSameTour = (one: Tour | undefined, other: Tour | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : Date.parse(one.start) === Date.parse(other.start) && Date.parse(one.end) === Date.parse(other.end);

/** Whether whoever works `swapped` on these days has the daily rest before and after each of those tours. */
const restIsKept = (days: readonly string[], roster: RosteredOn, swapped: RosteredOn): boolean => {
  const around = new Set(days.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]));
  const tours = [...around]
    .flatMap((day) => {
      const isSwapped = days.includes(day);
      const rostered = (isSwapped ? swapped : roster)(day);
      const tour = rostered && tourOf(rostered);
      return tour === undefined ? [] : [{ isSwapped, from: Date.parse(tour.start), to: Date.parse(tour.end) }];
    })
    .toSorted((a, b) => a.from - b.from);
  return tours.every((tour, n) => {
    const next = tours[n + 1];
    return next === undefined || !(tour.isSwapped || next.isSwapped) || next.from - tour.to >= DAILY_REST_HOURS * HOUR_MS;
  });
};
