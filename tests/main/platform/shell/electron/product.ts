import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleScripts } from '../../../../../build/bundle.ts';
import { scripts } from '../../../../../build/vite/bundles.ts';
import { ROOT } from '../../../../../build/vite/paths.ts';

const NAMES = ['main-electron', 'store-worker', 'mail-reader', 'card-service', 'preload'] as const;

/** The product's bundles as they are packed, but for the page's, which the stand-in does not run: one word stands for it. */
export const bundleProduct = async (): Promise<{ readonly folder: string; readonly main: string; remove(): void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'mobile-office-packed-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const dist = join(folder, 'dist');
  await bundleScripts(NAMES, dist);
  mkdirSync(join(dist, 'renderer'));
  writeFileSync(join(dist, 'renderer', 'index.html'), '<!doctype html><title>Mobile Office</title>');
  return { folder, main: join(dist, scripts['main-electron'].file), remove: () => rmSync(folder, { recursive: true, force: true }) };
};
