import { sql } from 'kysely';
import type { Query } from '../database.ts';

/**
 * Challenges that HQ gave for shift requests (est/challenge.ts); every card with which a certificate came, not the first alone; and which
 * key seals a device share (shares/share-keys.ts): null for one that is not sealed yet.
 */
export const trust = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  `create table shift_challenge (
     digest bytea primary key check (octet_length(digest) = 32),
     device text not null references device on delete cascade,
     expires_at timestamptz not null
   )`,
  'create index shift_challenge_of_device on shift_challenge (device, expires_at)',
  'alter table certificate alter column card type text[] using case when card is null then null else array[card] end',
  'alter table certificate rename column card to cards',
  `create table share_key (
     id uuid primary key,
     device text not null references device,
     made_at timestamptz not null,
     ended_at timestamptz,
     destroyed_at timestamptz
   )`,
  'create unique index share_key_of_device on share_key (device) where ended_at is null',
  'alter table lease add column share_key uuid references share_key',
  'alter table lease drop constraint lease_device_share_check',
  `alter table lease add constraint lease_device_share_check check (octet_length(device_share) = case when share_key is null then 32 else 60 end)`,
];
