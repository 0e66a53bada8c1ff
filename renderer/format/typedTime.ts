const DAY = /^\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\s*$/;
const TIME = /^\s*([01]?\d|2[0-3])[:.]?([0-5]\d)\s*$/;

/** A calendar day (ISO 8601) as it is typed and read in this country: "18/05/2021". */
export const typedDay = (day: string): string => day.split('-').reverse().join('/');

/** "18/05/2021", "18.5.2021" or "18 5 2021" as ISO 8601; undefined for what is no day of the calendar. */
export const dayTyped = (typed: string): string | undefined => {
  const [, day = '', month = '', year = ''] = DAY.exec(typed) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${date}T00:00:00Z`);
  // 31 April is read as 1 May by some engines: a day is one only if it says itself again.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? undefined : date;
};

/** "14:30", "14.30" or "1430" as "14:30"; undefined for what is no time of the day. */
export const timeTyped = (typed: string): string | undefined => {
  const [all, hour = '', minute = ''] = TIME.exec(typed) ?? [];
  return all === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}`;
};
