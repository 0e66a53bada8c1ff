/** The hour, on the clocks of the force, at which its day begins. */
const DAY_BEGINS_HOUR = 7;

const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' },
});

/** The force's day at an instant, ISO 8601: at 03:00 it is still yesterday's, and the night shift's. */
export const forceDay = (at: Date): string => {
  const part = Object.fromEntries(LONDON.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = `${part.year}-${part.month}-${part.day}`;
  return Number(part.hour) < DAY_BEGINS_HOUR ? addDays(day, -1) : day;
};

/** Counts calendar days, which have no hours and so no summer time. */
export const addDays = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};
