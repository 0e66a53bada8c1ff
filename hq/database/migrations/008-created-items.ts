import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** What officers make: by whom, what their laptop called it, and the last serial number of each series. */
export const createdItems = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  `alter table item
     add column created_by text references officer,
     add column provisional_id uuid,
     add constraint item_created check ((created_by is null) = (provisional_id is null))`,
  'create unique index item_provisional on item (created_by, provisional_id) where provisional_id is not null',
  // Which systems there are is the program's to say (open.ts).
  'alter table feed drop constraint feed_system_check',
  'create table serial (series text primary key, last bigint not null check (last > 0))',
];
