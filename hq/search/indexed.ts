import { sql } from 'kysely';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { HqResult } from '../../contracts/hq/search.ts';
import type { Query } from '../database/database.ts';
import { accessKeysOfOfficer } from '../systems/access-keys.ts';
import { type Described, describeRecord } from './describe.ts';
import { hiddenFrom, type Restricted } from './restricted.ts';
import { MOST_RESULTS, type SearchSource } from './source.ts';
import { wordsOf } from './words.ts';

interface Row extends Restricted {
  readonly kind: string;
  readonly id: string;
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly access_keys: readonly string[];
}

interface Options extends Pick<SearchSource, 'name' | 'holds'> {
  readonly query: Query;
  /** Of the force's items. */
  readonly kinds: readonly string[];
  /** Whether an officer finds those of other areas and teams as well. */
  readonly wholeForce: boolean;
  /** How one of them is shown. */
  readonly shown?: typeof describeRecord;
}

/** A system of the force whose items HQ holds itself, searched by their words (database/migrations/014-search.ts), the newest first. */
export const indexedSource = ({ name, holds, query, kinds, wholeForce, shown = describeRecord }: Options): SearchSource => ({
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
    return { results: rows.slice(0, MOST_RESULTS).map((row) => resultOf(row, shown, officer)), more: rows.length > MOST_RESULTS };
  },
});

/** Of a kind that not everybody sees, so many of the newest are looked through. */
const MOST_SEEN = 500;

const resultOf = (row: Row, shown: typeof describeRecord, officer: Officer): Omit<HqResult, 'source'> => {
  const { kind, id, at, body } = row;
  const described: Described = shown(kind, id, body);
  const item = { kind, id };
  return hiddenFrom(officer, row, described.what, item) ?? { ...described, item, ...(at === '' ? {} : { at }) };
};
