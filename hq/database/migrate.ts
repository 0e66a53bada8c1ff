import { sql } from 'kysely';
import { DatabaseError, type Query, type Transaction } from './database.ts';
import { type Migration, migrations } from './migrations/index.ts';

/** Any number of ours; taken for the length of a step, so that HQ processes that start together migrate once. */
const MIGRATION_LOCK = 4_170_001;

/**
 * Brings the schema to this program's version, each step in one transaction with the note that it was done.
 * Throws DatabaseError "DatabaseFromFuture" when a newer program has been here.
 */
export const migrate = async (query: Query, steps: readonly Migration[] = migrations): Promise<void> => {
  await inLockedTransaction(query, async (transaction) => {
    await sql`create table if not exists migration (id integer primary key, name text not null, at timestamptz not null default now())`.execute(
      transaction,
    );
  });
  const known = new Set(steps.map((step) => step.id));
  const done = await query.selectFrom('migration').select('id').execute();
  if (done.some(({ id }) => !known.has(id))) throw new DatabaseError('DatabaseFromFuture');
  for (const step of steps) await inLockedTransaction(query, (transaction) => runOnce(transaction, step));
};

/**
 * Checks that the schema is of this very version. Throws DatabaseError: DatabaseEmpty where no program has been here, DatabaseFromPast where
 * an older one was the last, DatabaseFromFuture.
 */
export const demandMigrated = async (query: Query, steps: readonly Migration[] = migrations): Promise<void> => {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('migration') is not null as there`.execute(query);
  if (rows[0]?.there !== true) throw new DatabaseError('DatabaseEmpty');
  const done = new Set((await query.selectFrom('migration').select('id').execute()).map(({ id }) => id));
  const known = new Set(steps.map(({ id }) => id));
  if ([...done].some((id) => !known.has(id))) throw new DatabaseError('DatabaseFromFuture');
  if (steps.some(({ id }) => !done.has(id))) throw new DatabaseError('DatabaseFromPast');
};

const runOnce = async (transaction: Transaction, step: Migration): Promise<void> => {
  const done = await transaction.selectFrom('migration').select('id').where('id', '=', step.id).executeTakeFirst();
  if (done) return;
  await step.up(transaction);
  await transaction.insertInto('migration').values({ id: step.id, name: step.name }).execute();
};

const inLockedTransaction = (query: Query, work: (transaction: Transaction) => Promise<void>): Promise<void> =>
  query.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(transaction);
    await work(transaction);
  });
