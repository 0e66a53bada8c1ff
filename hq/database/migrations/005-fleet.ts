import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** What the fleet register is searched and sorted by, the cards HQ has met, the laptops' journals, and parcels of unsent work. */
export const fleet = async (query: Query): Promise<void> => {
  for (const statement of [...searching, ...cards, ...journals, ...parcels]) await sql.raw(statement).execute(query);
};

/**
 * A force has 32,000 laptops and five officers to each: sorting by the end of a lease must not read every lease. So the device's row
 * carries what its leases say, kept up by triggers: whatever gives or drops a lease cannot forget it.
 */
const searching = [
  `alter table device
     add column lease_end timestamptz,
     add column officers text[] not null default '{}',
     add column search text not null default '',
     add column version_order text collate "C",
     add column state_order integer generated always as (
       array_position(array['expected', 'active', 'locked', 'wiping', 'wiped', 'revoked'], state)) stored`,
  'create index lease_device on lease (device)',
  'create index lease_officer on lease (staff_id)',
  `create function device_search() returns trigger language plpgsql as $$
     begin
       new.search := lower(new.name || ' ' || new.pool || coalesce(
         (select string_agg(' ' || o.name || ' ' || o.collar_number, '' order by o.staff_id)
            from officer o where o.staff_id = any (new.officers)), ''));
       return new;
     end $$`,
  'create trigger device_search before insert or update of pool, officers on device for each row execute function device_search()',
  // 0.10.0 comes after 0.9.0: every number of a version with leading zeros.
  `create function device_version() returns trigger language plpgsql as $$
     begin
       new.version_order := (select string_agg(lpad(part, 8, '0'), '.' order by place)
         from regexp_split_to_table(new.version, '[.+-]') with ordinality as parts (part, place));
       return new;
     end $$`,
  'create trigger device_version before insert or update of version on device for each row execute function device_version()',
  // Planned once a session, when there may be few leases yet, and never again in the embedded database: so never by reading them all.
  `create function lease_to_device() returns trigger language plpgsql set enable_seqscan = off as $$
     begin
       update device d set
         lease_end = (select max(l.not_after) from lease l where l.device = d.name and l.dropped_at is null),
         officers = array(select l.staff_id from lease l where l.device = d.name
                            group by l.staff_id order by max(l.issued_at) desc, l.staff_id limit 5)
         where d.name in (select device from changed);
       return null;
     end $$`,
  `create trigger lease_given after insert on lease referencing new table as changed
     for each statement execute function lease_to_device()`,
  `create trigger lease_changed after update on lease referencing new table as changed
     for each statement execute function lease_to_device()`,
  'create index device_officers on device using gin (officers)',
  `create function officer_to_device() returns trigger language plpgsql as $$
     begin
       update device set officers = officers where officers @> array[new.staff_id];
       return null;
     end $$`,
  `create trigger officer_renamed after update on officer for each row
     when ((old.name, old.collar_number) is distinct from (new.name, new.collar_number)) execute function officer_to_device()`,
  'update device set version = version',
  `update device d set
     lease_end = (select max(l.not_after) from lease l where l.device = d.name and l.dropped_at is null),
     officers = array(select l.staff_id from lease l where l.device = d.name
                        group by l.staff_id order by max(l.issued_at) desc, l.staff_id limit 5)`,
  'create index device_state on device (state)',
  // A laptop's history is what was done to it and what it did.
  'create index audit_subject on audit (subject, seq)',
  'create index audit_actor on audit (actor, seq)',
];

/** `card`: the serial number of the 9A certificate on the same card; its own for that one. */
const cards = [
  'alter table certificate add column card text, add column last_used timestamptz',
  "update certificate set card = serial where kind = 'card'",
  "alter table certificate add constraint certificate_card_check check ((kind = 'card') = (card is not null))",
  "create index certificate_of_card on certificate (card) where kind = 'card'",
];

/** A laptop that enrols anew begins another journal: `chain` counts them. `at` is text: the hash covers how it was written. */
const journals = [
  `alter table device
     add column journal_chain integer not null default 1,
     add column journal_seq bigint not null default 0,
     add column journal_hash text not null default repeat('0', 64),
     add column journal_fault text`,
  `create table device_journal (
     device text not null references device,
     chain integer not null,
     seq bigint not null check (seq > 0),
     at text not null,
     action text not null,
     subject text not null,
     detail text not null,
     previous text not null,
     hash text not null,
     staff_id text references officer,
     received_at timestamptz not null,
     primary key (device, chain, seq)
   )`,
  'create index device_journal_officer on device_journal (staff_id) where staff_id is not null',
  `create function journal_is_append_only() returns trigger language plpgsql as $$
     begin raise exception 'a journal is append-only'; end $$`,
  `create trigger device_journal_append_only before update or delete or truncate on device_journal
     for each statement execute function journal_is_append_only()`,
];

/** The envelope goes once its officer has the work again; that there was one stays. */
const parcels = [
  `create table parcel (
     id uuid primary key,
     device text not null references device,
     staff_id text not null references officer,
     digest bytea not null check (octet_length(digest) = 32),
     envelope bytea,
     received_at timestamptz not null,
     taken_at timestamptz,
     check ((envelope is null) = (taken_at is not null)),
     unique (device, digest)
   )`,
  'create index parcel_waiting on parcel (staff_id, received_at) where taken_at is null',
];
