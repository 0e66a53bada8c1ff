import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** How a laptop stands with the program's next version, as it last reported; the index finds the few on which one failed. */
export const updates = async (query: Query): Promise<void> => {
  await sql`alter table device add column update_state jsonb`.execute(query);
  await sql`create index device_update_failure on device ((update_state -> 'failure' ->> 'version'))
    where update_state -> 'failure' is not null`.execute(query);
};
