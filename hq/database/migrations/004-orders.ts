import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** Orders to laptops with their signatures and receipts, and how a laptop stands: what it reports, locked, being wiped, wiped. */
export const orders = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  'alter table device drop constraint device_state_check',
  `alter table device add constraint device_state_check
     check (state in ('expected', 'active', 'locked', 'wiping', 'wiped', 'revoked'))`,
  `alter table device
     add column disk_bytes bigint,
     add column unsent integer,
     add column policy_version integer,
     add column locked boolean not null default false,
     add column wiped_at timestamptz,
     add constraint device_wiped_check check ((wiped_at is not null) or state <> 'wiped')`,
  // The highest version of the signed policy that laptops may have from here: HQ itself never goes back behind it.
  'alter table installation add column policy_version integer not null default 0',
  `create table fleet_order (
     id uuid primary key,
     device text not null references device,
     sequence integer not null check (sequence > 0),
     kind text not null check (kind in ('lock', 'unlock', 'disconnect', 'wipe', 'message', 'policy')),
     state text not null check (state in ('unsigned', 'pending', 'delivered', 'done', 'refused', 'cancelled', 'expired')),
     reason text not null,
     content jsonb not null,
     signatures text[] not null check (cardinality(signatures) between 1 and 2),
     signers jsonb not null,
     at timestamptz not null,
     not_after timestamptz not null,
     answered_at timestamptz,
     refusal text,
     unique (device, sequence)
   )`,
  "create index fleet_order_open on fleet_order (device, sequence) where state in ('unsigned', 'pending', 'delivered')",
  `create table fleet_receipt (
     order_id uuid not null references fleet_order,
     state text not null check (state in ('delivered', 'done', 'refused')),
     der bytea not null,
     received_at timestamptz not null,
     primary key (order_id, state)
   )`,
];
