import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../vite/paths.ts';

/** A package of npm of which something is in the product. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As package.json says it, an SPDX expression. */
  readonly license: string;
  readonly folder: string;
}

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** Packed as they are, beside the bundles; Electron is the program itself. */
const OUTSIDE_BUNDLES = ['@expo-google-fonts/noto-sans', 'better-sqlite3', 'pkcs11js', 'electron'] as const;

/** The packages to which `sources` (build/bundle.ts) belong, and those that are packed whole, by name. Throws where one says no licence. */
export const bundledPackages = (sources: readonly string[]): readonly BundledPackage[] => {
  const folders = new Set([
    ...sources.filter((file) => file.includes('/node_modules/')).map((file) => packageFolder(file)),
    ...OUTSIDE_BUNDLES.map((name) => join(ROOT, 'node_modules', name)),
  ]);
  const found = [...folders].map((folder) => {
    const read = manifest.safeParse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    if (!read.success) throw new Error(`${folder}/package.json says no name, version and licence`);
    return { ...read.data, folder };
  });
  return found.sort((one, other) => `${one.name}@${one.version}`.localeCompare(`${other.name}@${other.version}`, 'en'));
};

/** The nearest folder with a named package.json: folders below a package have some of their own that say how to load files, no more. */
const packageFolder = (file: string): string => {
  for (let folder = dirname(file); folder.includes('node_modules'); folder = dirname(folder)) {
    const named = join(folder, 'package.json');
    if (existsSync(named) && 'version' in (JSON.parse(readFileSync(named, 'utf8')) as object)) return folder;
  }
  throw new Error(`${file} is of no package`);
};
