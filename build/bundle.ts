import { parseArgs } from 'node:util';
import { build } from 'vite';
import { type ScriptName, scriptNames, scripts } from './vite/bundles.ts';
import { DIST } from './vite/paths.ts';
import { rendererConfig } from './vite/renderer.ts';
import { scriptConfig } from './vite/script.ts';

// Whoever calls this may be a test run: what is bundled is the product, never React's development build.
process.env['NODE_ENV'] = 'production';

/** Bundles the named scripts into `dist`. */
export const bundleScripts = async (names: readonly ScriptName[] = scriptNames, dist: string = DIST): Promise<void> => {
  await Promise.all(names.map((name) => build(scriptConfig(scripts[name], dist))));
};

/** Bundles the page into `dist`/renderer. */
export const bundleRenderer = async (development = false, dist: string = DIST): Promise<void> => {
  await build(rendererConfig(dist, { development }));
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
