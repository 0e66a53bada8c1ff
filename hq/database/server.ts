import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Database, type DatabaseAccess, DatabaseError } from './database.ts';
import { safeInteger } from './integers.ts';
import { Listeners } from './listeners.ts';
import { listenOn } from './server-listener.ts';
import type { Tables } from './tables.ts';

/** Enough for a process that mostly waits for commits; PostgreSQL's default allows 100 for all HQ processes together. */
const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** No statement of ours takes longer; one that does is stuck behind a lock and must not hold its own for ever. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** A transaction that stands still holds others up: its process is in trouble. */
const IDLE_TRANSACTION_MS = 30_000;

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? safeInteger : pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
};

/** SQLSTATE: invalid_password, invalid_authorization_specification, invalid_catalog_name. */
const REFUSALS: ReadonlySet<unknown> = new Set(['28P01', '28000', '3D000']);

/** A PostgreSQL server by its URL. Not migrated yet. Throws DatabaseError: DatabaseUnreachable, or DatabaseRefused where it answers. */
export const openServer = async (url: string, { readOnly = false }: DatabaseAccess = {}): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    ...(readOnly ? { options: '-c default_transaction_read_only=on' } : {}),
    types: types as pg.CustomTypesConfig,
  });
  pool.on('error', () => {}); // An idle connection broke: the pool makes another.
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const listeners = new Listeners();
  try {
    const stop = await listenOn(url, listeners);
    return {
      query,
      listen: (channel, listener) => listeners.add(channel, listener),
      close: async () => {
        await stop();
        await query.destroy();
        if (!pool.ended) await pool.end(); // Kysely ends only what it has used.
      },
    };
  } catch (cause) {
    await pool.end();
    throw new DatabaseError(isRefusal(cause) ? 'DatabaseRefused' : 'DatabaseUnreachable', cause);
  }
};

const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error && REFUSALS.has(error.code);
