import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');

/** Which shell this machine can run, and why. */
export interface ShellChoice {
  readonly kind: 'electron' | 'chromium';
  readonly why: string;
  readonly command: readonly string[];
  /** What the program needs in its environment beside the user's own. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * glibc overwrites whatever is freed (`perturb`), small blocks too, which it else keeps as they are (`tcache_count`): what lay in the
 * buffers of sockets, of messages and of SQLite goes with them. For Node only: Electron brings an allocator of its own.
 */
const OVERWRITE_FREED = { GLIBC_TUNABLES: 'glibc.malloc.perturb=165:glibc.malloc.tcache_count=0' } as const;

/** Electron where its binary is installed; never asks Electron itself, which would start a download. */
export const chooseShell = (): ShellChoice => {
  const pathFile = join(root, 'node_modules', 'electron', 'path.txt');
  const binary = existsSync(pathFile) ? join(root, 'node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8').trim()) : undefined;
  if (binary !== undefined && existsSync(binary))
    return {
      kind: 'electron',
      why: 'its binary is installed',
      command: [binary, join(root, 'dist/main/electron.cjs')],
      environment: {},
    };
  return {
    kind: 'chromium',
    why: "Electron's binary is not on this machine",
    command: [process.execPath, join(root, 'dist/main/chromium.cjs')],
    environment: OVERWRITE_FREED,
  };
};

export interface Client {
  readonly process: ChildProcess;
  /** The debugging address, when the client was started for a test. */
  readonly debuggerAddress: Promise<string>;
  /** Ends the program as its user would, and waits for it. */
  close(): Promise<void>;
}

/** Starts the client: the product itself, in whichever shell this machine has. */
export const startClient = (
  dataFolder: string,
  configFile: string,
  how: {
    readonly headless?: boolean;
    readonly debugging?: boolean;
    readonly prefix?: readonly string[];
    readonly stderr?: 'inherit' | 'pipe';
  } = {},
): Client => {
  const shell = chooseShell();
  const [command = '', ...args] = [...(how.prefix ?? []), ...shell.command];
  const flags = [...(how.headless ? ['--headless'] : []), ...(how.debugging ? ['--e2e-port'] : [])];
  const child = spawn(command, [...args, '--config', configFile, '--data', dataFolder, ...flags], {
    env: { ...process.env, ...shell.environment },
    stdio: ['ignore', 'pipe', how.stderr ?? 'inherit'],
  });
  const exited = once(child, 'exit');
  const address = Promise.withResolvers<string>();
  address.promise.catch(() => undefined);
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^\{"debugger":"(ws:[^"]+)"\}$/.exec(line)?.[1];
      if (found === undefined) process.stdout.write(`${line}\n`);
      else address.resolve(found);
    });
  }
  void exited.then(() => address.reject(new Error('the client ended')));
  return {
    process: child,
    debuggerAddress: address.promise,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await exited;
    },
  };
};
