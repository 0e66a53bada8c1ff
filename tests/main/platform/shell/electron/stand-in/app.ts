import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { takeInstance } from './instance.ts';
import { before, calls, isReady, launch, whenReady } from './phase.ts';

interface Closable {
  destroy(): void;
}

/** What ends the process; a test in the same process keeps its own alive. */
export const ending: { exit: (code: number) => void } = { exit: (code) => void exits.push(code) };
/** Codes with which an end was asked for while nothing ended the process. */
export const exits: number[] = [];

class App extends EventEmitter {
  isPackaged = false;
  openWindows: () => readonly Closable[] = () => [];
  /** What the metrics list beside this process. */
  others: () => readonly { readonly pid: number; readonly type: string }[] = () => [];
  #exiting = false;
  #paths: Record<string, string> = {};
  readonly commandLine = {
    appendSwitch: (...parts: readonly string[]) => before(`appendSwitch ${parts.join('=')}`),
  };
  setName(): void {
    before('setName');
  }
  setPath(name: string, folder: string): void {
    before(`setPath ${name}`);
    // docs/api/app.md: a path that does not exist throws.
    if (!existsSync(folder)) throw new Error(`Failed to set path: ${folder}`);
    this.#paths[name] = folder;
  }
  enableSandbox(): void {
    before('enableSandbox');
  }
  setAppUserModelId(): void {}
  /** electron_api_app.cc RequestSingleInstanceLock, chrome/browser/process_singleton_posix.cc. */
  requestSingleInstanceLock(): boolean {
    before('requestSingleInstanceLock');
    return takeInstance(this.#paths.userData ?? '', (argv) => this.emit('second-instance', {}, argv, '/', undefined));
  }
  whenReady(): Promise<void> {
    return whenReady();
  }
  isReady(): boolean {
    return isReady();
  }
  configureHostResolver(): void {
    if (!isReady()) throw new Error('configureHostResolver cannot be called before the app is ready');
    calls.push('configureHostResolver');
  }
  getAppMetrics(): readonly { readonly pid: number; readonly type: string }[] {
    return [{ pid: process.pid, type: 'Browser' }, ...this.others()];
  }
  /** browser.cc Quit: asks, closes windows, then ends. */
  quit(): void {
    let prevented = false;
    this.emit('before-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.exit(0);
  }
  /**
   * browser.cc Exit. Before the message loop it ends the process where it stands; later it returns, destroys the windows without asking,
   * emits 'quit' alone, and the script goes on meanwhile.
   */
  exit(code = 0): void {
    if (!isReady()) {
      ending.exit(code);
      return;
    }
    if (this.#exiting) return;
    this.#exiting = true;
    for (const window of this.openWindows()) window.destroy();
    this.emit('quit', {}, code);
    setTimeout(() => ending.exit(code), 20);
  }
  /** browser.cc OnWindowAllClosed: not while exiting. */
  allClosed(): void {
    if (!this.#exiting) this.emit('window-all-closed');
  }
}

export const app = new App();

/** Starts Electron: the main script's synchronous part runs before 'ready'. */
export const start = (how: { readonly packaged?: boolean } = {}): void => {
  app.isPackaged = how.packaged ?? false;
  launch();
};
