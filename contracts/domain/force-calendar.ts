/** The time zone of rosters, log numbers and everything an officer reads a clock for; instants are UTC (common.ts). */
export const FORCE_TIME_ZONE = 'Europe/London';
/** The hour, on the force's clocks, at which its day begins: what is 02:00 by the clock still belongs to the day before. */
export const FORCE_DAY_BEGINS_HOUR = 7;

const DAY_MS = 86_400_000;

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: FORCE_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const read = (at: Date): Readonly<Record<string, string>> =>
  Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));

/** The calendar day of an instant on the force's clocks, ISO 8601: 2026-11-22; a year before 1000 too has four digits. */
export const calendarDay = (at: Date): string => {
  const { year, month, day } = read(at);
  return `${year?.padStart(4, '0')}-${month}-${day}`;
};

/** The time of day of an instant on the force's clocks: 15:04. */
export const timeOfDay = (at: Date): string => {
  const { hour, minute } = read(at);
  return `${hour}:${minute}`;
};

/** The force day of an instant: from 07:00 to 07:00 by the clock, so 23 or 25 hours long when the clocks change. */
export const forceDay = (at: Date): string => {
  const day = calendarDay(at);
  return Number(timeOfDay(at).slice(0, 2)) < FORCE_DAY_BEGINS_HOUR ? addDays(day, -1) : day;
};

/** The instant at which the force's clocks show `time` on `day`; in the hour that a spring change skips, an hour later. */
export const instantAt = (day: string, time: string): Date => {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const shown = new Date(wanted);
  return new Date(wanted - (Date.parse(`${calendarDay(shown)}T${timeOfDay(shown)}:00Z`) - wanted));
};

/** Counts calendar days, which have no hours and so no summer time; before `day` when negative. */
export const addDays = (day: string, days: number): string => new Date(midnight(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole days from one calendar day to another; negative when `to` is before. */
export const daysBetween = (from: string, to: string): number => Math.round((midnight(to) - midnight(from)) / DAY_MS);

/** 0 for Monday to 6 for Sunday. */
export const weekdayIndex = (day: string): number => (new Date(midnight(day)).getUTCDay() + 6) % 7;

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);
