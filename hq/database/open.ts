import { feedSystemIds } from '../../contracts/systems/ids.ts';
import type { Database, Query } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
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

/** A system that this program is the first to know has an empty feed. */
const beginFeeds = async (query: Query): Promise<void> => {
  await query
    .insertInto('feed')
    .values(feedSystemIds.map((system) => ({ system, last: 0 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

const openAt = (location: DatabaseLocation): Promise<Database> => {
  if ('url' in location) return openServer(location.url);
  return openEmbedded('folder' in location ? location.folder : undefined);
};
