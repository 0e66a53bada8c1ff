import { sql } from 'kysely';
import type { HqResult } from '../../contracts/hq/search.ts';
import type { Query } from '../database/database.ts';
import { cut } from './describe.ts';
import { MOST_RESULTS, type SearchSource } from './source.ts';
import { wordsOf } from './words.ts';

interface Row {
  readonly id: string;
  readonly at: string;
  readonly title: string | null;
  readonly marking: string | null;
  readonly text: string | null;
  readonly operator: string | null;
  readonly terminal: string | null;
  /** A later line says that it was sent in error. */
  readonly struck: boolean;
  /** How many lines were looked through. */
  readonly seen: number;
}

/** So many of the newest lines are looked through: a log is shown once, by its newest line with the words. */
const MOST_LINES = 500;
const SHOWN = 300;
const FIELD = 4000;

/**
 * The lines of the force's logs, the newest first (database/migrations/015-search-more.ts). Nothing is found by the lines of a log that is
 * restricted and does not name the officer: which words find it would tell what stands in it. It is found by its number (sources.ts).
 */
export const logLines = (query: Query): SearchSource => ({
  name: 'Storm lines',
  holds: 'what was written in the logs of the whole force',
  mayAsk: () => true,
  search: async ({ text, officer }) => {
    const words = wordsOf(text);
    if (words === undefined) return { results: [], more: false };
    const { rows } = await sql<Row>`
      select found.id, found.at, item.body ->> 'title' as title, item.body ->> 'marking' as marking, line ->> 'text' as text,
        line ->> 'operator' as operator, line ->> 'terminal' as terminal,
        jsonb_path_exists(item.body, '$.lines[*].struck ? (@ == $id)', jsonb_build_object('id', line ->> 'id')) as struck, found.seen::int
      from (select distinct on (system, kind, owner, id) * from
        (select system, kind, owner, id, place, at, least(count(*) over (), ${MOST_LINES + 1}) as seen from line_search where words @@ to_tsquery('simple', ${words}) and owner = ''
          order by at desc limit ${MOST_LINES}) as newest
        order by system, kind, owner, id, at desc, place desc) as found
      join item using (system, kind, owner, id) left join restriction using (system, kind, id),
        lateral (select item.body -> 'lines' -> (found.place - 1) as line) as said
      where restriction.contact is null or ${officer.staffId} = any(restriction.staff_ids)
      order by found.at desc limit ${MOST_RESULTS + 1}`.execute(query);
    const more = rows.length > MOST_RESULTS || rows.some(({ seen }) => seen > MOST_LINES);
    return { results: rows.slice(0, MOST_RESULTS).map(resultOf), more };
  },
});

const resultOf = (row: Row): Omit<HqResult, 'source'> => ({
  ...{ what: 'Log', item: { kind: 'incident', id: row.id }, number: row.id, title: cut(row.title, SHOWN), detail: cut(row.text, SHOWN) },
  ...(row.at === '' ? {} : { at: row.at }),
  ...(row.marking === null ? {} : { marking: row.marking }),
  fields: [
    { name: 'Line', text: cut(row.text, FIELD) },
    { name: 'Written by', text: [row.operator, row.terminal].filter(Boolean).join(', ') },
    { name: 'Struck', text: row.struck ? 'A later line says that it was sent in error.' : '' },
  ].filter(({ text }) => text !== ''),
});
