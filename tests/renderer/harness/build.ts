import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const here = import.meta.dirname;

export interface Built {
  /** Folder with index.html and what it loads. */
  readonly folder: string;
  /** Script that puts `api` on the window, run before the page's own. */
  readonly fixture: string;
  readonly remove: () => Promise<void>;
}

/** Builds the window and the fixture api into a folder of their own. */
export const buildWindow = async (): Promise<Built> => {
  // The test runner says "test" here, and React would then be built for development: not the window that officers get.
  process.env['NODE_ENV'] = 'production';
  const base = await mkdtemp(join(tmpdir(), 'mobile-office-window-'));
  const folder = join(base, 'window');
  await build({ configFile: join(here, 'vite.config.ts'), build: { outDir: folder } });
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: join(base, 'fixture'),
      emptyOutDir: true,
      lib: { entry: join(here, '../fixture/index.ts'), formats: ['iife'], name: 'fixture', fileName: () => 'fixture.js' },
    },
  });
  const fixture = await readFile(join(base, 'fixture', 'fixture.js'), 'utf8');
  return { folder, fixture, remove: () => rm(base, { recursive: true }) };
};
