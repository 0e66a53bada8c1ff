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
}

/** Electron where its binary is installed; never asks Electron itself, which would start a download. */
export const chooseShell = (): ShellChoice => {
  const pathFile = join(root, 'node_modules', 'electron', 'path.txt');
  const binary = existsSync(pathFile) ? join(root, 'node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8').trim()) : undefined;
  if (binary !== undefined && existsSync(binary))
    return { kind: 'electron', why: 'its binary is installed', command: [binary, join(root, 'dist/main/electron.cjs')] };
  return {
    kind: 'chromium',
    why: "Electron's binary is not on this machine",
    command: [process.execPath, join(root, 'dist/main/chromium.cjs')],
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
  const [command = '', ...args] = [...(how.prefix ?? []), ...chooseShell().command];
  const flags = [...(how.headless ? ['--headless'] : []), ...(how.debugging ? ['--e2e-port'] : [])];
  const child = spawn(command, [...args, '--config', configFile, '--data', dataFolder, ...flags], {
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
