import { delimiter, dirname, join } from 'node:path';
import { build, type Configuration, Platform } from 'electron-builder';
import { ROOT } from '../vite/paths.ts';

/** What is made of what dist holds (build/packaging/product.ts). */
export interface Package {
  readonly platform: 'linux' | 'win32';
  /** 'dir': the folder of the product without a package around it. */
  readonly targets: readonly ('dir' | 'deb' | 'nsis' | 'msi')[];
  /** A folder with Electron as it is distributed. */
  readonly electron: string;
  readonly output: string;
  readonly more?: Configuration;
}

/** Packs by electron-builder.yml. Answers the files that were made. Throws with builder's reason. */
export const pack = async ({ platform, targets, electron, output, more = {} }: Package): Promise<readonly string[]> => {
  // Builder would download fpm; ours is started by the Node that runs here, since it is TypeScript.
  process.env['CUSTOM_FPM_PATH'] = join(import.meta.dirname, 'fpm.ts');
  process.env['PATH'] = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`;
  return build({
    projectDir: ROOT,
    targets: (platform === 'win32' ? Platform.WINDOWS : Platform.LINUX).createTarget([...targets]),
    config: { extends: join(ROOT, 'electron-builder.yml'), electronDist: electron, directories: { output }, ...more },
  });
};
