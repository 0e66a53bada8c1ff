import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** The fleet register: who and what HQ knows, and every certificate, code and nonce that it must not accept twice. */
export const register = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  `create table installation (
     only_row boolean primary key default true check (only_row),
     epoch uuid not null default gen_random_uuid()
   )`,
  'insert into installation default values',
  `create table officer (
     staff_id text primary key,
     name text not null,
     rank text not null,
     collar_number text not null unique,
     roles text[] not null check (cardinality(roles) > 0),
     team text not null,
     station text not null,
     area text not null,
     call_sign text,
     supervisor text,
     mail_address text,
     state text not null default 'active' check (state in ('active', 'revoked'))
   )`,
  `create table device (
     name text primary key,
     pool text not null,
     state text not null check (state in ('expected', 'active', 'revoked')),
     certificate_fingerprint text,
     certificate_serial text,
     last_seen timestamptz,
     version text
   )`,
  `create table lease (
     id uuid primary key,
     staff_id text not null references officer,
     device text not null references device,
     device_share bytea check (octet_length(device_share) = 32),
     issued_at timestamptz not null,
     not_after timestamptz not null,
     dropped_at timestamptz,
     check ((device_share is null) = (dropped_at is not null))
   )`,
  'create unique index lease_held on lease (staff_id, device) where dropped_at is null',
  `create table certificate (
     kind text not null check (kind in ('device', 'shift', 'card')),
     serial text not null,
     fingerprint text not null unique,
     subject text not null,
     device text references device,
     staff_id text references officer,
     not_after timestamptz not null,
     revoked_at timestamptz,
     reason text,
     primary key (kind, serial),
     check ((revoked_at is null) = (reason is null))
   )`,
  'create index certificate_device on certificate (device)',
  'create index certificate_officer on certificate (staff_id)',
  'create index certificate_revoked on certificate (kind, not_after) where revoked_at is not null',
  `create table revocation_list (
     authority text primary key check (authority in ('officer', 'device', 'shift', 'server')),
     number bigint not null,
     der bytea not null,
     next_update timestamptz not null,
     renew_at timestamptz not null,
     stale boolean not null
   )`,
  'create table nonce (digest bytea primary key check (octet_length(digest) = 32), expires_at timestamptz not null)',
  'create index nonce_expiry on nonce (expires_at)',
  `create table enrolment_code (
     device text primary key references device,
     digest bytea not null check (octet_length(digest) = 32),
     expires_at timestamptz not null,
     wrong_tries integer not null default 0,
     used_at timestamptz
   )`,
];
