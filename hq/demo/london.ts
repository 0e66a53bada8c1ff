/** The force's own time zone: rosters, log numbers and briefings are in it. */
const ZONE = 'Europe/London';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const read = (at: Date): Readonly<Record<string, string>> =>
  Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));

/** The calendar day in London: 2026-11-22. */
export const londonDay = (at: Date): string => {
  const { year, month, day } = read(at);
  return `${year}-${month}-${day}`;
};

/** The time of day in London: 15:04. */
export const londonTime = (at: Date): string => {
  const { hour, minute } = read(at);
  return `${hour}:${minute}`;
};

/** The instant at which London's clocks show `time` on `day`; in the hour that a spring change skips, an hour later. */
export const londonInstant = (day: string, time: string): Date => {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const shown = read(new Date(wanted));
  const offset = Date.parse(`${shown.year}-${shown.month}-${shown.day}T${shown.hour}:${shown.minute}:00Z`) - wanted;
  return new Date(wanted - offset);
};

/** `count` days after `day`; before it when negative. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** 0 for Monday to 6 for Sunday. */
export const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The force day begins at 07:00: before it, the roster still shows the day before. */
export const forceDay = (at: Date): string => (londonTime(at) < '07:00' ? addDays(londonDay(at), -1) : londonDay(at));

/** "Thursday 3 June", as people write it. */
export const spokenDay = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(',', '');
