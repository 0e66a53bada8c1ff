import { sql } from 'kysely';
import type { Query } from '../database.ts';

/**
 * Vehicles, places, telephone numbers and objects in what HQ's search finds (014-search.ts): by number, by what they are called with and
 * without spaces, and by what is known of them, as persons are (015-search-more.ts).
 */
export const things = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  'set local statement_timeout = 0',
  `create function search_thing_text(id text, body jsonb) returns text language sql immutable parallel safe as $$
     select concat_ws(' ', search_person_text(id, body), search_fold(replace(body ->> 'name', ' ', '')),
       case when body ->> 'type' = 'telephone'
         then regexp_replace(regexp_replace(body ->> 'name', '[^0-9+]', '', 'g'), '^(\\+|00)440?', '0') end)
   $$`,
  `create function search_write_thing() returns trigger language plpgsql as $$
   begin
     insert into item_search (system, kind, owner, id, at, words) values (new.system, new.kind, new.owner, new.id,
       coalesce(new.body ->> 'createdAt', ''), to_tsvector('simple', search_thing_text(new.id, new.body)))
     on conflict (system, kind, owner, id) do update set at = excluded.at, words = excluded.words;
     return null;
   end $$`,
  `create trigger item_search_write_thing after insert or update of body on item
     for each row when (new.kind = 'thing') execute function search_write_thing()`,
];
