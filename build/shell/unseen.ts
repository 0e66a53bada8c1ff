import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/** unseen.ts PROGRAM ARGUMENTS: runs a program on an X server that shows nothing, which ends with it. */

/** An X server that has not said its number by then will not. */
const SERVER_MS = 15_000;
/** After a signal to end; a program that takes longer hangs. */
const END_MS = 10_000;

/** The number of the display that the server has taken, which it writes on its fourth stream. */
const displayOf = async (server: ChildProcess): Promise<string> => {
  const numbers = (server.stdio[3] as Readable).setEncoding('utf8');
  const said = async (): Promise<string | undefined> => {
    let text = '';
    for await (const chunk of numbers) {
      text += String(chunk);
      if (text.endsWith('\n')) return `:${text.trim()}`;
    }
    return undefined;
  };
  const failed = once(server, 'error').then(() => undefined);
  const display = await Promise.race([said(), failed, delay(SERVER_MS, undefined, { ref: false })]);
  if (display === undefined) throw new Error('Xvfb did not start (Debian package xvfb).');
  return display;
};

const main = async (): Promise<number> => {
  const [program = '', ...args] = process.argv.slice(2);
  const screen = ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', screen, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  try {
    const display = await displayOf(server);
    const { WAYLAND_DISPLAY: _unused, ...env } = process.env;
    const child = spawn(program, args, { stdio: 'inherit', env: { ...env, DISPLAY: display, XDG_SESSION_TYPE: 'x11' } });
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.once(signal, () => {
        child.kill(signal);
        setTimeout(() => child.kill('SIGKILL'), END_MS).unref();
      });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    server.kill('SIGTERM');
  }
};

process.exit(
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }),
);
