import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';

/**
 * A stand-in for the 'electron' module, which cannot run here: it checks that each call comes on its side of 'ready', records
 * what it was given, and has real processes behind its pages and helpers. It proves our own logic, not Electron's behaviour.
 */
const state = { ready: false, calls: [] as string[], exits: [] as number[] };
const before = (name: string): void => {
  if (state.ready) throw new Error(`${name} must come before ready`);
  state.calls.push(name);
};
const after = (name: string): void => {
  if (!state.ready) throw new Error(`${name} must come after ready`);
  state.calls.push(name);
};

type Given = (...values: never[]) => unknown;

class Session extends EventEmitter {
  readonly given: Record<string, Given> = {};
  cleared = 0;
  readonly webRequest = {
    onBeforeRequest: (listener: Given) => {
      this.given.onBeforeRequest = listener;
    },
  };
  readonly protocol = {
    handle: (scheme: string, listener: Given) => {
      after(`protocol.handle ${scheme}`);
      this.given.serve = listener;
    },
  };
  constructor() {
    super();
    for (const name of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setUSBProtectedClassesHandler',
      'setCertificateVerifyProc',
      'setSpellCheckerLanguages',
      'setSpellCheckerEnabled',
    ]) {
      Object.assign(this, {
        [name]: (value: Given) => {
          this.given[name] = value;
        },
      });
    }
  }
  async setProxy(value: object): Promise<void> {
    this.given.proxy = () => value;
  }
  async clearData(): Promise<void> {
    this.cleared += 1;
  }
}

class Contents extends EventEmitter {
  readonly handlers = new Map<string, (event: object, payload: unknown) => Promise<unknown>>();
  readonly sent: unknown[][] = [];
  readonly process = spawn('sleep', ['60'], { stdio: 'ignore' });
  openHandler: () => unknown = () => undefined;
  readonly ipc = {
    handle: (channel: string, listener: (event: object, payload: unknown) => Promise<unknown>) => this.handlers.set(channel, listener),
  };
  constructor() {
    super();
    this.process.once('exit', () => this.emit('render-process-gone', {}, { reason: 'killed' }));
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
  isCrashed(): boolean {
    return false;
  }
  getOSProcessId(): number {
    return this.process.pid ?? 0;
  }
  setWindowOpenHandler(handler: () => unknown): void {
    this.openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(): void {}
  closeDevTools(): void {}
}

class Window extends EventEmitter {
  readonly webContents = new Contents();
  readonly options: Record<string, unknown>;
  destroyed = false;
  url = '';
  constructor(options: Record<string, unknown>) {
    super();
    after('BrowserWindow');
    this.options = options;
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
  }
  getBounds() {
    return { x: 1, y: 2, width: 3, height: 4 };
  }
  show(): void {}
  focus(): void {}
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
  }
  close(): void {
    this.destroy();
  }
  destroy(): void {
    this.destroyed = true;
    this.webContents.process.kill('SIGKILL');
    this.emit('closed');
    if (windows.every((window) => window.destroyed)) app.emit('window-all-closed');
  }
}

/** Spawns late, as Electron does, and reports 0 for a killed process, as Electron does on POSIX. */
class Utility extends EventEmitter {
  child: ReturnType<typeof spawn> | undefined;
  readonly posted: unknown[] = [];
  constructor(script: string) {
    super();
    setTimeout(() => {
      this.child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
      this.child.once('exit', (code, signal) => {
        this.child = undefined;
        this.emit('exit', signal ? 0 : (code ?? 0));
      });
      this.emit('spawn');
    }, 30);
  }
  get pid(): number | undefined {
    return this.child?.pid;
  }
  kill(): boolean {
    return this.child?.kill('SIGTERM') ?? false;
  }
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
}

export const windows: Window[] = [];
export const sessions: Session[] = [];
export const forked: { readonly options: { readonly env: Record<string, string> }; readonly process: Utility }[] = [];

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  setName: () => before('setName'),
  setPath: (name: string, folder: string) => {
    before(`setPath ${name}`);
    if (!existsSync(folder)) throw new Error('no such folder');
  },
  enableSandbox: () => before('enableSandbox'),
  commandLine: { appendSwitch: (...parts: string[]) => before(`appendSwitch ${parts.join('=')}`), hasSwitch: () => false },
  requestSingleInstanceLock: () => {
    before('requestSingleInstanceLock');
    return true;
  },
  setAppUserModelId: () => undefined,
  whenReady: async () => {
    state.ready = true;
  },
  configureHostResolver: () => after('configureHostResolver'),
  exit: (code: number) => void state.exits.push(code),
});
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => {
    before('registerSchemesAsPrivileged');
    protocol.schemes = schemes;
  },
  schemes: undefined as unknown,
};
export const Menu = { setApplicationMenu: () => before('setApplicationMenu') };
export const session = {
  fromPartition: (name: string) => {
    after(`fromPartition ${name}`);
    const made = new Session();
    sessions.push(made);
    app.emit('session-created', made);
    return made;
  },
};
export const powerMonitor = Object.assign(new EventEmitter(), { idleState: 'active', getSystemIdleState: () => powerMonitor.idleState });
export const utilityProcess = {
  fork: (entry: string, _arguments: string[], options: { readonly env: Record<string, string> }) => {
    after('utilityProcess.fork');
    const made = new Utility(entry);
    forked.push({ options, process: made });
    return made;
  },
};
export const safeStorage = {
  tag: 'v11',
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text: string) => Buffer.from(safeStorage.tag + text),
  decryptStringAsync: async (bytes: Buffer) => ({ result: bytes.toString('latin1', 3), shouldReEncrypt: false }),
};
export const BrowserWindow = Window;
export const clipboard = {
  cleared: [] as string[],
  clear: () => void clipboard.cleared.push('clipboard'),
  selection: { clear: () => void clipboard.cleared.push('selection') },
};
export const calls = state.calls;
export const exits = state.exits;
