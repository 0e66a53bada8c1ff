import { statfs } from 'node:fs/promises';

/** Officers' work comes first: what nobody waits for is not fetched where it would leave less than a shift's films take. */
export const KEPT_FREE_BYTES = 256 * 1024 * 1024;

/** Bytes that are free on the folder's disk. */
export const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};
