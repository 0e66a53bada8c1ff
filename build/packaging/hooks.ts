import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { type AfterPackContext, Arch } from 'electron-builder';
import { checkContents } from './contents.ts';
import { fuses, proveFuses } from './fuses.ts';
import { checkNativeModules } from './native-modules.ts';
import { programOf } from './program.ts';

// Builder's cache of edited programs knows nothing of fuses or of the archive's hash: what it gives back may be another build's.
process.env['ELECTRON_BUILDER_DISABLE_BUILD_CACHE'] = 'true';

/**
 * Called by electron-builder when it has laid Electron out: takes away Electron's own start-up program and version file, which builder
 * leaves there unless it has fetched Electron itself.
 */
export const afterExtract = async ({ appOutDir }: AfterPackContext): Promise<void> => {
  for (const name of [join('resources', 'default_app.asar'), 'version']) rmSync(join(appOutDir, name), { force: true });
};

/**
 * Called by electron-builder when all is in place and before it edits and signs the program: the package holds what it should and
 * nothing else, every native module is of its platform, and the fuses are flipped. Throws, and so ends the build, where not.
 */
export const afterPack = async (context: AfterPackContext): Promise<void> => {
  const resources = join(context.appOutDir, 'resources');
  const target = { platform: context.electronPlatformName, arch: Arch[context.arch] };
  checkContents(resources, target);
  checkNativeModules(resources, target);
  await flipFuses(programOf(context), fuses);
  await proveFuses(programOf(context));
};

/** Called by electron-builder after it has edited and signed the program (Windows): the fuses are still as they were set. */
export const afterSign = async (context: AfterPackContext): Promise<void> => proveFuses(programOf(context));
