import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';

/** Content, by a name of its own ("blob/HASH/PART", "items/SHA-256"), and the file in which it lies sealed. */
export interface SealedPartRow {
  readonly content: string;
  readonly digest: string;
  readonly bytes: number;
}

export const sealedReads = {
  /** The key of what lies sealed beside this store; undefined while nothing does. */
  'sealed.key': (db: ReadableDb, _: null): Uint8Array | undefined =>
    db.prepare<[], { key: Uint8Array }>('SELECT key FROM sealed_key').get()?.key,

  'sealed.parts': (db: ReadableDb, _: null): readonly SealedPartRow[] =>
    db.prepare<[], SealedPartRow>('SELECT content, digest, bytes FROM sealed_part').all(),
} as const satisfies Reads;

export const sealedWrites = {
  /** Begins anew, under a new key: what was sealed before is forgotten. */
  'sealed.begin': (db: WritableDb, { key }: { readonly key: Uint8Array }): void => {
    db.prepareWrite<[]>('DELETE FROM sealed_part').run();
    db.prepareWrite<[Uint8Array]>('INSERT OR REPLACE INTO sealed_key (only, key) VALUES (1, ?)').run(key);
  },

  'sealed.add': (db: WritableDb, { content, digest, bytes }: SealedPartRow): void => {
    db.prepareWrite<[string, string, number]>('INSERT OR REPLACE INTO sealed_part (content, digest, bytes) VALUES (?, ?, ?)').run(
      content,
      digest,
      bytes,
    );
  },

  'sealed.forget': (db: WritableDb, { contents }: { readonly contents: readonly string[] }): void => {
    db.prepareWrite<[string]>('DELETE FROM sealed_part WHERE content IN (SELECT value FROM json_each(?))').run(JSON.stringify(contents));
  },

  'sealed.end': (db: WritableDb, _: null): void => {
    db.prepareWrite<[]>('DELETE FROM sealed_part').run();
    db.prepareWrite<[]>('DELETE FROM sealed_key').run();
  },
} as const satisfies Writes;

type OwnReads = typeof sealedReads;
type OwnWrites = typeof sealedWrites;
declare module '../../store/store.ts' {
  interface StoreReads extends OwnReads {}
  interface StoreWrites extends OwnWrites {}
}
