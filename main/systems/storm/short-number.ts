/** A log as it is spoken of: its serial, and perhaps the day. */
export interface ShortNumber {
  /** Four digits. */
  readonly serial: string;
  /** As in the log's number, "0111" for 11 January; with the year, "20220111". Undefined: any day. */
  readonly day: string | undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "0841", "log 841", "841 of 11 January", "841 of 11 Jan 2022", "841 of 11/1/2022", "841 11/01", "841 of 11/1/22". */
const SPOKEN = /^(?:log\s+)?(\d{1,4})(?:\s+(?:of\s+|on\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+([a-z]+|\d{1,2})(?:[\s/.-]+(\d{4}|\d{2}))?)?$/i;

/** Reads the short form of a log number; undefined when what was typed is not one. */
export const parseShortNumber = (typed: string): ShortNumber | undefined => {
  const match = SPOKEN.exec(typed.trim().replace(/\s+/g, ' '));
  if (match === null) return undefined;
  const [, serial = '', day, month, year = ''] = match;
  if (day === undefined || month === undefined) return { serial: serial.padStart(4, '0'), day: undefined };
  const number = monthNumber(month);
  return number === undefined
    ? undefined
    : { serial: serial.padStart(4, '0'), day: `${year.length === 2 ? `20${year}` : year}${twoDigits(number)}${twoDigits(Number(day))}` };
};

const monthNumber = (month: string): number | undefined => {
  if (/^\d/.test(month)) return Number(month);
  const index = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : index + 1;
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');
