/** Years before e-mail had a date (RFC 822) are not ones. */
const EARLIEST = Date.UTC(1982, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** RFC 5322 §4.3, in minutes. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, bst: 60, cet: 60, cest: 120, est: -300, edt: -240 },
  ...{ cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420 },
};

const TIME = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d{1,9})?\s{0,5}(am|pm)?`;
const ZONE = String.raw`\s{0,5}(?:([+-]\d{2}):?(\d{2})|([a-z]{1,5}))?`;
/** RFC 5322 §3.3 and §4.3: [Fri,] 28 Nov 2025 10:15:00 +0000. */
const INTERNET = new RegExp(
  String.raw`(?:^|[\s,])(\d{1,2})[\s-]{1,5}([a-z]{3})[a-z]{0,6}[\s,-]{1,5}(\d{2,4})[\s,]{1,5}${TIME}${ZONE}`,
  'i',
);
/** The C library's: Fri Nov 28 10:15:00 [GMT] 2025 [+0000]. */
const ASCTIME =
  /\b([a-z]{3})[a-z]{0,6}\s{1,5}(\d{1,2}),?\s{1,5}(\d{1,2}):(\d{2})(?::(\d{2}))?\s{1,5}(?:([a-z]{1,5})\s{1,5})?(\d{4})(?:\s{0,5}([+-]\d{2}):?(\d{2}))?/i;
/** ISO 8601: 2025-11-28T10:15:00Z. */
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})[T\s]${TIME}${ZONE}`, 'i');
/** Numbers alone, the day first as here: 28/11/2025 10:15. */
const NUMBERS = new RegExp(String.raw`(?:^|[\s,])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}),?\s{1,5}${TIME}${ZONE}`, 'i');

/**
 * A Date field's instant, in milliseconds since 1970; undefined where it names none that could be. Of two ways to read numbers the day is
 * first. Without a zone it is UTC. Linear.
 */
export const parseDate = (written: string): number | undefined => {
  const text = written.slice(0, 200);
  const at = internet(text) ?? iso(text) ?? asctime(text) ?? numbers(text);
  return at !== undefined && at >= EARLIEST && at < LATEST ? at : undefined;
};

type Found = readonly (string | undefined)[];

const internet = (text: string): number | undefined => {
  const found = INTERNET.exec(text) as Found | null;
  if (found === null) return undefined;
  const [, day, month, year, ...time] = found;
  return instantOf(Number(year), monthOf(month), Number(day), time);
};

const iso = (text: string): number | undefined => {
  const found = ISO.exec(text) as Found | null;
  if (found === null) return undefined;
  const [, year, month, day, ...time] = found;
  return instantOf(Number(year), Number(month) - 1, Number(day), time);
};

const asctime = (text: string): number | undefined => {
  const found = ASCTIME.exec(text) as Found | null;
  if (found === null) return undefined;
  const [, month, day, hour, minute, second, zone, year, offset, offsetMinutes] = found;
  return instantOf(Number(year), monthOf(month), Number(day), [hour, minute, second, undefined, offset, offsetMinutes, zone]);
};

const numbers = (text: string): number | undefined => {
  const found = NUMBERS.exec(text) as Found | null;
  if (found === null) return undefined;
  const [, first, second, year, ...time] = found;
  const isMonthFirst = Number(second) > 12;
  return instantOf(Number(year), Number(isMonthFirst ? first : second) - 1, Number(isMonthFirst ? second : first), time);
};

const monthOf = (name: string | undefined): number => MONTHS.indexOf((name ?? '').toLowerCase());

/** `time`: hour, minute, second, am or pm, zone's hours and minutes, or its name. */
const instantOf = (year: number, month: number, day: number, time: Found): number | undefined => {
  const [hour, minute, second, half, offset, offsetMinutes, zone] = time;
  // RFC 5322 §4.3: years of two and three digits.
  const whole = year < 50 ? year + 2000 : year < 1000 ? year + 1900 : year;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const inRange = month >= 0 && month < 12 && day >= 1 && day <= 31 && hours < 24 && Number(minute) < 60 && Number(second ?? 0) <= 60;
  if (!inRange) return undefined;
  const sign = offset?.startsWith('-') === true ? -1 : 1;
  const ahead =
    offset === undefined ? (ZONES[(zone ?? '').toLowerCase()] ?? 0) : sign * (Math.abs(Number(offset)) * 60 + Number(offsetMinutes));
  return Date.UTC(whole, month, day, hours, Number(minute) - ahead, Number(second ?? 0));
};
