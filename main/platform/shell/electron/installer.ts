import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Installer } from '../port.ts';
import { isOfOurPublisher } from './authenticode.ts';

/** dpkg unpacks 110 MiB in some ten seconds on a laptop; what takes this long hangs, and is left to end by itself. */
const DPKG_MS = 5 * 60_000;

/**
 * Installs the program's own package over it. Linux: dpkg, named by its path and without a shell; it fetches nothing. Windows: the NSIS
 * package, once Windows says that our publisher signed it; it waits for this program's end, replaces it and starts it again. Never asks for
 * rights: where the program's folder may not be written, ICT installs. Why not electron-updater: docs/decisions/0016-updates.md.
 */
export const packageInstaller = (options: {
  readonly platform?: NodeJS.Platform;
  /** The program's own file. */
  readonly program: string;
  readonly dpkg?: string;
  readonly isOfOurPublisher?: (files: { readonly program: string; readonly file: string }) => Promise<boolean>;
  /** Starts a program that outlives this one: whether it could be. */
  readonly begin?: typeof begun;
  /** Starts the program again once it has quit. */
  readonly relaunch: () => void;
}): Installer => {
  const { platform = process.platform, program, dpkg = '/usr/bin/dpkg', begin = begun, relaunch } = options;
  return {
    mayInstall: () => mayWrite(dirname(program)),
    async install(file, { thenStart }) {
      if (platform === 'win32') {
        if (!(await (options.isOfOurPublisher ?? isOfOurPublisher)({ program, file }))) return 'WrongPublisher';
        return (await begin(file, ['--updated', '/S', ...(thenStart ? ['--force-run'] : [])])) ? 'begun' : 'NotInstalled';
      }
      if (platform !== 'linux') return 'NotInstalled';
      const command = ['--refuse-downgrade', '--install', file];
      if (!thenStart) return (await begin(dpkg, command, DPKG_ENV)) ? 'begun' : 'NotInstalled';
      if (!(await done(dpkg, command))) return 'NotInstalled';
      relaunch();
      return 'begun';
    },
  };
};

/** Of the environment nothing that leads dpkg or a package's scripts elsewhere. */
const DPKG_ENV = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' } as const;

/** By trying: on Windows the right to write is not in the mode. */
const mayWrite = async (folder: string): Promise<boolean> => {
  try {
    await rm(await mkdtemp(join(folder, '.update-')), { recursive: true });
    return true;
  } catch {
    return false;
  }
};

/** Whether a program could be started that outlives this one. */
const begun = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', shell: false, env });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });

/** Whether a program ran and ended well. */
const done = (program: string, args: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', shell: false, env: DPKG_ENV });
    const timer = setTimeout(() => resolve(false), DPKG_MS);
    child.once('error', () => resolve(false));
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
