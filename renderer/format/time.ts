/** All instants are UTC on the wire and shown in the force's own time zone, whatever the laptop's is set to. */
const zone = 'Europe/London';

const formatter = (options: Intl.DateTimeFormatOptions): ((at: Date) => string) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  return (at) => format.format(at);
};
const hourMinute = formatter({ hour: '2-digit', minute: '2-digit' });
const hourMinuteSecond = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayMonth = formatter({ day: 'numeric', month: 'long' });
const dayMonthYear = formatter({ day: 'numeric', month: 'long', year: 'numeric' });
const weekdayShort = formatter({ weekday: 'short' });
const weekdayLong = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });

const dayMs = 24 * 60 * 60 * 1000;

/** "15:42" */
export const clock = (at: string): string => hourMinute(new Date(at));
/** "15:42:08" */
export const clockSeconds = (at: string): string => hourMinuteSecond(new Date(at));
/** The calendar day of an instant in the force's zone: "2021-05-18". */
export const dayOf = (at: Date): string => parts.format(at);
/** The force day, which begins at 07:00: what is 02:00 by the clock still belongs to the day before. */
export const forceDayOf = (now: Date): string => dayOf(new Date(now.getTime() - 7 * 60 * 60 * 1000));

/** Noon, so that no change of the clocks moves it to another day. */
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);
/** The day so many days on: addDays('2021-05-31', 1) is '2021-06-01'. */
export const addDays = (day: string, days: number): string => dayOf(new Date(noon(day).getTime() + days * dayMs));
/** Monday of the week of a day. */
export const mondayOf = (day: string): string => addDays(day, -((noon(day).getUTCDay() + 6) % 7));
/** Whole days from one day to another; negative when `to` is before. */
export const daysBetween = (from: string, to: string): number => Math.round((noon(to).getTime() - noon(from).getTime()) / dayMs);

/** "Tue" */
export const weekday = (day: string): string => weekdayShort(noon(day));
/** "18 May" */
export const shortDay = (day: string): string => dayMonth(noon(day));
/** "Tuesday 18 May" */
export const longDay = (day: string): string => weekdayLong(noon(day)).replace(',', '');
/** "17 to 23 May", "31 May to 6 June". */
export const dayRange = (from: string, to: string): string =>
  from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(8))} to ${shortDay(to)}` : `${shortDay(from)} to ${shortDay(to)}`;

/** Short enough for a row of a list: "15:31" today, "Mon" within the week, else "14 April" or "14 April 2020". */
export const rowTime = (at: string, now: Date): string => {
  const day = dayOf(new Date(at));
  const today = dayOf(now);
  const ago = daysBetween(day, today);
  if (ago === 0) return clock(at);
  if (ago > 0 && ago < 7) return weekday(day);
  return day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : dayMonthYear(new Date(at));
};

/** Day and time: "15:31" today, "Mon 22:10" within a week of now, else "14 April 2021, 09:12". */
export const dayClock = (at: string, now: Date): string => {
  const day = dayOf(new Date(at));
  const away = Math.abs(daysBetween(day, dayOf(now)));
  if (away === 0) return clock(at);
  return away < 7 ? `${weekday(day)} ${clock(at)}` : `${dayMonthYear(new Date(at))}, ${clock(at)}`;
};
/** In full, for records: "18 May 2021, 15:14". */
export const fullTime = (at: string): string => `${dayMonthYear(new Date(at))}, ${clock(at)}`;

/** The day alone: "18 May 2021". */
export const shortDate = (at: string): string => dayMonthYear(new Date(at));

/** From and to, the day said once when it is one: "18 May 2021, 14:00 to 15:10". */
export const timeRange = (from: string, to: string): string =>
  dayOf(new Date(from)) === dayOf(new Date(to)) ? `${fullTime(from)} to ${clock(to)}` : `${fullTime(from)} to ${fullTime(to)}`;

/** A date of birth as people say it, "11 February 1983"; what is no date (a year, "about 40") stays as it was written. */
export const birthDay = (born: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(born) ? dayMonthYear(noon(born)) : born);

/** Length of time in words: "22 min", "1 h 14", "4 h 02". */
export const duration = (milliseconds: number): string => {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
};
/** The same, spelt out for prose: "7 h 18 min", "2 h", "45 min", "3 days". */
export const durationLong = (milliseconds: number): string => {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const days = Math.floor(minutes / 1440);
  if (days >= 2) return `${days} days`;
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
};
/** Age of a log in a row: how long it has been open today, then the day it is of. */
export const age = (at: string, now: Date): string => {
  const open = now.getTime() - Date.parse(at);
  return open < dayMs && open >= 0 ? duration(open) : rowTime(at, now);
};

/** Minutes by the wall clock from 07:00 of a day, 0 to 1440: where a duty begins or ends in its lane. */
export const minutesOfForceDay = (at: string, day: string): number => {
  const [hours = 0, minutes = 0] = clock(at).split(':').map(Number);
  const from = daysBetween(day, dayOf(new Date(at))) * 1440 + hours * 60 + minutes - 7 * 60;
  return Math.min(1440, Math.max(0, from));
};
