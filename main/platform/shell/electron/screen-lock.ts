import { spawn } from 'node:child_process';
import { lineReader } from './line-reader.ts';
import { lockSignal } from './lock-signal.ts';

/** Where nobody tells: a second late is still before a thief has the lid open. */
const POLL_MS = 1000;
/** Between two tries to listen; the lock screen is asked for meanwhile. */
const AGAIN_MS = 10_000;

/** GLib's own listener (Debian: libglib2.0-bin), which the system ends with this process, however that ends (prctl(2), PR_SET_PDEATHSIG). */
const LISTENER = ['setpriv', '--pdeathsig', 'KILL', 'gdbus', 'monitor', '--system', '--dest', 'org.freedesktop.login1'] as const;

export interface ScreenLockPorts {
  readonly tell: (event: 'lock' | 'unlock') => void;
  /** Asks the system, where it can tell. */
  readonly isLocked: () => boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Tells when the desktop locks its screen, on Linux, of which Electron tells nothing: heard from logind as it happens, and asked for each
 * second while there is none to hear. The same may be reported twice. Returns how to stop.
 */
export const watchScreenLock = ({ tell, isLocked, env }: ScreenLockPorts): (() => void) => {
  let isHeard = false;
  let isStopped = false;
  let stopListening: () => void = () => undefined;
  let again: NodeJS.Timeout | undefined;
  let wasLocked = false;

  const ask = (): void => {
    if (isHeard) return;
    const is = isLocked();
    if (is !== wasLocked) tell(is ? 'lock' : 'unlock');
    wasLocked = is;
  };
  const polling = setInterval(ask, POLL_MS).unref();

  const onLine = (line: string): void => {
    if (line.startsWith('The name org.freedesktop.login1 ')) isHeard = line.includes('is owned by');
    const event = lockSignal(line);
    if (event !== undefined) tell(event);
  };
  const listen = (): void => {
    stopListening = startListener(env, onLine, () => {
      isHeard = false;
      if (!isStopped) again = setTimeout(listen, AGAIN_MS).unref();
    });
  };
  listen();
  return () => {
    isStopped = true;
    clearInterval(polling);
    clearTimeout(again);
    stopListening();
  };
};

/** `onEnd` is called once: for one that could not be started, has lost the bus, or was stopped. */
const startListener = (env: NodeJS.ProcessEnv, onLine: (line: string) => void, onEnd: () => void): (() => void) => {
  const [command, ...args] = LISTENER;
  // In the language of `onLine`.
  const child = spawn(command, args, { env: { ...env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.setEncoding('utf8').on('data', lineReader(onLine));
  child.once('error', onEnd);
  child.once('exit', onEnd);
  return () => child.kill('SIGKILL');
};
