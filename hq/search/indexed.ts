import { sql } from 'kysely';
import { fold } from '../../contracts/domain/fold.ts';
import type { Officer } from '../../contracts/domain/officer.ts';
import { telephoneKey } from '../../contracts/domain/telephone.ts';
import { type TypedPieces, typedPieces } from '../../contracts/domain/written-apart.ts';
import type { HqResult } from '../../contracts/hq/search.ts';
import type { Query } from '../database/database.ts';
import { accessKeysOfOfficer } from '../systems/access-keys.ts';
import { type Described, describeRecord } from './describe.ts';
import { MOST_RESULTS, type SearchSource } from './source.ts';

interface Row {
  readonly kind: string;
  readonly id: string;
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly access_keys: readonly string[];
  readonly contact: string | null;
  readonly staff_ids: readonly string[] | null;
}

interface Options extends Pick<SearchSource, 'name' | 'holds'> {
  readonly query: Query;
  /** Of the force's items. */
  readonly kinds: readonly string[];
  /** Whether an officer finds those of other areas and teams as well. */
  readonly wholeForce: boolean;
}

/** A system of the force whose items HQ holds itself, searched by their words (database/migrations/014-search.ts), the newest first. */
export const indexedSource = ({ name, holds, query, kinds, wholeForce }: Options): SearchSource => ({
  name,
  holds,
  mayAsk: () => true,
  search: async ({ text, officer }) => {
    const words = wordsOf(text);
    if (words === undefined) return { results: [], more: false };
    const held = sql`array[${sql.join(accessKeysOfOfficer(officer))}]::text[]`;
    const { rows } = await sql<Row>`
      select found.kind, found.id, found.at, item.body, item.access_keys, restriction.contact, restriction.staff_ids
      from (select * from item_search where words @@ to_tsquery('simple', ${words}) and kind in (${sql.join(kinds)}) and owner = ''
        order by at desc limit ${wholeForce ? MOST_RESULTS + 1 : MOST_SEEN}) as found
      join item using (system, kind, owner, id) left join restriction using (system, kind, id)
      where ${wholeForce} or item.access_keys && ${held} or restriction.contact is not null
      order by found.at desc limit ${MOST_RESULTS + 1}`.execute(query);
    return { results: rows.slice(0, MOST_RESULTS).map((row) => resultOf(row, officer)), more: rows.length > MOST_RESULTS };
  },
});

/** Of a kind that not everybody sees, so many of the newest are looked through. */
const MOST_SEEN = 500;

const resultOf = ({ kind, id, at, body, contact, staff_ids }: Row, officer: Officer): Omit<HqResult, 'source'> => {
  const described: Described = describeRecord(kind, id, body);
  const item = { kind, id };
  if (contact !== null && staff_ids?.includes(officer.staffId) !== true)
    return { what: described.what, item, number: id, title: '', detail: '', fields: [], restricted: { contact } };
  return { ...described, item, ...(at === '' ? {} : { at }) };
};

const MOST_WORDS = 12;

/** What was typed, for to_tsquery: every word, each as the beginning of one. Letters and digits alone go in. Undefined where there are none. */
const wordsOf = (typed: string): string | undefined => {
  const telephone = /^[+(]?\d[\d\s().-]{5,20}$/.test(typed.trim()) ? telephoneKey(typed) : '';
  const words = (fold(typed).match(/[\p{L}\p{N}]{1,40}/gu) ?? []).slice(0, MOST_WORDS);
  if (words.length === 0) return undefined;
  const all = typedPieces(words).map(termOf).join(' & ');
  return telephone === '' ? all : `(${all}) | ${telephone}:*`;
};

const termOf = ({ words, others }: TypedPieces): string => {
  const ways = [words.map(begins), ...others.map((pieces) => pieces.map((piece, at) => (at === pieces.length - 1 ? `${piece}:*` : piece)))];
  return `(${ways.map((way) => `(${way.join(' & ')})`).join(' | ')})`;
};

/** The serial of a crime as it is spoken, "6127", is that of 04/22/06127. */
const begins = (word: string): string => (/^[1-9]\d{1,3}$/.test(word) ? `(${word}:* | ${word.padStart(5, '0')})` : `${word}:*`);
