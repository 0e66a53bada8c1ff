import type { ReadableDb, Reads } from './db.ts';
import { StoreError } from './error.ts';

export const integrityReads = {
  /**
   * Reads every page of the store, whose ciphertext is authenticated page by page. Rejects with StoreCorrupt when one was
   * changed or lost. It takes tens of milliseconds for 10 MB, so it is for a quiet moment, not for the way from PIN to Today.
   */
  'store.check': (db: ReadableDb, _: null): void => {
    const found = db.prepare<[], { quick_check: string }>('PRAGMA quick_check(1)').all();
    if (found.some((row) => row.quick_check !== 'ok')) throw new StoreError('StoreCorrupt');
  },
} as const satisfies Reads;
export type IntegrityReads = typeof integrityReads;
