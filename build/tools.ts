import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './vite/paths.ts';

/** The packages whose programs we run. */
const PACKAGES = {
  tsc: 'typescript',
  biome: '@biomejs/biome',
  knip: 'knip',
  vitest: 'vitest',
  playwright: '@playwright/test',
} as const;
export type Tool = keyof typeof PACKAGES;

/** The script of a package's program, for Node to run: what lies in node_modules/.bin is a batch file on Windows, which cannot be spawned. */
export const toolScript = (name: Tool): string => {
  const folder = join(ROOT, 'node_modules', PACKAGES[name]);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly bin: Readonly<Record<Tool, string>> };
  return join(folder, bin[name]);
};
