import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { openWorlds } from './bridge.ts';
import { clone } from './clone.ts';
import { Frame } from './frame.ts';
import type { Session } from './session.ts';
import { type Renderers, runs, startRenderers } from './zygote.ts';

type Listener = (event: object, payload: unknown) => Promise<unknown>;

type Listening = (...values: readonly unknown[]) => unknown;

const LOOK_MS = 10;

/** Every page there is. */
export const pages: Contents[] = [];
/** What the tests choose for all pages: what a renderer is, and how often loading fails before it succeeds. */
export const faults: { renderer?: readonly string[]; failLoads: number } = { failLoads: 0 };

export class Contents extends EventEmitter {
  readonly handlers = new Map<string, Listener>();
  readonly sent: unknown[][] = [];
  readonly session: Session;
  url = '';
  destroyed = false;
  crashed = false;
  openHandler: () => unknown = () => undefined;
  #main: Frame | undefined;
  readonly #zygotes: Renderers[] = [];
  /** Renderers of this page, those of frames that have gone among them. */
  readonly #renderers = new Set<number>();
  readonly ipc = {
    handle: (channel: string, listener: Listener) => {
      // lib/browser/ipc-main-impl.ts.
      if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
      this.handlers.set(channel, listener);
    },
  };

  /** The page's side of IPC: who listens to which channel. */
  readonly #listening = new Map<string, Listening[]>();
  readonly #preload: string | undefined;
  #run: ((script: string) => unknown) | undefined;

  constructor(session: Session, preload?: string) {
    super();
    this.session = session;
    this.#preload = preload;
    pages.push(this);
  }

  /** Loads through the session's handler of the scheme; a page's renderer is a process from then on. Rejects as a failed load does. */
  async load(url: string): Promise<void> {
    if (faults.failLoads > 0) {
      faults.failLoads -= 1;
      // docs/api/web-contents.md: rejects when the page fails to load, with the network's code.
      throw Object.assign(new Error(`ERR_FAILED (-2) loading '${url}'`), { code: 'ERR_FAILED', errno: -2, url });
    }
    const response = await this.session.serve(url);
    await response.arrayBuffer();
    this.#main = new Frame(await this.#fork(), new URL(url).protocol === 'app:' ? 'app://local' : 'null');
    this.crashed = false;
    this.url = url;
    this.#run = undefined;
    this.#listening.clear();
    this.#watch(this.#main.osProcessId);
  }

  /** A sandboxed frame has an opaque origin, and with it a renderer of its own (content/browser, site isolation; seen: 2 → 3 processes). */
  async openSandboxedFrame(): Promise<Frame> {
    const frame = new Frame(await this.#fork(), 'null', this.mainFrame);
    this.mainFrame.frames.push(frame);
    return frame;
  }

  /** A frame's process outlives it for seconds (render_process_host_impl.cc, DelayProcessShutdown): only the metrics tell of it then. */
  removeFrame(frame: Frame): void {
    frame.detached = true;
    this.mainFrame.frames.splice(this.mainFrame.frames.indexOf(frame), 1);
  }

  get mainFrame(): Frame {
    this.#alive();
    return this.#main ?? new Frame(0, 'null');
  }
  /** Of the primary main frame; 0 before there is one (docs/api/web-contents.md). */
  getOSProcessId(): number {
    return this.mainFrame.osProcessId;
  }
  get renderers(): readonly number[] {
    return [...this.#renderers];
  }
  send(...message: unknown[]): void {
    this.#alive();
    const [channel, ...values] = message.map(clone) as [string, ...unknown[]];
    this.sent.push([channel, ...values]);
    for (const listener of this.#listening.get(channel) ?? []) listener({ sender: {} }, ...values);
  }

  /** Runs a script in the world of the page in its top frame, beside which the window's preload has run. */
  run(script: string): unknown {
    this.#run ??= openWorlds(readFileSync(this.#preload ?? '', 'utf8'), {
      invoke: (channel, ...values) => this.invoke(channel, values[0]),
      on: (channel, listener) => void this.#listening.set(channel, [...(this.#listening.get(channel) ?? []), listener]),
      removeListener: (channel, listener) =>
        void this.#listening.set(
          channel,
          (this.#listening.get(channel) ?? []).filter((one) => one !== listener),
        ),
    });
    return this.#run(script);
  }
  isCrashed(): boolean {
    this.#alive();
    return this.crashed;
  }
  setWindowOpenHandler(handler: () => unknown): void {
    this.openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(): void {}
  closeDevTools(): void {}

  /** As the page calls: both ways through the serializer. */
  async invoke(channel: string, payload: unknown, event: object = { senderFrame: this.mainFrame }): Promise<unknown> {
    const listener = this.handlers.get(channel);
    if (listener === undefined) throw new Error(`No handler registered for '${channel}'`);
    return clone(await listener(event, clone(payload)));
  }

  /** Its window is gone. The processes are told to end and are waited for by nobody (content/browser: fast shutdown is best effort). */
  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    pages.splice(pages.indexOf(this), 1);
    this.emit('destroyed');
  }

  /** Its renderer dies by itself. */
  die(): void {
    const pid = this.getOSProcessId();
    // 0 would be the whole group of processes.
    if (pid <= 0) throw new Error('the page has no renderer');
    process.kill(pid, 'SIGKILL');
  }

  /** Reaps what is left: the end of a test. */
  end(): void {
    for (const zygote of this.#zygotes) zygote.end();
  }

  async #fork(): Promise<number> {
    const renderers = await startRenderers(1, faults.renderer);
    this.#zygotes.push(renderers);
    const [pid = 0] = renderers.pids;
    this.#renderers.add(pid);
    return pid;
  }

  #watch(pid: number): void {
    const timer = setInterval(() => {
      if (runs(pid)) return;
      clearInterval(timer);
      if (this.destroyed || this.#main?.osProcessId !== pid) return;
      this.crashed = true;
      this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
    }, LOOK_MS).unref();
  }

  /** lib/browser, gin_helper: whatever is asked of a destroyed object throws. */
  #alive(): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
  }
}
