import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { feedSystemIds } from '../../contracts/systems/ids.ts';
import { type Database, type DatabaseAccess, DatabaseError, type Query } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { demandMigrated, migrate } from './migrate.ts';
import { openServer } from './server.ts';

export type DatabaseLocation = { readonly folder: string } | { readonly url: string } | { readonly memory: true };

/** Opens HQ's database and brings its schema up to date. Throws DatabaseError (DatabaseInUse, DatabaseUnreachable, DatabaseFromFuture). */
export const openDatabase = async (location: DatabaseLocation): Promise<Database> => {
  const database = await openAt(location);
  try {
    await migrate(database.query);
    await beginFeeds(database.query);
    return database;
  } catch (cause) {
    await database.close();
    throw cause;
  }
};

/**
 * What `work` makes of HQ's database as it is: nothing in it is written, and its schema stays. Throws DatabaseError: also for one that is not
 * there yet, or of another version than this program.
 */
export const readingDatabase = <Made>(location: DatabaseLocation, work: (database: Database) => Promise<Made>): Promise<Made> =>
  asItIs(location, { readOnly: true }, work);

/** What `work` makes of HQ's database where there is one of this version: none is begun. Throws DatabaseError, as readingDatabase does. */
export const existingDatabase = <Made>(location: DatabaseLocation, work: (database: Database) => Promise<Made>): Promise<Made> =>
  asItIs(location, {}, work);

const asItIs = async <Made>(
  location: DatabaseLocation,
  access: DatabaseAccess,
  work: (database: Database) => Promise<Made>,
): Promise<Made> => {
  if ('folder' in location && !existsSync(join(location.folder, 'postgres'))) throw new DatabaseError('DatabaseEmpty');
  const database = await openAt(location, access);
  try {
    await demandMigrated(database.query);
    return await work(database);
  } finally {
    await database.close();
  }
};

/** What `work` makes of HQ's database. An empty one is begun; one of another version is left as it is. Throws DatabaseError. */
export const writingDatabase = async <Made>(location: DatabaseLocation, work: (database: Database) => Promise<Made>): Promise<Made> => {
  const database = await openAt(location);
  try {
    await begin(database.query);
    return await work(database);
  } finally {
    await database.close();
  }
};

/** An older schema is brought up to date by HQ itself, once: not by whoever tries a command of a newer version. */
const begin = async (query: Query): Promise<void> => {
  try {
    await demandMigrated(query);
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === 'DatabaseEmpty')) throw error;
    await migrate(query);
    await beginFeeds(query);
  }
};

/** A system that this program is the first to know has an empty feed. */
const beginFeeds = async (query: Query): Promise<void> => {
  await query
    .insertInto('feed')
    .values(feedSystemIds.map((system) => ({ system, last: 0 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

const openAt = (location: DatabaseLocation, access: DatabaseAccess = {}): Promise<Database> => {
  if ('url' in location) return openServer(location.url, access);
  return openEmbedded('folder' in location ? location.folder : undefined, access);
};
