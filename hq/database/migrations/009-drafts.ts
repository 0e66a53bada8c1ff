import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** An officer's drafts as each laptop left them, sealed for the officer's own card (contracts/hq/drafts.ts). */
export const drafts = async (query: Query): Promise<void> => {
  await sql`create table travelling_drafts (
     staff_id text not null references officer,
     device text not null references device,
     envelope bytea not null,
     received_at timestamptz not null,
     primary key (staff_id, device)
   )`.execute(query);
};
