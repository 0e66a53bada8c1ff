import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How much of an officer's work HQ has not got, readable without any key: a number, nothing else. */
export const unsentCount = z.object({ count: z.number().int().min(0) });
export const COUNT_FILE = 'unsent.json';

/** The officers' folders on this laptop; their names tell nobody whose they are. */
export const officerFoldersIn = (dataFolder: string): readonly { readonly name: string; readonly path: string }[] => {
  const root = join(dataFolder, 'officers');
  return entries(root)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, path: join(root, name) }));
};

/** What all officers together have written here and HQ has not got. A count that cannot be read counts as one: never as nothing. */
export const unsentOnLaptop = (dataFolder: string): number =>
  officerFoldersIn(dataFolder).reduce((sum, { path }) => sum + unsentIn(path), 0);

/** One officer's; 0 when the folder holds no count. */
export const unsentIn = (folder: string): number => {
  try {
    return unsentCount.parse(JSON.parse(readFileSync(join(folder, COUNT_FILE), 'utf8'))).count;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 0 : 1;
  }
};

const entries = (folder: string): readonly Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};
