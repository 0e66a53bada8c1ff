import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const CACHE = new URL('../../../.cache/tests', import.meta.url).pathname;
const PACKAGE = new URL('../../../node_modules/@electric-sql/pglite/package.json', import.meta.url).pathname;

/**
 * Puts an empty embedded PostgreSQL where HQ looks for it in its database folder. Making one takes seconds of a core, so it
 * is made once and copied; HQ migrates the copy itself.
 */
export const putEmptyDatabase = async (folder: string): Promise<void> => {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8'));
  const template = join(CACHE, `pglite-${version}`);
  if (!existsSync(template)) await make(template);
  cpSync(template, join(folder, 'postgres'), { recursive: true });
};

const make = async (template: string): Promise<void> => {
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, 'new-'));
  const postgres = await PGlite.create(fresh);
  await postgres.close();
  try {
    renameSync(fresh, template);
  } catch {
    rmSync(fresh, { recursive: true, force: true }); // Another test file was faster.
  }
};
