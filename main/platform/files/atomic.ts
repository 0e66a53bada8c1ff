import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { flushFolder } from './flush.ts';
import { writeAll } from './write-all.ts';

/**
 * Writes a small file so that after a power cut either the old bytes or the new ones are there, whole: a temporary file beside it,
 * flushed, then renamed over it, and the folder flushed where the platform can. Mode 0600. Throws what the file system says (a full disk:
 * ENOSPC); the old file is then as it was, and the temporary one gone.
 */
export const writeFileAtomic = (file: string, bytes: Uint8Array): void => {
  const temporary = `${file}.new`;
  try {
    const descriptor = openSync(temporary, 'w', 0o600);
    try {
      writeAll(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  flushFolder(dirname(file));
};
