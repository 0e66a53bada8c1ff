import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** Attachments in chunks, which commands carry them, and sealed unsent work that comes in parts. */
export const blobs = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  // One content for however many officers sent it: each proves by sending it that they have it.
  `create table blob_content (
     hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
     id uuid not null unique,
     bytes bigint not null
   )`,
  `create table blob (
     staff_id text not null references officer,
     hash text not null,
     id uuid not null unique,
     bytes bigint not null check (bytes > 0),
     received bigint not null default 0 check (received <= bytes),
     complete boolean not null default false,
     used boolean not null default false,
     at timestamptz not null,
     primary key (staff_id, hash)
   )`,
  'create index blob_unused on blob (at) where not used',
  'create index blob_hash on blob (hash) where complete',
  'create table blob_chunk (id uuid not null, at_byte bigint not null, data bytea not null, primary key (id, at_byte))',
  `create table command_blob (
     staff_id text not null,
     key text not null,
     hash text not null,
     primary key (staff_id, key, hash),
     foreign key (staff_id, hash) references blob
   )`,
  `create table bundle (
     id uuid primary key,
     device text not null references device,
     staff_id text not null references officer,
     key_digest text not null,
     index_digest text not null,
     bytes bigint not null,
     received_at timestamptz not null,
     taken_at timestamptz
   )`,
  'create index bundle_waiting on bundle (staff_id) where taken_at is null',
  `create table bundle_part (
     bundle uuid not null references bundle on delete cascade,
     digest text not null,
     bytes integer not null,
     data bytea,
     primary key (bundle, digest)
   )`,
];
