import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const here = import.meta.dirname;
const root = join(here, '../../..');
const CACHE = join(root, '.cache/tests');
/** What window and fixture are made of. */
const SOURCES = [
  '{contracts,preload,renderer,tests/renderer/fixture}/**/*.{ts,tsx,css,html,svg}',
  'tests/renderer/harness/{build,vite.config}.ts',
];
/** By then no test still reads what was built of other sources. */
const KEPT_MS = 24 * 3600_000;

export interface Built {
  /** Folder with index.html and what it loads. */
  readonly folder: string;
  /** Script that puts `api` on the window, run before the page's own. */
  readonly fixture: string;
}

/** The window and the fixture api, built once for all tests of the same sources. */
export const buildWindow = async (): Promise<Built> => {
  const made = join(CACHE, `window-${stamp()}`);
  if (!existsSync(made)) await make(made);
  return { folder: join(made, 'window'), fixture: await readFile(join(made, 'fixture', 'fixture.js'), 'utf8') };
};

const stamp = (): string => {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const file of globSync(SOURCES, { cwd: root }).sort()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
};

const make = async (made: string): Promise<void> => {
  // The test runner says "test" here, and React would then be built for development: not the window that officers get.
  process.env['NODE_ENV'] = 'production';
  await mkdir(CACHE, { recursive: true });
  const base = await mkdtemp(join(CACHE, 'new-window-'));
  await build({ configFile: join(here, 'vite.config.ts'), build: { outDir: join(base, 'window') } });
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: join(base, 'fixture'),
      emptyOutDir: true,
      lib: { entry: join(here, '../fixture/index.ts'), formats: ['iife'], name: 'fixture', fileName: () => 'fixture.js' },
    },
  });
  try {
    await rename(base, made);
  } catch {
    await rm(base, { recursive: true }); // Another test file was faster.
  }
  const old = readdirSync(CACHE).filter((name) => name.includes('window-') && Date.now() - statSync(join(CACHE, name)).mtimeMs > KEPT_MS);
  for (const name of old) await rm(join(CACHE, name), { recursive: true, force: true });
};
