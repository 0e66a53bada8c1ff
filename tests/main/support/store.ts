import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ChangeLine, System } from '../../../contracts/hq/feeds.ts';
import type { ChangeTopic } from '../../../contracts/systems/ids.ts';
import { storeReads, storeWrites } from '../../../main/app/store-operations.ts';
import type { ReadableDb } from '../../../main/store/db.ts';
import { StoreError } from '../../../main/store/error.ts';
import { openStore } from '../../../main/store/open.ts';
import type { Store } from '../../../main/store/store.ts';
import { openConnection } from '../../../main/store/worker/connection.ts';
import { createDatabase } from '../../../main/store/worker/database.ts';
import { cursor } from './items.ts';

export const workerEntry = new URL('../../../main/app/store-worker.ts', import.meta.url);
/** Opens the store as the product does, in a worker. */
export const open = openStore(workerEntry);

/** A 32-byte key made of one byte, fresh each time: opening zeroes it. */
export const key = (byte = 7): Uint8Array => new Uint8Array(32).fill(byte);

/** A folder of this test's own, gone when it ends. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mobile-office-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** The store in a folder, in a worker, for whoever closes it. */
export const openStoreIn = (folder: string): Promise<Store> => open({ folder, key: key() });

/** An open store in a folder of its own, in a worker; closed when the test ends. */
export const workerStore = async (folder = temporaryFolder()): Promise<Store> => {
  const store = await openStoreIn(folder);
  onTestFinished(() => store.close());
  return store;
};

/**
 * The same file, cipher and operations without the worker thread, whose start costs more than any test of a room takes. What
 * goes in and out is cloned as it is on the way to a worker. tests/main/store tests the worker itself.
 */
export const temporaryStore = async (folder = temporaryFolder()): Promise<Store> => {
  const store = localStore(folder);
  onTestFinished(() => store.close());
  return store;
};

/** A store whose file can be looked into beneath its operations. */
export interface LocalStore extends Store {
  look<Value>(work: (db: ReadableDb) => Value): Value;
}

export const localStore = (folder: string): LocalStore => {
  const database = createDatabase(openConnection(folder, key()));
  const listeners = new Set<(systems: readonly ChangeTopic[]) => void>();
  let closed = false;
  // The caller's types come from the very maps that are looked up here.
  const call = async <Value>(operation: (args: never) => Value, args: unknown): Promise<never> => {
    if (closed) throw new StoreError('StoreClosed');
    return structuredClone(operation(structuredClone(args) as never)) as never;
  };
  return {
    read: (name, args) => call((own) => database.read((db) => (storeReads[name] as (db: unknown, args: never) => unknown)(db, own)), args),
    write: async (name, args) => {
      const { value, touched } = (await call(
        (own) => database.write((db) => (storeWrites[name] as (db: unknown, args: never) => unknown)(db, own)),
        args,
      )) as ReturnType<typeof database.write>;
      if (touched.length > 0) for (const listener of listeners) listener(touched);
      return value as never;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onFault: () => () => false,
    look: (work) => database.read(work) as ReturnType<typeof work>,
    async close() {
      if (!closed) database.close();
      closed = true;
    },
  };
};

let cursors = 0;

/** Brings items into the store as a feed that was read to its end. */
export const bring = async (store: Store, system: System, lines: readonly ChangeLine[], at = '2021-05-18T14:40:00.000Z'): Promise<void> => {
  cursors += 1;
  const taken = await store.write('feed.apply', { system, lines: [...lines, cursor(`c${cursors}`)], at });
  if (!taken.ok) throw new Error(taken.code);
};
