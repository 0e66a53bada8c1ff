import { randomFillSync } from 'node:crypto';
import { closeSync, type Dirent, fsyncSync, lstatSync, openSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { flushFolder } from './flush.ts';
import { writeAll } from './write-all.ts';

/** Overwritten in pieces, so that a large file needs no memory of its size. */
const PIECE_BYTES = 1024 * 1024;

/**
 * Destroys one file: overwritten with random bytes, flushed, unlinked, its folder flushed; it is gone when this returns. A file that is
 * not there is none. A link is removed and what it points to left alone, so that no link in a folder leads the overwriting elsewhere.
 * Throws what the file system says when it cannot be unlinked. An SSD may keep the old cells: what counts is that only ciphertext was
 * ever written, and that the key files go first.
 */
export const shredFile = (file: string): void => {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (stat.isFile() && stat.nlink === 1) {
    try {
      overwrite(file, stat.size);
    } catch {
      // A bad sector, or a file without the right to write: that it goes counts more than what it held.
    }
  }
  unlinkSync(file);
  flushFolder(dirname(file));
};

/**
 * Destroys a folder and all in it: first the files that `isKey` names (by their path inside the folder), overwritten; then the rest,
 * unlinked, for without its keys it is noise and may be gigabytes; then the folder. After a power cut the same call goes on where it was.
 */
export const shredFolder = async (folder: string, isKey: (path: string) => boolean): Promise<void> => {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return;
  const files = filesIn(folder);
  for (const path of files.filter(isKey)) shredFile(join(folder, path));
  for (const path of files.filter((path) => !isKey(path))) {
    unlinkSync(join(folder, path));
    await turn(); // The window goes on meanwhile.
  }
  removeFolders(folder);
  flushFolder(dirname(folder));
};

/** Every file (link, socket…) under a folder, as paths inside it; none when there is no such folder. Links are not followed. */
export const filesIn = (folder: string, inside = ''): readonly string[] =>
  entriesOf(join(folder, inside)).flatMap((entry) => {
    const path = join(inside, entry.name);
    return entry.isDirectory() ? filesIn(folder, path) : [path];
  });

const overwrite = (file: string, size: number): void => {
  const descriptor = openSync(file, 'r+');
  try {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, size));
    for (let position = 0; position < size; position += piece.byteLength) {
      writeAll(descriptor, randomFillSync(piece.subarray(0, size - position)), position);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const removeFolders = (folder: string): void => {
  for (const entry of entriesOf(folder)) if (entry.isDirectory()) removeFolders(join(folder, entry.name));
  rmdirSync(folder);
};

const entriesOf = (folder: string): readonly Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};
