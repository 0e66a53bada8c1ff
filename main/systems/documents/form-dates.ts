import { calendarDay, timeOfDay } from '../../../contracts/domain/force-calendar.ts';

/** Of a day, "2026-11-22": "22 November 2026". */
export const longDay = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));

/** Of an instant, the day that it is in the force. */
export const longDate = (at: string): string => longDay(calendarDay(new Date(at)));

/** Of an instant: "22 November 2026, 04:51". */
export const dateAndTime = (at: string): string => `${longDate(at)}, ${timeOfDay(new Date(at))}`;
