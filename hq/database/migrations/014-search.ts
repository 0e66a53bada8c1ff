import { sql } from 'kysely';
import type { Query } from '../database.ts';

/**
 * What HQ's search finds items by, kept by the database as items are written, and when they began: numbers, titles, places, people, vehicles,
 * method and callers, without accents, in words. The lines of a log are not in it: 2,000 of them are longer than an index of words can be.
 * `restriction`: records of which only named officers see more than that they exist. `search_made`: who searched for what, and why.
 */
export const search = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

/** As fold() of contracts/domain/fold.ts; what is no letter or digit parts words, so that no parser takes a number for a file's name. */
const FOLD = `create function search_fold(written text) returns text language sql immutable parallel safe as $$
  select regexp_replace(
    replace(replace(replace(replace(translate(lower(regexp_replace(normalize(lower(written), NFKD), '[\u0300-\u036f''’‘ʼʻ\`´ʹ]', '', 'g')),
      'łøđðħŧıŋə', 'lodðhtine'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    '[^[:alnum:]]+', ' ', 'g')
$$`;

const TEXT = `create function search_text(id text, body jsonb) returns text language sql immutable parallel safe as $$
  select search_fold(concat_ws(' ', id, body ->> 'title', body ->> 'type', body ->> 'offenceCode', body ->> 'name', body ->> 'rank',
    body ->> 'collarNumber', body ->> 'team', body ->> 'text', body ->> 'method', body #>> '{place,text}', body #>> '{place,postcode}',
    replace(body #>> '{place,postcode}', ' ', ''), body #>> '{caller,name}', body #>> '{caller,telephone}',
    regexp_replace(regexp_replace(body #>> '{caller,telephone}', '[^0-9+]', '', 'g'), '^(\\+|00)440?', '0'),
    jsonb_path_query_array(body, '$.people[*].name')::text, jsonb_path_query_array(body, '$.people[*].contact')::text,
    jsonb_path_query_array(body, '$.property[*].text')::text, jsonb_path_query_array(body, '$.vehicles[*].description')::text,
    jsonb_path_query_array(body, '$.vehicles[*].plate')::text, replace(jsonb_path_query_array(body, '$.vehicles[*].plate')::text, ' ', '')))
$$`;

const WRITE = `create function search_write() returns trigger language plpgsql as $$
begin
  if new.kind in ('incident', 'crime', 'task', 'officer') then
    insert into item_search (system, kind, owner, id, at, words) values (new.system, new.kind, new.owner, new.id,
      coalesce(new.body ->> 'openedAt', new.body ->> 'reportedAt', new.body ->> 'setAt', ''),
      to_tsvector('simple', search_text(new.id, new.body)))
    on conflict (system, kind, owner, id) do update set at = excluded.at, words = excluded.words;
  end if;
  return null;
end $$`;

const statements = [
  // Of 564,000 items it takes minutes.
  'set local statement_timeout = 0',
  FOLD,
  TEXT,
  `create table item_search (
     system text not null,
     kind text not null,
     owner text not null,
     id text not null,
     at text not null,
     words tsvector not null,
     primary key (system, kind, owner, id),
     foreign key (system, kind, owner, id) references item on delete cascade
   )`,
  WRITE,
  'create trigger item_search_write after insert or update of body on item for each row execute function search_write()',
  `insert into item_search (system, kind, owner, id, at, words)
     select system, kind, owner, id, coalesce(body ->> 'openedAt', body ->> 'reportedAt', body ->> 'setAt', ''),
       to_tsvector('simple', search_text(id, body))
     from item where kind in ('incident', 'crime', 'task', 'officer')`,
  'create index item_search_words on item_search using gin (words)',
  'create index item_search_newest on item_search (kind, at desc)',
  `create table restriction (
     system text not null,
     kind text not null,
     id text not null,
     contact text not null,
     staff_ids text[] not null,
     primary key (system, kind, id)
   )`,
  `create table search_made (
     id uuid primary key,
     staff_id text not null references officer,
     device text not null,
     at timestamptz not null,
     words text not null,
     about_kind text,
     about_id text,
     reason text not null,
     found integer
   )`,
  'create index search_made_officer on search_made (staff_id, at)',
];
