import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { type Connection, connect } from './cdp/connection.ts';

/** Not Debian's launcher, which exports Google's keys, loads extensions, and may move shared memory to a disk. */
const BINARIES = ['/usr/lib/chromium/chromium', '/usr/bin/chromium', '/usr/bin/google-chrome'] as const;
/** After Browser.close; a browser that takes longer hangs. */
const CLOSE_MS = 2000;

/** Where the browser is on this machine, if anywhere. */
export const findChromium = (): string | undefined => BINARIES.find((path) => existsSync(path));

/** A browser process of ours, and the way to speak to it. */
export interface Browser {
  readonly connection: Connection;
  /** Settles when the process has ended; false when it crashed. */
  readonly exited: Promise<boolean>;
  /** The debugging port's address, once the browser says it. */
  readonly debugger: Promise<string>;
  /** Asks it to close, and kills it when it does not. */
  close(): Promise<void>;
}

/**
 * Starts Chromium with its DevTools protocol on file descriptors 3 and 4: no port. It ends by itself when this process ends.
 * Core dumps are off: a renderer's holds whatever was on screen.
 */
export const startBrowser = (binary: string, flags: readonly string[], env: NodeJS.ProcessEnv): Browser => {
  const child: ChildProcess = spawn('/bin/sh', ['-c', 'ulimit -c 0; exec "$@"', 'sh', binary, ...flags], {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  // As spawned: three and four are pipes.
  const connection = connect(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const exited = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
  void exited.then(() => connection.end());
  return {
    connection,
    exited,
    debugger: debuggerAddress(child.stderr),
    async close() {
      const late = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
      connection.tell('Browser.close', undefined);
      await exited;
      clearTimeout(late);
    },
  };
};

/** Reads what the browser says of itself, and keeps only the address: its log may quote a page. */
const debuggerAddress = (output: Readable | null): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    output?.on('data', (chunk: Buffer) => {
      if (text.length > 65_536) text = '';
      text += chunk.toString('latin1');
      const found = /DevTools listening on (ws:\S+)\s/.exec(text)?.[1];
      if (found) resolve(found);
    });
  });
