import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import { channels, type Database, type DatabaseAccess } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { safeInteger } from './integers.ts';
import { Listeners } from './listeners.ts';
import { pgliteDialect } from './pglite-dialect.ts';
import type { Tables } from './tables.ts';

/** PostgreSQL's type number of bigint. */
const INT8 = 20;

/** The embedded PostgreSQL in `folder`, or in memory alone when there is none. Not migrated yet. */
export const openEmbedded = async (folder: string | undefined, { readOnly = false }: DatabaseAccess = {}): Promise<Database> => {
  const unlock = folder === undefined ? () => {} : lockFolder(folder);
  try {
    const postgres = await PGlite.create({
      ...(folder === undefined ? {} : { dataDir: join(folder, 'postgres') }),
      parsers: { [INT8]: safeInteger },
    });
    if (readOnly) await postgres.exec('set default_transaction_read_only = on');
    return await embedded(postgres, unlock);
  } catch (cause) {
    unlock();
    throw cause;
  }
};

const embedded = async (postgres: PGlite, unlock: () => void): Promise<Database> => {
  const listeners = new Listeners();
  for (const channel of channels) await postgres.listen(channel, (payload) => listeners.tell(channel, payload));
  const query = new Kysely<Tables>({ dialect: pgliteDialect(postgres) });
  return {
    query,
    listen: (channel, listener) => listeners.add(channel, listener),
    close: async () => {
      await query.destroy();
      if (!postgres.closed) await postgres.close(); // Kysely closes only what it has used.
      unlock();
    },
  };
};
