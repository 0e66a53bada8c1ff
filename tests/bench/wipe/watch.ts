import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What opens an officer's work, whoever holds the laptop: key share, lease with its device share, the folders' names, proofs, sealed work. */
const KEY_FILE = /^officers\/(.*\/)?(key\.p7m|lease\.sealed|names\.sealed|unsent\.[^/]*|[^/]*key-check)$/;
const STORE_FILE = /\.db$/;
/** What a wiped laptop keeps: whom it goes back to. */
const NOTE = 'device/wiped.json';
const LOOK_MS = 1;
const GONE_BY_MS = 30_000;

/** What there is to destroy on a laptop, as absolute paths; `storeBytes` is the size of its stores. */
export const contentsOf = (dataFolder: string) => {
  const files = filesIn(dataFolder);
  const named = (name: RegExp): readonly string[] => files.filter((path) => name.test(path)).map((path) => join(dataFolder, path));
  const stores = named(STORE_FILE);
  return { keyFiles: named(KEY_FILE), storeBytes: stores.reduce((sum, file) => sum + statSync(file).size, 0) };
};

/** Resolves with the moment at which the last of these files was gone. */
export const gone = (files: readonly string[]): Promise<number> => when(() => !files.some((file) => existsSync(file)));

/** Resolves with the moment at which nothing but the note was left. */
export const emptied = (dataFolder: string): Promise<number> => when(() => filesIn(dataFolder).every((path) => path === NOTE));

const when = async (holds: () => boolean): Promise<number> => {
  const deadline = performance.now() + GONE_BY_MS;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('the wipe does not come to its end');
    await delay(LOOK_MS);
  }
  return performance.now();
};

const filesIn = (folder: string): readonly string[] => {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  } catch {
    return ['a folder went while it was read'];
  }
};
