import { sql } from 'kysely';
import type { Query } from '../database.ts';

/**
 * Persons and the lines of logs in what HQ's search finds (014-search.ts). A person is found by number, name, date of birth and details; each
 * line of a log has its own row, for those of one log together can be longer than an index of words takes. A line that stands as it stood is
 * not written again.
 */
export const searchMore = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

/** Of a record with as many details as it holds, the first so many characters: an index of words takes no more than 1 MiB, and no write may fail for its size. */
const MOST_CHARACTERS = 100_000;

const PERSON = `create function search_person_text(id text, body jsonb) returns text language sql immutable parallel safe as $$
  select left(search_fold(concat_ws(' ', id, body ->> 'name', body ->> 'born',
    (select string_agg(detail ->> 'text', ' ') from jsonb_array_elements(body -> 'details') as detail),
    (select string_agg(regexp_replace(regexp_replace(detail ->> 'text', '[^0-9+]', '', 'g'), '^(\\+|00)440?', '0'), ' ')
      from jsonb_array_elements(body -> 'details') as detail where detail ->> 'kind' = 'telephone'))), ${MOST_CHARACTERS})
$$`;

const WRITE = `create or replace function search_write() returns trigger language plpgsql as $$
begin
  if new.kind in ('incident', 'crime', 'task', 'officer', 'person') then
    insert into item_search (system, kind, owner, id, at, words) values (new.system, new.kind, new.owner, new.id,
      coalesce(new.body ->> 'openedAt', new.body ->> 'reportedAt', new.body ->> 'setAt', new.body ->> 'createdAt', ''),
      to_tsvector('simple', case when new.kind = 'person' then search_person_text(new.id, new.body) else search_text(new.id, new.body) end))
    on conflict (system, kind, owner, id) do update set at = excluded.at, words = excluded.words;
  end if;
  if new.kind = 'incident' then
    delete from line_search where system = new.system and kind = new.kind and owner = new.owner and id = new.id
      and place > coalesce(jsonb_array_length(new.body -> 'lines'), 0);
    insert into line_search (system, kind, owner, id, place, at, words)
      select new.system, new.kind, new.owner, new.id, now_there.place, coalesce(now_there.line ->> 'at', ''), search_line(now_there.line)
      from jsonb_array_elements(new.body -> 'lines') with ordinality as now_there(line, place)
      left join jsonb_array_elements(case when tg_op = 'UPDATE' then old.body -> 'lines' end) with ordinality as before(line, place)
        on before.place = now_there.place
      where before.line is distinct from now_there.line
    on conflict (system, kind, owner, id, place) do update set at = excluded.at, words = excluded.words;
  end if;
  return null;
end $$`;

const statements = [
  // Of 564,000 logs it takes minutes.
  'set local statement_timeout = 0',
  PERSON,
  `create function search_line(line jsonb) returns tsvector language sql immutable parallel safe as $$
     select to_tsvector('simple', search_fold(concat_ws(' ', line ->> 'text', line ->> 'operator', line ->> 'terminal')))
   $$`,
  `create table line_search (
     system text not null,
     kind text not null,
     owner text not null,
     id text not null,
     place integer not null,
     at text not null,
     words tsvector not null,
     primary key (system, kind, owner, id, place),
     foreign key (system, kind, owner, id) references item on delete cascade
   )`,
  WRITE,
  `insert into item_search (system, kind, owner, id, at, words)
     select system, kind, owner, id, coalesce(body ->> 'createdAt', ''), to_tsvector('simple', search_person_text(id, body))
     from item where kind = 'person'
   on conflict (system, kind, owner, id) do nothing`,
  `insert into line_search (system, kind, owner, id, place, at, words)
     select item.system, item.kind, item.owner, item.id, there.place, coalesce(there.line ->> 'at', ''), search_line(there.line)
     from item, jsonb_array_elements(item.body -> 'lines') with ordinality as there(line, place) where item.kind = 'incident'`,
  'create index line_search_words on line_search using gin (words)',
  'create index line_search_newest on line_search (at desc)',
];
