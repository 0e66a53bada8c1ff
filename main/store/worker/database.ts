import type { ChangeTopic } from '../../../contracts/systems/ids.ts';
import type { ReadableDb, WritableDb } from '../db.ts';
import type { CipherDriver } from './driver.ts';

/** One connection as the repositories see it. */
export interface Database {
  /** Runs `work` on one snapshot. */
  read(work: (db: ReadableDb) => unknown): unknown;
  /** Runs `work` in one transaction: all of it is durable when this returns, or none of it when it throws. */
  write(work: (db: WritableDb) => unknown): { readonly value: unknown; readonly touched: readonly ChangeTopic[] };
  /** Takes the log into the file, so that neither is left with the other's half, and closes. */
  close(): void;
}

export const createDatabase = (driver: CipherDriver): Database => {
  const statements = new Map<string, ReturnType<CipherDriver['prepare']>>();
  const touched = new Set<ChangeTopic>();

  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = driver.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const db = {
    prepare(sql: string) {
      const statement = prepare(sql);
      if (!statement.readonly) throw new TypeError('a statement for reading would write');
      return statement;
    },
    prepareWrite: prepare,
    touch: (system: ChangeTopic) => touched.add(system),
  };
  // The one place where a connection becomes a brand: what may write is decided by which of the two a function is given.
  const readable = { prepare: db.prepare } as unknown as ReadableDb;
  const writable = db as unknown as WritableDb;

  return {
    read: (work) => driver.transaction(() => work(readable)).deferred(),
    write(work) {
      touched.clear();
      const value = driver.transaction(() => work(writable)).immediate();
      return { value, touched: [...touched] };
    },
    close() {
      try {
        driver.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        driver.close();
      }
    },
  };
};
