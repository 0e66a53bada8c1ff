import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** The systems' items with the order of their changes, and the commands that were carried out. */
export const feeds = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  "create table feed (system text primary key check (system in ('storm', 'crime', 'people')), last bigint not null default 0)",
  "insert into feed (system) values ('storm'), ('crime'), ('people')",
  `create table item (
     system text not null references feed,
     kind text not null,
     owner text not null default '',
     id text not null,
     version integer not null check (version > 0),
     body jsonb not null,
     area text,
     audience text[] not null,
     change_seq bigint not null,
     primary key (system, kind, owner, id)
   )`,
  'create unique index item_change on item (system, change_seq)',
  `create table departure (
     system text not null,
     kind text not null,
     owner text not null,
     id text not null,
     audience text not null,
     change_seq bigint not null,
     primary key (system, kind, owner, id, audience),
     foreign key (system, kind, owner, id) references item
   )`,
  `create table command (
     staff_id text not null references officer,
     key uuid not null,
     system text not null references feed,
     device text not null,
     request_digest bytea not null check (octet_length(request_digest) = 32),
     status integer not null,
     answer jsonb not null,
     at timestamptz not null default now(),
     primary key (staff_id, key)
   )`,
];
