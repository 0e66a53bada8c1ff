import type { ReadableDb } from '../../store/db.ts';

/** Those of the blobs that are whole on this laptop. */
export const hashesHere = (db: ReadableDb, hashes: readonly string[]): string[] =>
  db
    .prepare<[string], { hash: string }>('SELECT hash FROM blob WHERE hash IN (SELECT value FROM json_each(?))')
    .all(JSON.stringify(hashes))
    .map(({ hash }) => hash);
