import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { PersonTraits } from '../../main/systems/records/same/traits.ts';

/** Two records, and whether they are of one person. */
export interface Pair {
  readonly one: PersonTraits;
  readonly other: PersonTraits;
  readonly same: boolean;
}

/**
 * Pairs of a CSV file with a header: name_a, born_a, address_a, phone_a, the same with b, and same (yes or no). Columns that are missing are
 * not known; names of columns are read as people write them: "Name A", "dobA", "left_surname", "tel 2". Throws where there are no names or no `same`.
 */
export const readPairs = (file: string | URL): readonly Pair[] => {
  const [header = [], ...rows] = parse(readFileSync(file, 'utf8'), {
    bom: true,
    skip_empty_lines: true,
    trim: true,
    relax_column_count: true,
  });
  const columns = header.map(columnOf);
  if (!columns.some((column) => column?.what === 'same')) throw new Error('no column says which pairs are the same: name it "same"');
  return rows.map((row) => {
    const of = (side: Side, what: What): string =>
      columns
        .flatMap((column, at) => (column?.side === side && column.what === what ? [row[at] ?? ''] : []))
        .filter((text) => text !== '')
        .join(what === 'address' ? ', ' : ' ');
    const same = row[columns.findIndex((column) => column?.what === 'same')] ?? '';
    return { one: traits((what) => of('a', what)), other: traits((what) => of('b', what)), same: /^(?:y|t|1|same|match|dup)/i.test(same) };
  });
};

type Side = 'a' | 'b' | '';
type What = 'name' | 'given' | 'family' | 'alias' | 'born' | 'address' | 'postcode' | 'phone' | 'sex' | 'same';

const SIDES: Readonly<Record<string, Side>> = {
  ...{ a: 'a', '1': 'a', left: 'a', l: 'a', one: 'a', x: 'a' },
  ...{ b: 'b', '2': 'b', right: 'b', r: 'b', two: 'b', y: 'b', other: 'b' },
};
/** By the first that the column's name has. */
const WORDS: readonly (readonly [RegExp, What])[] = [
  [/^(?:is)?(?:same|match|label|duplicate|dup|truth|equal)/, 'same'],
  [/alias|aka|nickname|knownas/, 'alias'],
  [/forename|firstname|given|middle|^first/, 'given'],
  [/surname|lastname|family|^last/, 'family'],
  [/name|person/, 'name'],
  [/dob|born|birth/, 'born'],
  [/postcode|zip/, 'postcode'],
  [/addr|street|house|town|city/, 'address'],
  [/phone|tel|mobile/, 'phone'],
  [/sex|gender/, 'sex'],
];

const columnOf = (header: string): { readonly side: Side; readonly what: What } | undefined => {
  const words = header
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const known = (name: string): What | undefined => WORDS.find(([form]) => form.test(name))?.[1];
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const side = SIDES[last] ?? SIDES[first];
  const name = (SIDES[last] !== undefined ? words.slice(0, -1) : SIDES[first] !== undefined ? words.slice(1) : words).join('');
  const what = known(name);
  if (what === undefined) return undefined;
  return what === 'same' ? { side: '', what } : side === undefined ? undefined : { side, what };
};

const traits = (of: (what: What) => string): PersonTraits => {
  const whole = of('name');
  const name = whole === '' ? `${of('given')} ${of('family')}`.trim() : whole;
  const born = dayOf(of('born'));
  const sex = of('sex').toLowerCase().charAt(0);
  return {
    names: [name, of('alias')].filter((text) => text !== ''),
    ...(born === undefined ? {} : { born }),
    addresses: [[of('address'), of('postcode')].filter((text) => text !== '').join(' ')].filter((text) => text !== ''),
    telephones: of('phone')
      .split(/[;|]/)
      .filter((text) => text !== ''),
    ...(sex === '' ? {} : { sex }),
  };
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const two = (text: string): string => text.padStart(2, '0');

/** 1988-03-14, 14/03/1988, 14.3.88, 14 March 1988, 1988; undefined for anything else. */
const dayOf = (text: string): string | undefined => {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(text) ?? [];
  if (year !== undefined) return [year, month, day].filter((part) => part !== undefined).join('-');
  const [, dd, mm, yy] = /^(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(\d{1,2}|[A-Za-z]+)[\s./-]+(\d{2}|\d{4})$/.exec(text) ?? [];
  if (dd === undefined || mm === undefined || yy === undefined) return undefined;
  const number = /^\d/.test(mm) ? Number(mm) : MONTHS.indexOf(mm.slice(0, 3).toLowerCase()) + 1;
  if (number === 0) return undefined;
  return `${yy.length === 4 ? yy : Number(yy) > 25 ? `19${yy}` : `20${yy}`}-${two(String(number))}-${two(dd)}`;
};
