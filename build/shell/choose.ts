import { existsSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { ROOT } from '../vite/paths.ts';

export type ShellKind = 'electron' | 'chromium';

/** Which shell this machine runs the client in, and why. */
export interface ShellChoice {
  readonly kind: ShellKind;
  readonly why: string;
  readonly command: readonly string[];
  /** What the program needs in its environment beside the user's own. */
  readonly environment: Readonly<Record<string, string>>;
}

/** No shell, or not the one that was asked for. The message says in one sentence what is missing and what to type. */
export class NoShell extends Error {
  override readonly name = 'NoShell';
}

/** Ends this program with the sentence of a NoShell; any other error is thrown on. */
export const endInWords = (error: unknown): never => {
  if (!(error instanceof NoShell)) throw error;
  console.error(error.message);
  process.exit(1);
};

/** What the choice depends on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly hasDisplay: boolean;
  /** Electron's program, where its binary is installed. */
  readonly electron: string | undefined;
  readonly hasChromium: boolean;
  readonly hasXvfb: boolean;
}

/** The shell that was asked for, by `--shell` or by whoever started this program; programs that this one starts choose alike. */
const ASKED = 'MOBILE_OFFICE_SHELL';

/**
 * glibc overwrites whatever is freed (`perturb`), small blocks too, which it else keeps as they are (`tcache_count`): what lay in the
 * buffers of sockets, of messages and of SQLite goes with them. For Node only: Electron brings an allocator of its own.
 */
const OVERWRITE_FREED = { GLIBC_TUNABLES: 'glibc.malloc.perturb=165:glibc.malloc.tcache_count=0' } as const;

/** Where Electron's package keeps its program. Never asks the package itself, which would start a download. */
export const electronProgram = (
  root: string,
  platform: NodeJS.Platform = process.platform,
  override: string | undefined = process.env['ELECTRON_OVERRIDE_DIST_PATH'],
): string => {
  const path = platform === 'win32' ? win32 : posix;
  const folder = override ?? path.join(root, 'node_modules', 'electron', 'dist');
  if (platform === 'win32') return path.join(folder, 'electron.exe');
  return platform === 'darwin' ? path.join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron') : path.join(folder, 'electron');
};

/** Tells whether a window can be seen here. */
export const hasDisplay = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  platform === 'win32' || platform === 'darwin' || env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;

const thisMachine = (): Machine => {
  const program = electronProgram(ROOT);
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    hasDisplay: hasDisplay(process.platform, process.env),
    electron: existsSync(program) ? program : undefined,
    hasChromium: existsSync('/usr/bin/chromium'),
    hasXvfb: existsSync('/usr/bin/Xvfb'),
  };
};

/**
 * Takes the value of `--shell` for this program and all that it starts, so that what one has sealed another can open. Without it a person
 * is shown the product's own shell where it can run.
 */
export const askForShell = (
  given: string | undefined,
  { person }: { readonly person: boolean },
  machine: Machine = thisMachine(),
): void => {
  if (given !== undefined) process.env[ASKED] = given;
  else if (person && process.env[ASKED] === undefined && lackForElectron(machine) === undefined) process.env[ASKED] = 'electron';
};

/**
 * The shell that was asked for. Else Chromium, for whose window stories and figures are made, and Electron where there is no Chromium.
 * Throws NoShell at once rather than let somebody wait for a window that cannot come. `unseen`: nobody looks at the window.
 */
export const chooseShell = (
  { unseen = false, asked = process.env[ASKED] }: { readonly unseen?: boolean; readonly asked?: string | undefined } = {},
  machine: Machine = thisMachine(),
): ShellChoice => {
  if (asked !== undefined && asked !== 'electron' && asked !== 'chromium') throw new NoShell('--shell takes electron or chromium.');
  const lack = lackForElectron(machine);
  if (asked !== 'electron' && machine.platform === 'linux' && (asked === 'chromium' || machine.hasChromium || lack !== undefined))
    return chromium(asked === 'chromium' ? 'it was asked for' : (lack ?? 'nobody asked for --shell electron'));
  if (asked === 'chromium') throw new NoShell('The chromium shell needs Linux, with the package chromium.');
  if (lack !== undefined || machine.electron === undefined) throw new NoShell(`${lack ?? NO_BINARY}.`);
  return electron(
    machine.electron,
    asked === undefined ? 'there is no Chromium here' : 'its binary is installed',
    needsXvfb(machine, unseen),
  );
};

const NO_BINARY = 'Electron’s binary is not on this machine (with internet: npx install-electron)';

/** Why Electron cannot run here; undefined where it can. */
const lackForElectron = (machine: Machine): string | undefined => {
  if (machine.electron === undefined) return NO_BINARY;
  if (machine.platform !== 'linux') return undefined;
  if (machine.isRoot) return 'Electron does not run as root, which would be without its sandbox (type the same line as another user)';
  return machine.hasDisplay || machine.hasXvfb ? undefined : 'Electron needs a display, or the package xvfb to do without one';
};

const needsXvfb = ({ platform, hasDisplay: seen, hasXvfb }: Machine, unseen: boolean): boolean =>
  platform === 'linux' && hasXvfb && (unseen || !seen);

const electron = (program: string, why: string, xvfb: boolean): ShellChoice => ({
  kind: 'electron',
  why,
  command: [...(xvfb ? [process.execPath, join(ROOT, 'build', 'shell', 'unseen.ts')] : []), program, join(ROOT, 'dist/main/electron.cjs')],
  environment: {},
});

const chromium = (why: string): ShellChoice => ({
  kind: 'chromium',
  why,
  command: [process.execPath, join(ROOT, 'dist/main/chromium.cjs')],
  environment: OVERWRITE_FREED,
});
