import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { type ScriptName, scriptNames, scripts } from './vite/bundles.ts';
import { DIST, ROOT } from './vite/paths.ts';
import { rendererConfig } from './vite/renderer.ts';
import { scriptConfig } from './vite/script.ts';

// Whoever calls this may be a test run: what is bundled is the product, never React's development build.
process.env['NODE_ENV'] = 'production';

/** Bundles the named scripts into `dist`. Answers the files that something of went into them. */
export const bundleScripts = async (names: readonly ScriptName[] = scriptNames, dist: string = DIST): Promise<readonly string[]> =>
  (await Promise.all(names.map(async (name) => sourcesOf(await build(scriptConfig(scripts[name], dist)))))).flat();

/** Bundles the page into `dist`/renderer. Answers the files that something of went into it, fonts among them. */
export const bundleRenderer = async (development = false, dist: string = DIST): Promise<readonly string[]> =>
  sourcesOf(await build(rendererConfig(dist, { development }))).map((file) => resolve(ROOT, 'renderer', file));

/** Modules of chunks, and what assets were made from; the bundler's own virtual modules, which begin with a zero byte, are no files. */
const sourcesOf = (output: Awaited<ReturnType<typeof build>>): readonly string[] => {
  if (!Array.isArray(output) && !('output' in output)) throw new Error('a watcher bundles nothing');
  return [output]
    .flat()
    .flatMap((bundle) => bundle.output)
    .flatMap((part) => (part.type === 'chunk' ? part.moduleIds : part.originalFileNames))
    .filter((file) => !file.startsWith('\0'))
    .map((file) => file.replace(/\?.*$/, ''));
};

const isName = (name: string): name is ScriptName => name in scripts;

if (import.meta.main) {
  const { values, positionals } = parseArgs({ options: { dev: { type: 'boolean', default: false } }, allowPositionals: true });
  const unknown = positionals.filter((name) => name !== 'renderer' && !isName(name));
  if (unknown.length > 0) {
    console.error(`usage: node build/bundle.ts [--dev] [${['renderer', ...scriptNames].join('|')} …]`);
    process.exit(64);
  }
  const all = positionals.length === 0;
  await Promise.all([
    bundleScripts(all ? scriptNames : positionals.filter(isName)),
    ...(all || positionals.includes('renderer') ? [bundleRenderer(values.dev)] : []),
  ]);
}
