import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';

/** A server that runs in the foreground as our child. */
export interface Server {
  readonly pid: number;
  /** Ends it by its process id and waits until it has ended. */
  stop(): Promise<void>;
}

/** Dovecot starts in half a second; Postfix, with its queue to make, in two. The machine may be busy. */
const START_TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 50;
/** A server that does not end when asked is ended. */
const STOP_TIMEOUT_MS = 5_000;
/** What a server says before it dies is told in the error; it is our own configuration it complains of. */
const SAID_LENGTH = 2_000;

/** Starts a server and resolves once every port answers. Rejects with what it said when it ends before, or takes too long. */
export const startServer = async (command: readonly string[], ports: readonly number[]): Promise<Server> => {
  const [program] = command;
  if (program === undefined) throw new RangeError('no program');
  // The kernel ends it when we are killed: a server left behind would hold the ports and the mailboxes.
  // A group of its own keeps a terminal's Ctrl-C from it: we end it, in our order.
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', ...command], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      said = `${said}${data.toString('utf8')}`.slice(-SAID_LENGTH);
    });
  }
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${program} ended (${signal ?? code}): ${said.trim()}`)));
  });
  // It also ends when it is told to, long after anybody waits for this.
  ended.catch(() => undefined);
  const stop = (): Promise<void> => stopChild(child);
  try {
    await Promise.race([ended, Promise.all(ports.map(answers))]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid ?? 0, stop };
};

/** Runs a helper to its end; rejects with what it said when that was not well. */
export const runHelper = async (command: readonly string[]): Promise<void> => {
  const [program, ...args] = command;
  if (program === undefined) throw new RangeError('no program');
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: START_TIMEOUT_MS });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said = `${said}${data.toString('utf8')}`.slice(-SAID_LENGTH);
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended (${code}): ${said.trim()}`))));
  });
};

const stopChild = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
};

const answers = async (port: number): Promise<void> => {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isOpen(port))) {
    if (Date.now() > deadline) throw new Error(`nothing answers on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
};

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
