import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { Tables } from './tables.ts';

/** HQ's database: PostgreSQL, embedded or a server. */
export interface Database {
  /**
   * The embedded one has a single connection: inside `query.transaction()` use the transaction alone, or the
   * statement waits for its own transaction for ever.
   */
  readonly query: Query;
  /**
   * Calls back for every pg_notify on the channel, from any process, and with undefined after a gap in which some may
   * have been missed. Returns the way to stop.
   */
  listen(channel: Channel, listener: (payload: string | undefined) => void): () => void;
  close(): Promise<void>;
}

/** `readOnly`: PostgreSQL itself refuses every write. */
export interface DatabaseAccess {
  readonly readOnly?: boolean;
}

export type Query = Kysely<Tables>;
export type Transaction = KyselyTransaction<Tables>;

/** Channels of LISTEN/NOTIFY: items changed; something was revoked; a laptop (its name) has an order waiting. */
export const channels = ['hq_change', 'hq_revocation', 'hq_order'] as const;
export type Channel = (typeof channels)[number];

/** DatabaseRefused: a server that answers, and takes account, password or database name for none of its own. DatabaseFromPast, DatabaseEmpty: of one that is to be opened as it is. */
export type DatabaseErrorCode =
  | 'DatabaseInUse'
  | 'DatabaseFromFuture'
  | 'DatabaseUnreachable'
  | 'DatabaseRefused'
  | 'DatabaseFromPast'
  | 'DatabaseEmpty';

export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;
  constructor(code: DatabaseErrorCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'DatabaseError';
    this.code = code;
  }
}
