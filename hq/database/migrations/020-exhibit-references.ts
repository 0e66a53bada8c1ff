import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** Exhibits by their references, of which each new one is compared with those that are there. */
export const exhibitReferences = async (query: Query): Promise<void> => {
  await sql`create index item_exhibit_reference on item ((body ->> 'reference')) where system = 'exhibits'`.execute(query);
};
