/** The Shell port: all that main may know of the thing that shows windows. No electron types here. */

export interface Sender {
  readonly windowId: number;
  readonly origin: string;
}
export type PowerEvent = 'lock' | 'unlock' | 'suspend' | 'resume' | 'shutdown';
/** What protects sealed bytes on this machine, said honestly (docs/security.md). */
export type Sealing = 'os-account' | 'keyring' | 'none';
export type ServeHandler = (request: Request) => Promise<Response>;

/** What became of a page: its processes were `gone` after `ms`, or were not in time; its storage was `cleared`, or could not be. */
export interface Renewal {
  readonly gone: boolean;
  readonly cleared: boolean;
  readonly ms: number;
}

export interface AppWindow {
  /** Ours, stable across renew(). */
  readonly id: number;
  /** Loads a path of the app origin. */
  load(path: string): Promise<void>;
  /** Dropped while no page is loaded. */
  send(channel: string, payload: unknown): void;
  /** Ends every renderer's process and loads `path` in a new one, so that their memory goes. Rejects when no page can be loaded. */
  renew(path: string): Promise<Renewal>;
  /**
   * Empties the system's clipboard, whoever filled it: what was copied here must not outlive a lock. Returns at once; where only a page
   * can do it, and one is being renewed, the new page does. Best effort: a history that the system keeps of it is out of reach.
   */
  clearClipboard(): void;
  focus(): void;
  close(): void;
  onClosed(listener: () => void): void;
  /** The page crashed or hung. */
  onCrashed(listener: (why: string) => void): void;
}

/** A process of its own (the card service). */
export interface Helper {
  readonly pid: number | undefined;
  /** Silently lost when it is dead: callers need a deadline. */
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** `asked`: we killed it, whatever the code says. */
  onExit(listener: (end: { readonly code: number; readonly asked: boolean }) => void): void;
  /** Also a hung one, also one not yet spawned. */
  kill(): void;
}

/** Small secrets at rest, sealed by the operating system where it can. */
export interface Secrets {
  sealing(): Promise<Sealing>;
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  /** Rejects when the bytes are damaged or sealed elsewhere. */
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

/** How this program is replaced by a newer one. The package has proved itself (main/device/update) before it comes here. */
export interface Installer {
  /** Whether whoever runs the program may replace it. */
  mayInstall(): Promise<boolean>;
  /**
   * Starts the package's installation; the caller quits once it is `begun`. `thenStart`: the program comes up again by itself; without it
   * the program is quitting already, and the installation outlives it. NotInstalled: nothing was begun, or it was not taken. WrongPublisher:
   * Windows does not say that whoever signed this program signed the package. This version goes on.
   */
  install(file: string, how: { readonly thenStart: boolean }): Promise<'begun' | 'NotInstalled' | 'WrongPublisher'>;
}

export interface Shell {
  readonly kind: 'electron' | 'chromium';
  /** Never a literal elsewhere: app://local or https://app.local */
  readonly appOrigin: string;
  readonly packaged: boolean;
  readonly secrets: Secrets;
  /** Absent where the program came by no package: then ICT installs. */
  readonly installer?: Installer;
  /**
   * Whether the program passes its own test (`--self-test`), in a process and a folder of its own. Absent in development. Rejects where it
   * could not be started.
   */
  readonly testItself?: (signal: AbortSignal) => Promise<boolean>;
  /** Rejects with AlreadyRunning when another instance holds the lock. */
  ready(): Promise<void>;
  /** After ready. */
  serve(handler: ServeHandler): void;
  /** Before openWindow. */
  handle(channel: string, listener: (from: Sender, payload: unknown) => Promise<unknown>): void;
  openWindow(options: {
    readonly title: string;
    readonly width: number;
    readonly height: number;
    readonly preload: string;
  }): Promise<AppWindow>;
  /**
   * Lets the system take pictures of the windows, or forbids it where the system can: at once, and for windows to come. Forbidden until it
   * is called. A shell for development forbids none.
   */
  allowScreenCapture(allowed: boolean): void;
  helper(options: { readonly entry: string; readonly name: string; readonly env: Readonly<Record<string, string>> }): Helper;
  /** After ready; the listener must act synchronously: a suspending machine does not wait. */
  onPower(listener: (event: PowerEvent) => void): void;
  /** Where everything the program writes lies. */
  readonly dataFolder: string;
  onSecondInstance(listener: () => void): void;
  /** Awaited, for at most three seconds. */
  onQuit(listener: () => void | Promise<void>): void;
  quit(code?: number): void;
}
