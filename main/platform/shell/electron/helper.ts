import { utilityProcess } from 'electron';
import type { Helper } from '../port.ts';
import { exact } from './exact.ts';

/** From the polite signal to the one that cannot be ignored; Chromium itself would wait two seconds. */
const KILL_MS = 200;
/** What any process needs to run, Windows included; all else is given. */
const INHERITED = ['SystemRoot', 'windir', 'PATH', 'TEMP', 'LANG', 'XDG_RUNTIME_DIR'] as const;

/** Forks a utility process (after ready). The fuse that stops the product from running as Node stops child_process.fork too. */
export const forkHelper = (options: {
  readonly entry: string;
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}): Helper => {
  // Never empty: an empty environment means "inherit everything" here.
  const env = { NODE_ENV: 'production', ...inherited(), ...options.env };
  const child = utilityProcess.fork(options.entry, [], { serviceName: options.name, env, execArgv: [], stdio: 'ignore' });
  let asked = false;
  let exited = false;
  const end = (): void => {
    const { pid } = child;
    if (exited || pid === undefined) return;
    child.kill();
    setTimeout(() => {
      if (!exited) killHard(pid);
    }, KILL_MS);
  };
  // A kill before the process exists does nothing, so it is done again when it does.
  child.once('spawn', () => {
    if (asked) end();
  });
  child.once('exit', () => {
    exited = true;
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(exact(message)),
    onMessage: (listener) => void child.on('message', listener),
    // A killed child reports 0 on POSIX: `asked` tells the difference.
    onExit: (listener) => void child.once('exit', (code) => listener({ code, asked })),
    kill() {
      asked = true;
      end();
    },
  };
};

const killHard = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone between the check and the kill.
  }
};

const inherited = (): Readonly<Record<string, string>> =>
  Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
