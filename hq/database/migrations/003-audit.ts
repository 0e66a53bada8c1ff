import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** The audit trail: hash-chained, and closed to change even by HQ's own program. */
export const audit = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  `create table audit (
     seq bigint primary key,
     at timestamptz not null,
     actor text not null,
     action text not null,
     subject text not null,
     detail text not null,
     previous text not null,
     hash text not null
   )`,
  'create table audit_head (only_row boolean primary key default true check (only_row), seq bigint not null, hash text not null)',
  `insert into audit_head (seq, hash) values (0, repeat('0', 64))`,
  `create function audit_is_append_only() returns trigger language plpgsql as $$
     begin raise exception 'the audit trail is append-only'; end $$`,
  `create trigger audit_append_only before update or delete or truncate on audit
     for each statement execute function audit_is_append_only()`,
];
