import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { clone } from './clone.ts';
import { after } from './phase.ts';

/** Gives a forked Node process Electron's `process.parentPort`. */
const PARENT_PORT = new URL('./parent-port.ts', import.meta.url).href;
const SPAWN_MS = 30;
/** base::EnsureProcessTerminated: after the polite signal. */
const ENSURE_MS = 2000;

export interface ForkOptions {
  readonly serviceName?: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Every utility process that was made. */
export const forked: { readonly options: ForkOptions; readonly process: Utility }[] = [];

/** lib/browser/api/utility-process.ts, shell/browser/api/electron_api_utility_process.cc. */
export class Utility extends EventEmitter {
  #child: ChildProcess | undefined;
  #terminated = false;
  #killed = false;
  readonly posted: unknown[] = [];
  constructor(entry: string, options: ForkOptions) {
    super();
    // An empty environment means the whole of the parent's.
    const env = Object.keys(options.env).length === 0 ? process.env : options.env;
    // Spawned late: until then there is no pid, and a kill does nothing.
    setTimeout(() => {
      const child = fork(entry, [], {
        execArgv: ['--import', PARENT_PORT, '--unhandled-rejections=warn'],
        env,
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      this.#child = child;
      child.on('message', (message) => void this.emit('message', message));
      child.on('error', () => undefined);
      // HandleTermination: 0 for a process that was killed by kill(), else the signal's number.
      child.once('exit', (code, signal) => this.#end(signal === null ? (code ?? 0) : this.#killed ? 0 : 9));
      for (const message of this.posted) child.send(message as object);
      this.emit('spawn');
    }, SPAWN_MS);
  }
  get pid(): number | undefined {
    return this.#terminated ? undefined : this.#child?.pid;
  }
  /** SIGTERM, and SIGKILL two seconds later. False where there is no process yet, or no more. */
  kill(): boolean {
    const child = this.#child;
    if (this.#terminated || child === undefined) return false;
    this.#killed = true;
    setTimeout(() => child.kill('SIGKILL'), ENSURE_MS).unref();
    return child.kill('SIGTERM');
  }
  /** Silent to one that has ended; throws for what no serializer takes. */
  postMessage(message: unknown): void {
    if (this.#terminated) return;
    const sent = clone(message);
    this.posted.push(sent);
    if (this.#child?.connected) this.#child.send(sent as object);
  }
  /** OnV8FatalError: 'error' with three values, none an Error, and 'exit' after it. An emitter that nobody listens to for it throws. */
  breakDown(): void {
    const child = this.#child;
    try {
      this.emit('error', 'FatalError', 'v8::ToLocalChecked', '{"header":{"commandLine":["a name"]}}');
    } finally {
      child?.kill('SIGKILL');
    }
  }
  #end(code: number): void {
    if (this.#terminated) return;
    this.#terminated = true;
    this.emit('exit', code);
  }
}

export const utilityProcess = {
  fork: (entry: string, _arguments: readonly string[], options: ForkOptions) => {
    after('utilityProcess.fork');
    const made = new Utility(entry, options);
    forked.push({ options, process: made });
    return made;
  },
};
