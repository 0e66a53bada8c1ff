import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** The force's telephone number of an officer, in the directory. */
export const officerTelephone = async (query: Query): Promise<void> => {
  await sql`alter table officer add column telephone text`.execute(query);
};
