import { join } from 'node:path';
import { empty, withBaseHeaders } from '../headers.ts';
import type { PowerEvent, ServeHandler, Shell } from '../port.ts';
import { createQuit } from '../quit.ts';
import { type Browser, findChromium, startBrowser } from './browser.ts';
import type { CallListener } from './calls.ts';
import { chromiumEnvironment, chromiumFlags } from './flags.ts';
import { forkHelper } from './helper.ts';
import { type Instance, takeInstance } from './instance.ts';
import { pageScripts } from './page-scripts.ts';
import { freshProfile, type Profile } from './profile.ts';
import { answerRequests } from './requests.ts';
import { fileSecrets } from './secrets.ts';
import { createWindows, type Windows } from './windows.ts';

const ORIGIN = 'https://app.local';
/** The window's size until the caller asks for another: a police laptop's screen. */
const SIZE = { width: 1366, height: 768 } as const;
/** EX_SOFTWARE of sysexits.h: the browser crashed. */
const EXIT_BROWSER_CRASHED = 70;

/** No Chromium on this machine. */
export class ChromiumMissing extends Error {
  readonly code = 'ChromiumMissing';
  constructor() {
    super('ChromiumMissing');
    this.name = 'ChromiumMissing';
  }
}

export interface ChromiumOptions {
  readonly dataFolder: string;
  /** The folder of page-main.js and page-isolated.js. */
  readonly pageScripts: string;
  readonly headless: boolean;
  /** For end-to-end tests only: a debugging port beside the pipe. */
  readonly e2ePort?: boolean;
  /** For tests only: where power events come from. This shell hears none by itself. */
  readonly powerEvents?: (tell: (event: PowerEvent) => void) => void;
  /** Ends the process; a test that runs in the same process gives its own. */
  readonly exit?: (code: number) => void;
}

/** The port, and what only this shell can tell. */
export interface ChromiumShell extends Shell {
  /** The debugging port's address; never settles without `e2ePort`. */
  debuggerAddress(): Promise<string>;
}

interface Running {
  readonly instance: Instance;
  readonly profile: Profile;
  readonly browser: Browser;
  readonly windows: Windows;
}

/**
 * The shell on Debian's Chromium, for development, CI and machines without the Electron binary. It proves the application:
 * not Electron's sandbox, secret storage, power events or cryptography.
 */
export const chromiumShell = (options: ChromiumOptions): ChromiumShell => {
  const { dataFolder } = options;
  const listeners = new Map<string, CallListener>();
  const secondListeners: (() => void)[] = [];
  let serve: ServeHandler = async () => empty(404);
  let running: Running | undefined;
  const exit = options.exit ?? ((code: number) => process.exit(code));
  const quitting = createQuit(async (code) => {
    await running?.browser.close();
    running?.profile.remove();
    running?.instance.release();
    exit(code);
  });
  const quit = (code = 0): void => void quitting.quit(code);
  const started = (): Running => {
    if (!running) throw new Error('the shell is not ready');
    return running;
  };

  const start = async (): Promise<Running> => {
    const binary = findChromium();
    if (!binary) throw new ChromiumMissing();
    const instance = await takeInstance(dataFolder, () => {
      for (const listener of secondListeners) listener();
    });
    const profile = freshProfile(dataFolder);
    const flags = chromiumFlags({
      ...SIZE,
      profile: profile.folder,
      headless: options.headless,
      e2ePort: options.e2ePort ?? false,
      root: process.getuid?.() === 0,
    });
    const browser = startBrowser(binary, flags, chromiumEnvironment(profile, process.env));
    const installScripts = pageScripts(options.pageScripts, ORIGIN);
    const windows = createWindows({ connection: browser.connection, origin: ORIGIN, listeners, installScripts });
    windows.onAllClosed(() => quit());
    void browser.exited.then((clean) => quit(clean ? 0 : EXIT_BROWSER_CRASHED));
    answerRequests(browser.connection, ORIGIN, () => serve);
    return { instance, profile, browser, windows };
  };

  return {
    kind: 'chromium',
    appOrigin: ORIGIN,
    packaged: false,
    dataFolder,
    secrets: fileSecrets(join(dataFolder, 'seal.key')),
    async ready() {
      running = await start();
      process.once('SIGTERM', () => quit());
      process.once('SIGINT', () => quit());
    },
    serve(handler) {
      serve = withBaseHeaders(handler);
    },
    handle(channel, listener) {
      if (listeners.has(channel)) throw new Error(`handled twice: ${channel}`);
      listeners.set(channel, listener);
    },
    openWindow: (window) => started().windows.open(window),
    // For development: its window is a browser's, which no page can keep out of pictures.
    allowScreenCapture: () => undefined,
    helper: forkHelper,
    onPower: (listener) => options.powerEvents?.(listener),
    onSecondInstance: (listener) => void secondListeners.push(listener),
    onQuit: quitting.onQuit,
    quit,
    debuggerAddress: () => started().browser.debugger,
  };
};
