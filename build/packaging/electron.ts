import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../vite/paths.ts';

/** Electron as `npx install-electron` has put it into node_modules for this system; undefined where nobody has, or another version. */
export const installedElectron = (): string | undefined => {
  const folder = join(ROOT, 'node_modules', 'electron', 'dist');
  const version = join(folder, 'version');
  return existsSync(version) && readFileSync(version, 'utf8').trim().replace(/^v/, '') === electronVersion() ? folder : undefined;
};

/** The version that package.json pins. */
export const electronVersion = (): string => {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly devDependencies: { readonly electron: string };
  };
  return devDependencies.electron;
};
