import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { flushFolder } from './flush.ts';

/**
 * Writes a small file so that after a power cut either the old bytes or the new ones are there, whole: a temporary file beside it,
 * flushed, then renamed over it, and the folder flushed where the platform can. Mode 0600.
 */
export const writeFileAtomic = (file: string, bytes: Uint8Array): void => {
  const temporary = `${file}.new`;
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  flushFolder(dirname(file));
};
