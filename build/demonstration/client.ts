import { type ChildProcess, spawn } from 'node:child_process';
import { debuggerAddress } from '../shell/address.ts';
import { chooseShell, type ShellChoice } from '../shell/choose.ts';

export interface Client {
  readonly process: ChildProcess;
  /** The debugging address, when the client was started for a test. */
  readonly debuggerAddress: Promise<string>;
  /** Ends the program as its user would, and waits for it; one that does not end is killed. */
  close(): Promise<void>;
}

/** The program gives its own listeners three seconds, and a browser two; what takes longer hangs. */
const CLOSE_MS = 20_000;

/** Starts the client: the product itself, in the shell that was asked for or that this machine has. */
export const startClient = (
  dataFolder: string,
  configFile: string,
  how: {
    readonly headless?: boolean;
    readonly debugging?: boolean;
    readonly prefix?: readonly string[];
    readonly stderr?: 'inherit' | 'pipe';
    /** The program's own, beside those that every client is given. */
    readonly arguments?: readonly string[];
    readonly shell?: ShellChoice;
    readonly startingMs?: number;
  } = {},
): Client => {
  const shell = how.shell ?? chooseShell({ unseen: how.headless ?? false });
  const [command = '', ...args] = [...(how.prefix ?? []), ...shell.command];
  const flags = [...(how.headless ? ['--headless'] : []), ...(how.debugging ? ['--e2e-port'] : []), ...(how.arguments ?? [])];
  // Electron says on its second stream where its window is driven.
  const reads = shell.kind === 'electron' && how.debugging === true;
  const child = spawn(command, [...args, '--config', configFile, '--data', dataFolder, ...flags], {
    env: { ...process.env, ...shell.environment },
    stdio: ['ignore', how.debugging ? 'pipe' : 'inherit', reads ? 'pipe' : (how.stderr ?? 'inherit')],
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const out = reads && how.stderr !== 'pipe' ? process.stderr : process.stdout;
  const address = how.debugging
    ? debuggerAddress(child, shell.kind, {
        ...(how.startingMs === undefined ? {} : { ms: how.startingMs }),
        // Whoever asked for the second stream reads it there.
        rest: (line) => void (reads && how.stderr === 'pipe' ? undefined : out.write(`${line}\n`)),
      })
    : Promise.reject(new Error('The client was not started for a test.'));
  address.catch(() => undefined);
  return {
    process: child,
    debuggerAddress: address,
    async close() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
      child.kill('SIGTERM');
      await exited;
      clearTimeout(late);
    },
  };
};
