import { addDays, weekdayIndex } from './force-calendar.ts';

const SATURDAY = 5;
const SUNDAY = 6;

/** Bank holidays by proclamation, and those that it moved (Banking and Financial Dealings Act 1971, s.1(2) and (3)). */
const ADDED: Readonly<Record<number, readonly string[]>> = {
  2011: ['2011-04-29'],
  2012: ['2012-06-05'],
  2022: ['2022-06-03', '2022-09-19'],
  2023: ['2023-05-08'],
};
const MOVED: Readonly<Record<string, string>> = {
  '2012-05-28': '2012-06-04',
  '2020-05-04': '2020-05-08',
  '2022-05-30': '2022-06-02',
};

/**
 * The public holidays of a year in England and Wales, ISO 8601, in order, as Police Regulations 2003 reg. 3(1) has them: Christmas Day, 26
 * December and 1 January also where they fall on a Saturday or Sunday, Good Friday, and each bank holiday, substitute days among them.
 */
export const publicHolidays = (year: number): readonly string[] => {
  const easter = easterSunday(year);
  const mondays = [firstMonday(`${year}-05-01`), addDays(firstMonday(`${year}-06-01`), -7), addDays(firstMonday(`${year}-09-01`), -7)];
  const days = [
    ...withSubstitutes([`${year}-01-01`]),
    ...[addDays(easter, -2), addDays(easter, 1)],
    ...mondays.map((day) => MOVED[day] ?? day),
    ...withSubstitutes([`${year}-12-25`, `${year}-12-26`]),
    ...(ADDED[year] ?? []),
  ];
  return [...new Set(days)].toSorted();
};

export const isPublicHoliday = (day: string): boolean => publicHolidays(Number(day.slice(0, 4))).includes(day);

/** The days, and for each at a weekend the next day that is neither at a weekend nor one of them or of their substitutes. */
const withSubstitutes = (days: readonly string[]): readonly string[] => {
  const all = [...days];
  for (const day of days) {
    if (weekdayIndex(day) < SATURDAY) continue;
    let instead = addDays(day, weekdayIndex(day) === SUNDAY ? 1 : 2);
    while (all.includes(instead)) instead = addDays(instead, 1);
    all.push(instead);
  }
  return all;
};

const firstMonday = (first: string): string => addDays(first, (7 - weekdayIndex(first)) % 7);

/** Gregorian computus (Meeus, Jones, Butcher). */
const easterSunday = (year: number): string => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const m = Math.floor((a + 11 * h) / 319);
  const l = (2 * (b % 4) + 2 * Math.floor(c / 4) - (c % 4) - h + m + 32) % 7;
  const month = Math.floor((h - m + l + 90) / 25);
  const day = (h - m + l + month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};
