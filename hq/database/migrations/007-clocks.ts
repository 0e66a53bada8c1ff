import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** No laptop's clock refuses a command any more: those that one refused are forgotten, so that the laptop can send them again under their key. */
export const clocks = async (query: Query): Promise<void> => {
  await sql`delete from command where status = 422 and answer ->> 'code' = 'ClockAhead'`.execute(query);
};
