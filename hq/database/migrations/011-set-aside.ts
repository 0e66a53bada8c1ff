import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** What a laptop could not read of its feeds, as it last reported: how many records of each kind, and why. */
export const setAside = async (query: Query): Promise<void> => {
  await sql`alter table device add column set_aside jsonb not null default '[]'`.execute(query);
};
