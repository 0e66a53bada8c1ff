import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** How a laptop stands with the program's next version, as it last reported; and on which laptops which version failed (hq/releases/failures.ts). */
export const updates = async (query: Query): Promise<void> => {
  await sql`alter table device add column update_state jsonb`.execute(query);
  await sql`create table release_failure (
    version text not null,
    device text not null references device on delete cascade,
    primary key (version, device)
  )`.execute(query);
};
