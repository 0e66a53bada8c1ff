import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Chromium may still be writing while its folder is removed. */
const REMOVE = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;

/** The browser's folder for one start of the program: `home` is its HOME. */
export interface Profile {
  readonly folder: string;
  readonly home: string;
  /** A short way to `home`, the browser's TMPDIR: it binds a socket there, whose path has at most 107 bytes, and ends when it cannot. */
  readonly temporary: string;
  remove(): void;
}

/**
 * Makes a fresh, empty profile under the data folder, after removing what an earlier start left there when it was killed.
 * The caller holds the instance lock, so whatever lies there belongs to nobody.
 */
export const freshProfile = (dataFolder: string): Profile => {
  const parent = join(dataFolder, 'chromium');
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  for (const left of readdirSync(parent)) {
    endBrowserOf(join(parent, left));
    rmSync(join(parent, left), REMOVE);
  }
  const folder = mkdtempSync(join(parent, 'run-'));
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  // Only the link lies outside the data folder; what the browser writes through it does not.
  const short = mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'mo-'));
  const temporary = join(short, 't');
  symlinkSync(resolve(home), temporary);
  return {
    folder,
    home,
    temporary,
    remove() {
      rmSync(short, REMOVE);
      rmSync(folder, REMOVE);
    },
  };
};

/** Ends the browser that still has this folder open: its lock is a link to "host-pid". */
const endBrowserOf = (folder: string): void => {
  try {
    const pid = Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1));
    // The number may have been given to another program since.
    if (pid > 1 && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)) process.kill(pid, 'SIGKILL');
  } catch {
    // No lock or no such process: nothing has it open.
  }
};
