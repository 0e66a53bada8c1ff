import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes durable what was renamed, made or removed in a folder, where the platform can. */
export const flushFolder = (folder: string): void => {
  if (process.platform === 'win32') return; // A folder cannot be flushed there; NTFS journals the rename.
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
