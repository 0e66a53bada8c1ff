import { utilityProcess } from 'electron';
import type { Helper } from '../port.ts';
import { killProcesses } from '../processes.ts';
import { exact } from './exact.ts';
import { helperEnvironment } from './helper-environment.ts';

/** From the polite signal to the one that cannot be ignored; Chromium itself would wait two seconds. */
const KILL_MS = 200;

/** Forks a utility process (after ready). The fuse that stops the product from running as Node stops child_process.fork too. */
export const forkHelper = (options: {
  readonly entry: string;
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}): Helper => {
  const env = helperEnvironment(process.platform, process.env, options.env);
  const child = utilityProcess.fork(options.entry, [], { serviceName: options.name, env, execArgv: [], stdio: 'ignore' });
  let asked = false;
  let exited = false;
  const end = (): void => {
    const { pid } = child;
    if (exited || pid === undefined) return;
    child.kill();
    setTimeout(() => {
      if (!exited) killProcesses([pid]);
    }, KILL_MS);
  };
  // A kill before the process exists does nothing, so it is done again when it does.
  child.once('spawn', () => {
    if (asked) end();
  });
  child.once('exit', () => {
    exited = true;
  });
  // V8 gave up in there: 'exit' follows and is what counts. Unheard, 'error' would be an exception here. Its report is looked at by
  // nobody: it holds the process's arguments and environment.
  child.on('error', () => undefined);
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
