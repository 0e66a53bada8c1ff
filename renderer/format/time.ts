import {
  addDays,
  calendarDay,
  daysBetween,
  FORCE_DAY_BEGINS_HOUR,
  FORCE_TIME_ZONE,
  weekdayIndex,
} from '../../contracts/domain/force-calendar.ts';

/** All instants are UTC on the wire and shown in the force's own time zone, whatever the laptop's is set to. */
const formatter = (options: Intl.DateTimeFormatOptions): ((at: Date) => string) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: FORCE_TIME_ZONE, hourCycle: 'h23', ...options });
  return (at) => format.format(at);
};
const hourMinute = formatter({ hour: '2-digit', minute: '2-digit' });
const dayMonth = formatter({ day: 'numeric', month: 'long' });
const dayMonthYear = formatter({ day: 'numeric', month: 'long', year: 'numeric' });
const dayShort = formatter({ day: 'numeric', month: 'short' });
const dayShortYear = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
const weekdayShort = formatter({ weekday: 'short' });
const weekdayLong = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
const monthYear = formatter({ month: 'long', year: 'numeric' });

const dayMs = 24 * 60 * 60 * 1000;

/** "15:42" */
export const clock = (at: string): string => hourMinute(new Date(at));

/** "18 May 2021, 15:31": for whoever reads it on another day. */
export const dateClock = (at: string): string => `${dayMonthYear(new Date(at))}, ${clock(at)}`;

/** Noon, so that no change of the clocks moves it to another day. */
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);
/** Monday of the week of a day. */
export const mondayOf = (day: string): string => addDays(day, -weekdayIndex(day));

/** "Tue" */
export const weekday = (day: string): string => weekdayShort(noon(day));
/** "18 May" */
export const shortDay = (day: string): string => dayMonth(noon(day));
/** "Tuesday 18 May" */
export const longDay = (day: string): string => weekdayLong(noon(day)).replace(',', '');
/** "17 to 23 May", "31 May to 6 June"; with the year where it is not today's, or the range crosses into another. */
export const dayRange = (from: string, to: string, today: string = from): string => {
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${dayMonthYear(noon(from))} to ${dayMonthYear(noon(to))}`;
  const until = to.slice(0, 4) === today.slice(0, 4) ? shortDay(to) : dayMonthYear(noon(to));
  return from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(8))} to ${until}` : `${shortDay(from)} to ${until}`;
};

/** Short enough for a row of a list: "15:31" today, "Mon" within the week, else "14 April" or "14 April 2020". */
export const rowTime = (at: string, now: Date): string => {
  const day = calendarDay(new Date(at));
  const today = calendarDay(now);
  const ago = daysBetween(day, today);
  if (ago === 0) return clock(at);
  if (ago > 0 && ago < 7) return weekday(day);
  return day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : dayMonthYear(new Date(at));
};

/** Day and time: "15:31" today, "Mon 22:10" within a week of now, else "14 April 2021, 09:12". */
export const dayClock = (at: string, now: Date): string => {
  const day = calendarDay(new Date(at));
  const away = Math.abs(daysBetween(day, calendarDay(now)));
  if (away === 0) return clock(at);
  return away < 7 ? `${weekday(day)} ${clock(at)}` : `${dayMonthYear(new Date(at))}, ${clock(at)}`;
};
/** In full, for records: "18 May 2021, 15:14". */
export const fullTime = (at: string): string => `${dayMonthYear(new Date(at))}, ${clock(at)}`;

/** The day alone: "18 May 2021". */
export const shortDate = (at: string): string => dayMonthYear(new Date(at));

/** From and to, the day said once when it is one, and the minute too: "18 May 2021, 14:00 to 15:10", "18 May 2021, 14:00". */
export const timeRange = (from: string, to: string): string => {
  const [begun, ended] = [fullTime(from), fullTime(to)];
  if (begun === ended) return begun;
  return calendarDay(new Date(from)) === calendarDay(new Date(to)) ? `${begun} to ${clock(to)}` : `${begun} to ${ended}`;
};

/** "October 2022", of "2022-10". */
export const monthOf = (month: string): string => monthYear(noon(`${month}-15`));

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
/** Of a log in a row: "22 min" for a day, then "Sat 19:02" within the week, then "12 Oct" or "12 Oct 2020". A clock alone never stands for another day. */
export const age = (at: string, now: Date): string => {
  const open = now.getTime() - Date.parse(at);
  return open < dayMs && open >= 0 ? duration(open) : rowDay(at, now);
};

/** When it was, short enough for a row, for what is of any day: "15:31" today, "Sat 19:02" within the week, "12 Oct", "12 Oct 2020". */
export const rowDay = (at: string, now: Date): string => {
  const day = calendarDay(new Date(at));
  const today = calendarDay(now);
  const ago = daysBetween(day, today);
  if (ago >= 0 && ago < 7) return dayClock(at, now);
  return (day.slice(0, 4) === today.slice(0, 4) ? dayShort : dayShortYear)(noon(day));
};

/** Minutes by the wall clock from 07:00 of a day, 0 to 1440: where a duty begins or ends in its lane. */
export const minutesOfForceDay = (at: string, day: string): number => {
  const [hours = 0, minutes = 0] = clock(at).split(':').map(Number);
  const from = daysBetween(day, calendarDay(new Date(at))) * 1440 + (hours - FORCE_DAY_BEGINS_HOUR) * 60 + minutes;
  return Math.min(1440, Math.max(0, from));
};
