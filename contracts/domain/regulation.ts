import { daysBetween, forceDay } from './force-calendar.ts';

/**
 * What constables and sergeants are owed for duty outside their rostered tours: Police Regulations 2003, reg. 25 (overtime) and 26 (public
 * holidays and rest days), and the Secretary of State's determinations, annexes G and H. What is a reading of them, and why:
 * docs/decisions/0026-regulations.md.
 */
export type Occasion =
  /** Kept on after a tour. planned: told so at or before it began. casualBefore: of this week, those before it that were not planned. */
  | { readonly kind: 'afterTour'; readonly minutes: number; readonly planned: boolean; readonly casualBefore: number }
  /** A tour begun early, on a day on which one is done already. dueNotice: told at least 8 hours before. */
  | { readonly kind: 'earlyStart'; readonly minutes: number; readonly dueNotice: boolean }
  /** Called back between two tours. travelMinutes: to the place of duty and home, as far as the chief officer has it count. */
  | { readonly kind: 'recall'; readonly minutes: number; readonly travelMinutes: number }
  /** notice: clear days. followsTour: worked on from the tour of the day before. claimed: of the same day, in other claims. */
  | {
      readonly kind: 'restDay';
      readonly minutes: number;
      readonly notice: number;
      readonly followsTour: boolean;
      readonly claimed?: ClaimedOfDay;
    }
  | { readonly kind: 'publicHoliday'; readonly minutes: number; readonly notice: number; readonly claimed?: ClaimedOfDay };

/** What an officer's other claims have of a rest day or public holiday. minutes: worked, of what is paid. */
export interface ClaimedOfDay {
  readonly minutes: number;
  readonly counted: number;
  readonly anotherDay: boolean;
}

export type Rate = 'timeAndThird' | 'timeAndHalf' | 'double';

/** In minutes. timeOff: what is owed where the officer takes time off instead of pay. */
export interface Compensation {
  readonly rate: Rate;
  /** What no account is taken of, at its beginning. */
  readonly disregarded: number;
  /** In whole quarters of an hour. */
  readonly counted: number;
  readonly timeOff: number;
  /** Owed besides or instead. */
  readonly anotherDay?: 'restDay' | 'publicHoliday';
}

/** reg. 25(2) "due notice". */
export const DUE_NOTICE_HOURS = 8;
/** Annex H: with this notice of duty on a rest day another rest day is owed, with less of it time and a half. */
export const REST_DAY_NOTICE = 15;
/** Annex H: with less notice of duty on a public holiday another day is owed besides. */
export const PUBLIC_HOLIDAY_NOTICE = 8;
/** Annex G: of so many occasions in a week that were not planned the first half hour is not counted. */
export const CASUAL_OCCASIONS = 4;
export const CASUAL_MINUTES = 30;
/** Annex H: duty on a rest day or public holiday, all of a day together, counts as this at least, but for what follows a tour for an hour at most. */
const LEAST_MINUTES = 240;
const FOLLOWING_MINUTES = 60;
const QUARTER = 15;

/** Hours of overtime for each hour worked, as a fraction. */
const RATES: Readonly<Record<Rate, readonly [number, number]>> = { timeAndThird: [4, 3], timeAndHalf: [3, 2], double: [2, 1] };

const NONE_CLAIMED: ClaimedOfDay = { minutes: 0, counted: 0, anotherDay: false };

/** What is owed for one occasion, beyond what other claims have of its day. */
export const compensationOf = (occasion: Occasion): Compensation => {
  const { minutes } = occasion;
  switch (occasion.kind) {
    case 'afterTour': {
      if (occasion.planned) return at('timeAndThird', minutes);
      if (minutes < CASUAL_MINUTES) return at('timeAndThird', 0, minutes);
      const disregarded = occasion.casualBefore < CASUAL_OCCASIONS ? CASUAL_MINUTES : 0;
      return at('timeAndThird', minutes - disregarded, disregarded);
    }
    case 'earlyStart':
      return occasion.dueNotice ? at('timeAndThird', 0, minutes) : at('timeAndThird', minutes);
    case 'recall':
      return at('timeAndThird', minutes + occasion.travelMinutes);
    case 'restDay': {
      const { notice, followsTour, claimed = NONE_CLAIMED } = occasion;
      if (notice >= REST_DAY_NOTICE) return withDay(at('timeAndHalf', 0, minutes), 'restDay', claimed);
      const all = claimed.minutes + minutes;
      return at('timeAndHalf', (followsTour && all <= FOLLOWING_MINUTES ? all : Math.max(all, LEAST_MINUTES)) - claimed.counted);
    }
    case 'publicHoliday': {
      const { notice, claimed = NONE_CLAIMED } = occasion;
      const owed = at('double', Math.max(claimed.minutes + minutes, LEAST_MINUTES) - claimed.counted);
      return notice < PUBLIC_HOLIDAY_NOTICE ? withDay(owed, 'publicHoliday', claimed) : owed;
    }
  }
};

/** Another day is owed once for a day, in however many claims it is. */
const withDay = (owed: Compensation, anotherDay: 'restDay' | 'publicHoliday', claimed: ClaimedOfDay): Compensation =>
  claimed.anotherDay ? owed : { ...owed, anotherDay };

const at = (rate: Rate, minutes: number, disregarded = 0): Compensation => {
  const counted = Math.floor(Math.max(0, minutes) / QUARTER) * QUARTER;
  const [times, by] = RATES[rate];
  // Half a minute is the officer's: a quarter of an hour at time and a half is 22½ minutes.
  return { rate, disregarded, counted, timeOff: Math.ceil((counted * times) / by) };
};

/**
 * Clear days of notice: neither the force day on which the officer was told nor that of the duty counts (annex H); none where they are one
 * day, or told afterwards. `toldAt`: an instant.
 */
export const noticeDays = (toldAt: string, day: string): number => Math.max(0, daysBetween(forceDay(new Date(toldAt)), day) - 1);

/** Whether notice of duty on a rest day was so short that it is paid at time and a half. */
export const isShortNotice = (toldAt: string, day: string): boolean => noticeDays(toldAt, day) < REST_DAY_NOTICE;

/** Inspectors and above have no overtime (reg. 25): of the ranks as HQ writes them, a constable's and a sergeant's. */
export const hasOvertime = (rank: string): boolean => /^(?:T\/|A\/)?[PD][CS]$/i.test(rank.trim());
