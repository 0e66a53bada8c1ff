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
  // When the last part of a parcel came; null for one that has none.
  'alter table parcel add column parts_at timestamptz',
  `create table parcel_part (
     parcel uuid not null references parcel,
     digest text not null check (digest ~ '^[0-9a-f]{64}$'),
     bytes integer not null check (bytes > 0),
     data bytea,
     primary key (parcel, digest)
   )`,
];
