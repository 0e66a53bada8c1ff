import { addDays, calendarDay, instantAt } from './force-calendar.ts';

/** What an officer looks for among the mail. All of it must hold. No schemas here, since the window reads it too. */
export interface MailQuery {
  /** Words of a message, in whatever order. */
  readonly words: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly subject: readonly string[];
  /** Operators whose value says nothing, as they were typed: they narrow nothing down. */
  readonly notUnderstood: readonly string[];
  /** A folder, by its name, or by what the window calls a special one. */
  readonly folder?: string;
  /** ISO 8601. */
  readonly before?: string;
  /** ISO 8601; that instant too. */
  readonly since?: string;
  readonly seen?: boolean;
  readonly flagged?: boolean;
  readonly attachment?: boolean;
}

/** An operator with its value, in quotation marks where it has spaces, or a word. */
const TERM = /(?:(from|to|subject|in|before|after|on|is|has):)?(?:"([^"]*)"?|(\S+))/giu;
const BARE = /^(?:from|to|subject|in|before|after|on|is|has):/i;

/** Reads `from: to: subject: in: before: after: on: is: has:` out of what was typed; whatever is none of these, or has no value yet, is a word. */
export const readMailQuery = (typed: string, now = new Date()): MailQuery => {
  const words: string[] = [];
  const named = { from: [] as string[], to: [] as string[], subject: [] as string[] };
  const notUnderstood: string[] = [];
  const rest: { -readonly [Name in keyof MailQuery]?: MailQuery[Name] } = {};
  for (const [whole, given = '', quoted, plain = ''] of typed.matchAll(TERM)) {
    const operator = given.toLowerCase();
    const value = (quoted ?? plain).trim();
    // What is half typed looks for nothing yet.
    if (value === '' || (operator === '' && BARE.test(whole))) continue;
    if (operator === '') words.push(value);
    else if (operator === 'from' || operator === 'to' || operator === 'subject') named[operator].push(value);
    else {
      const told = readTerm(operator, value, now);
      if (told === undefined) notUnderstood.push(whole);
      else Object.assign(rest, told);
    }
  }
  return { words: words.join(' '), ...named, notUnderstood, ...rest };
};

const readTerm = (operator: string, value: string, now: Date): Partial<MailQuery> | undefined => {
  const day = dayIn(value.toLowerCase(), now);
  switch (operator) {
    case 'in':
      return { folder: value.toLowerCase() };
    case 'before':
      return day === undefined ? undefined : { before: beginOf(day) };
    case 'after':
      return day === undefined ? undefined : { since: beginOf(addDays(day, 1)) };
    case 'on':
      return day === undefined ? undefined : { since: beginOf(day), before: beginOf(addDays(day, 1)) };
    case 'is':
      return IS[value.toLowerCase()];
    case 'has':
      return /^attachments?$/i.test(value) ? { attachment: true } : undefined;
    default:
      return undefined;
  }
};

const beginOf = (day: string): string => instantAt(day, '00:00').toISOString();

const IS: Readonly<Record<string, Partial<MailQuery>>> = {
  unread: { seen: false },
  read: { seen: true },
  flagged: { flagged: true },
};

/** "18/5/2021", "18.05.21", "2021-05-18", "18/5" (the last one), "today" or "yesterday" as a calendar day in London; undefined for what is none. */
const dayIn = (text: string, now: Date): string | undefined => {
  const today = calendarDay(now);
  if (text === 'today') return today;
  if (text === 'yesterday') return addDays(today, -1);
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [, dayFirst, monthSecond, yearLast = ''] = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?$/.exec(text) ?? [];
  const inYear = (whole: string): string =>
    `${whole}-${(month ?? monthSecond ?? '').padStart(2, '0')}-${(day ?? dayFirst ?? '').padStart(2, '0')}`;
  const thisYear = inYear(today.slice(0, 4));
  const lastYear = inYear(String(Number(today.slice(0, 4)) - 1));
  const without = dayFirst !== undefined && yearLast === '';
  const named = without ? (thisYear > today ? lastYear : thisYear) : inYear(year ?? (yearLast.length === 2 ? `20${yearLast}` : yearLast));
  // No mail is of any other time, and a day beside the calendar's own ends cannot be reckoned with.
  if (named < '1970' || named > '3000') return undefined;
  const at = new Date(`${named}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== named ? undefined : named;
};
