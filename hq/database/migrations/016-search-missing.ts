import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** Missing-person reports, and what crews are told of them, in what HQ's search finds (014-search.ts): by number, name, date of birth, looks and places. */
export const searchMissing = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const TEXT = `create function search_missing_text(id text, body jsonb) returns text language sql immutable parallel safe as $$
  select search_fold(concat_ws(' ', id, body ->> 'name', body ->> 'born', body ->> 'description', body #>> '{lastSeen,place,text}',
    body #>> '{lastSeen,place,postcode}', replace(body #>> '{lastSeen,place,postcode}', ' ', ''), body #>> '{lastSeen,text}', body #>> '{found,where}',
    jsonb_path_query_array(body, '$.places[*]')::text))
$$`;

const KINDS = `'missing', 'circulation'`;

/** Beside the trigger of 015-search-more.ts, which looks at other kinds. */
const WRITE = `create function search_missing_write() returns trigger language plpgsql as $$
begin
  insert into item_search (system, kind, owner, id, at, words) values (new.system, new.kind, new.owner, new.id,
    coalesce(new.body ->> 'reportedAt', new.body ->> 'since', ''), to_tsvector('simple', search_missing_text(new.id, new.body)))
  on conflict (system, kind, owner, id) do update set at = excluded.at, words = excluded.words;
  return null;
end $$`;

const statements = [
  // As 014-search.ts.
  'set local statement_timeout = 0',
  TEXT,
  WRITE,
  `create trigger item_search_missing_write after insert or update of body on item for each row
     when (new.kind in (${KINDS})) execute function search_missing_write()`,
  `insert into item_search (system, kind, owner, id, at, words)
     select system, kind, owner, id, coalesce(body ->> 'reportedAt', body ->> 'since', ''), to_tsvector('simple', search_missing_text(id, body))
     from item where kind in (${KINDS})
   on conflict (system, kind, owner, id) do nothing`,
];
