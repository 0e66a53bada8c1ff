import { sql } from 'kysely';
import type { Query } from '../database.ts';

/** Tables and columns by the terms that the program has for them. What the audit has written stays as it was written. */
export const fieldTerms = async (query: Query): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(query);
};

const statements = [
  'alter table item rename column audience to access_keys',
  'alter table departure rename to tombstone',
  'alter table tombstone rename column audience to access_key',
  'alter table parcel rename to unsent_bundle',
  'alter index parcel_waiting rename to unsent_bundle_waiting',
  'alter table parcel_part rename to unsent_part',
  'alter table unsent_part rename column parcel to bundle',
];
