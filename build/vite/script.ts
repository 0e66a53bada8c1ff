import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { InlineConfig } from 'vite';
import { DIST, ROOT } from './paths.ts';

/** Native modules and the shell's own: found at run time, outside every bundle. */
const EXTERNAL = ['electron', 'pkcs11js', 'better-sqlite3'] as const;

/** A bundle; `file` is relative to dist. */
export interface ScriptBundle {
  readonly entry: string;
  readonly file: string;
  /** node: CommonJS for main and its processes; preload: CommonJS for Electron's sandbox; page: a plain script whose exports are `global`. */
  readonly kind: 'node' | 'preload' | 'page';
  readonly global?: string;
  /**
   * A folder beside `file` for what is imported on demand, each part a file of its own there: Node compiles a file whole, and the way
   * from the start to the sign-in screen is too short for code that only signed-in work needs. Without it the bundle is one file.
   */
  readonly parts?: string;
}

/** Chromium as in Electron 45; what is older is no shell of ours. */
const CHROMIUM_TARGET = 'chrome140';
const NODE_TARGET = 'node24';

const version = (): string => {
  const { version: number } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
  return number;
};

/** Vite's configuration for one script bundle: everything inside but native modules, readable. */
export const scriptConfig = ({ entry, file, kind, global, parts }: ScriptBundle, dist: string = DIST): InlineConfig => ({
  configFile: false,
  root: ROOT,
  logLevel: 'warn',
  publicDir: false,
  define: { APP_VERSION: JSON.stringify(version()) },
  // For `node` Vite keeps Node's built-ins as they are; a page and a sandboxed preload have none.
  ssr: { noExternal: true, external: [...EXTERNAL], target: 'node' },
  build: {
    ssr: kind === 'node',
    target: kind === 'node' ? NODE_TARGET : CHROMIUM_TARGET,
    outDir: join(dist, dirname(file)),
    emptyOutDir: false,
    minify: false,
    sourcemap: false,
    reportCompressedSize: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: join(ROOT, entry),
      external: [...EXTERNAL],
      // A page script's exports are what the shell calls.
      preserveEntrySignatures: 'exports-only',
      output: {
        format: kind === 'page' ? 'iife' : 'cjs',
        entryFileNames: basename(file),
        ...(parts === undefined ? { codeSplitting: false } : { chunkFileNames: `${parts}/[name].cjs` }),
        ...(global === undefined ? {} : { name: global }),
      },
    },
  },
});
