import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../../platform/files/shred.ts';

/** What the program's data takes on this laptop, in bytes, and how many officers have work here. */
export interface Storage {
  readonly totalBytes: number;
  /** Of the officer who asks; 0 at the sign-in screen. */
  readonly ownBytes: number;
  readonly officers: number;
}

const TAG = /^[0-9a-f]{32}$/;

/** Counts what lies in the data folder; `ownTag` is the folder name of the officer who asks. Files that go meanwhile count nothing. */
export const storageOf = (dataFolder: string, ownTag?: string): Storage => {
  const root = join(dataFolder, 'officers');
  const officers = existsSync(root) ? readdirSync(root).filter((name) => TAG.test(name)) : [];
  return {
    totalBytes: bytesIn(dataFolder),
    ownBytes: ownTag === undefined ? 0 : bytesIn(join(root, ownTag)),
    officers: officers.filter((tag) => readdirSync(join(root, tag)).length > 0).length,
  };
};

const bytesIn = (folder: string): number =>
  filesIn(folder).reduce((sum, path) => sum + (lstatSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0), 0);
