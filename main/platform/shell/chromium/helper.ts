import { fork } from 'node:child_process';
import { constants } from 'node:os';
import type { Helper } from '../port.ts';

/** From the polite signal to the one that cannot be ignored: a module that hangs in a card call hears only the second. */
const KILL_MS = 200;
/** A shell reports a process that died of signal n with 128 + n, and one that could not be started with 127. */
const SIGNAL_BASE = 128;
const NOT_STARTED = 127;
/** What any process needs to run; all else is given. */
const INHERITED = ['PATH', 'LANG', 'TZ'] as const;

type End = Parameters<Parameters<Helper['onExit']>[0]>[0];

/** Forks a Node process whose messages are structured clones. Its environment is what is given, and next to nothing inherited. */
export const forkHelper = (options: { readonly entry: string; readonly env: Readonly<Record<string, string>> }): Helper => {
  const child = fork(options.entry, [], {
    serialization: 'advanced',
    env: { ...inherited(), ...options.env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const listeners: ((end: End) => void)[] = [];
  let asked = false;
  let ended = false;
  const end = (code: number): void => {
    if (ended) return;
    ended = true;
    for (const listener of listeners) listener({ code, asked });
  };
  child.once('exit', (code, signal) => end(code ?? SIGNAL_BASE + (signal ? constants.signals[signal] : 0)));
  // Also notified of a message that could not be sent; only a process without a pid never was one.
  child.on('error', () => {
    if (child.pid === undefined) end(NOT_STARTED);
  });
  return {
    get pid() {
      return child.pid;
    },
    send(message) {
      if (child.connected) child.send(message as object, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void listeners.push(listener),
    kill() {
      if (ended) return;
      asked = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), KILL_MS).unref();
    },
  };
};

const inherited = (): Readonly<Record<string, string>> =>
  Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
