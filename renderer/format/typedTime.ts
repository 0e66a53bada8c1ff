const DAY = /^\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\s*$/;
const YEARLESS = /^\s*(\d{1,2})[/. -](\d{1,2})\s*$/;
/** Between two 29 Februaries lie eight years at most. */
const MOST_YEARS = 8;
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

/** As `dayTyped`; of "18/05" the nearest such day up to `today` (ISO 8601), or from `today` on. */
export const nearestDay = (typed: string, today: string, side: 'past' | 'coming' = 'past'): string | undefined => {
  const [, day, month] = YEARLESS.exec(typed) ?? [];
  if (day === undefined) return dayTyped(typed);
  const step = side === 'past' ? -1 : 1;
  for (let years = 0; years <= MOST_YEARS; years += 1) {
    const date = dayTyped(`${day}/${month}/${Number(today.slice(0, 4)) + step * years}`);
    if (date !== undefined && (side === 'past' ? date <= today : date >= today)) return date;
  }
  return undefined;
};

/** "14:30", "14.30" or "1430" as "14:30"; undefined for what is no time of the day. */
export const timeTyped = (typed: string): string | undefined => {
  const [all, hour = '', minute = ''] = TIME.exec(typed) ?? [];
  return all === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}`;
};
