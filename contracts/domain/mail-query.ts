import { addDays, instantAt } from './force-calendar.ts';

/** What an officer looks for among the mail. All of it must hold. No schemas here, since the window reads it too. */
export interface MailQuery {
  /** Words of a message, in whatever order. */
  readonly words: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
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
const TERM = /(?:(from|to|in|before|after|on|is|has):)?(?:"([^"]*)"?|(\S+))/giu;

/** Reads `from: to: in: before: after: on: is: has:` out of what was typed; whatever is none of these, or has no value yet, is a word. */
export const readMailQuery = (typed: string): MailQuery => {
  const words: string[] = [];
  const from: string[] = [];
  const to: string[] = [];
  const rest: { -readonly [Name in keyof MailQuery]?: MailQuery[Name] } = {};
  for (const [whole, operator = '', quoted, plain = ''] of typed.matchAll(TERM)) {
    const value = (quoted ?? plain).trim();
    const told = value === '' ? undefined : readTerm(operator.toLowerCase(), value);
    if (operator.toLowerCase() === 'from' && value !== '') from.push(value);
    else if (operator.toLowerCase() === 'to' && value !== '') to.push(value);
    else if (told !== undefined) Object.assign(rest, told);
    // What is half typed looks for nothing yet.
    else if (!BARE.test(whole)) words.push(operator === '' ? value : whole);
  }
  return { words: words.join(' '), from, to, ...rest };
};

const BARE = /^(?:from|to|in|before|after|on|is|has):/i;

const readTerm = (operator: string, value: string): Partial<MailQuery> | undefined => {
  switch (operator) {
    case 'in':
      return { folder: value.toLowerCase() };
    case 'before': {
      const day = dayIn(value);
      return day === undefined ? undefined : { before: instantAt(day, '00:00').toISOString() };
    }
    case 'after': {
      const day = dayIn(value);
      return day === undefined ? undefined : { since: instantAt(addDays(day, 1), '00:00').toISOString() };
    }
    case 'on': {
      const day = dayIn(value);
      if (day === undefined) return undefined;
      return { since: instantAt(day, '00:00').toISOString(), before: instantAt(addDays(day, 1), '00:00').toISOString() };
    }
    case 'is':
      return IS[value.toLowerCase()];
    case 'has':
      return /^attachments?$/i.test(value) ? { attachment: true } : undefined;
    default:
      return undefined;
  }
};

const IS: Readonly<Record<string, Partial<MailQuery>>> = {
  unread: { seen: false },
  read: { seen: true },
  flagged: { flagged: true },
};

/** "18/5/2021", "18.05.21" or "2021-05-18" as a calendar day; undefined for what is none. */
const dayIn = (text: string): string | undefined => {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [, dayFirst, monthSecond, yearLast = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})$/.exec(text) ?? [];
  const wholeYear = year ?? (yearLast.length === 2 ? `20${yearLast}` : yearLast);
  const named = `${wholeYear}-${(month ?? monthSecond ?? '').padStart(2, '0')}-${(day ?? dayFirst ?? '').padStart(2, '0')}`;
  const at = new Date(`${named}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== named ? undefined : named;
};
