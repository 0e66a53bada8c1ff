import { join } from 'node:path';
import { FuseState, type FuseV1Options, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';
import { fuses } from './fuses.ts';

/** Called by electron-builder before it signs: flips the fuses in the program, and reads them back. */
export const afterPack = async ({ appOutDir, electronPlatformName, packager }: AfterPackContext): Promise<void> => {
  const name = packager.appInfo.productFilename;
  const program =
    electronPlatformName === 'win32'
      ? join(appOutDir, `${name}.exe`)
      : electronPlatformName === 'darwin'
        ? join(appOutDir, `${name}.app`)
        : join(appOutDir, packager.config.linux?.executableName ?? name);
  await flipFuses(program, fuses);
  const wire = await getCurrentFuseWire(program);
  for (const [fuse, wanted] of Object.entries(fuses)) {
    if (!/^\d+$/.test(fuse)) continue;
    const state = wire[Number(fuse) as FuseV1Options];
    if (state !== (wanted ? FuseState.ENABLE : FuseState.DISABLE)) throw new Error(`fuse ${fuse} is not as it was set`);
  }
};
