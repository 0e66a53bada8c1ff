import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleRenderer, bundleScripts } from './bundle.ts';

const root = join(import.meta.dirname, '..');
const stampFile = join(root, 'dist', 'bundle-stamp');
/** What the bundles are made of. */
const SOURCES = ['contracts', 'pki', 'native', 'main', 'preload', 'renderer', 'build/vite'].map((room) => `${room}/**/*.{ts,tsx,css,html}`);

/** Bundles what the laptop ships, unless the bundles are of these very sources already. */
export const buildIfStale = async (): Promise<void> => {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const file of globSync(SOURCES, { cwd: root }).sort()) hash.update(file).update(readFileSync(join(root, file)));
  const stamp = hash.digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  await Promise.all([bundleScripts(), bundleRenderer()]);
  writeFileSync(stampFile, stamp);
};
