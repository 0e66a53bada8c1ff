import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';

/** The path of the program in what electron-builder has put together. */
export const programOf = ({ appOutDir, electronPlatformName, packager }: AfterPackContext): string => {
  const name = packager.appInfo.productFilename;
  switch (electronPlatformName) {
    case 'win32':
      return join(appOutDir, `${name}.exe`);
    case 'linux':
      return join(appOutDir, packager.config.linux?.executableName ?? name);
    default:
      throw new Error(`there is no package for ${electronPlatformName}`);
  }
};
