import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleRenderer, bundleScripts } from '../bundle.ts';
import type { ScriptName } from '../vite/bundles.ts';
import { DIST } from '../vite/paths.ts';
import { writeLegal } from './legal.ts';

/** The scripts of the packaged product; the Chromium shell is for machines without Electron. */
const PRODUCT = ['main-electron', 'store-worker', 'mail-reader', 'card-service', 'preload'] as const satisfies readonly ScriptName[];

/** Makes in dist what electron-builder.yml packs, from nothing: a part that an earlier build left would be packed with it. Answers the sources. */
export const bundleProduct = async (): Promise<readonly string[]> => {
  for (const old of ['main/electron', 'main/electron.cjs', 'legal']) rmSync(join(DIST, old), { recursive: true, force: true });
  const sources = [...(await bundleScripts(PRODUCT)), ...(await bundleRenderer())];
  writeLegal(sources);
  return sources;
};
