import { mkdirSync } from 'node:fs';
import { app, BrowserWindow, type Session, session } from 'electron';
import { AlreadyRunning } from '../already-running.ts';
import { empty, withBaseHeaders } from '../headers.ts';
import type { PowerEvent, Shell } from '../port.ts';
import { createQuit } from '../quit.ts';
import { prepare } from './before-ready.ts';
import { forkHelper } from './helper.ts';
import { packageInstaller } from './installer.ts';
import { isOwn, ORIGIN, SCHEME } from './policy.ts';
import { watchPower, watchSessionEnd } from './power.ts';
import { electronSecrets } from './secrets.ts';
import { testProgram } from './self-test.ts';
import { openWindow } from './window.ts';
import type { CallListener } from './window-options.ts';

/** No "persist:" before it: in memory. */
const PARTITION = 'mobile-office';

/**
 * The product's shell. To be called synchronously by the CommonJS entry: much of what it does is legal before 'ready' only.
 * It never names Chromium's network modules: nothing here may reach past the tunnel.
 */
export const electronShell = (options: { readonly dataFolder: string }): Shell => {
  const { dataFolder } = options;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const isFirst = prepare(dataFolder);
  const listeners = new Map<string, CallListener>();
  const powerListeners: ((event: PowerEvent) => void)[] = [];
  const secondListeners: (() => void)[] = [];
  let current: Session | undefined;
  let lastWindow = 0;
  let isCaptureAllowed = false;
  const isProtected = (): boolean => app.isPackaged && !isCaptureAllowed;

  // app.quit has no exit code and app.exit fires no events, so ours run first.
  const quitting = createQuit(async (code) => app.exit(code));
  const quit = (code = 0): void => void quitting.quit(code);
  const tellPower = (event: PowerEvent): void => {
    for (const listener of powerListeners) listener(event);
  };
  const started = (): Session => {
    if (!current) throw new Error('the shell is not ready');
    return current;
  };

  app.on('before-quit', (event) => {
    event.preventDefault();
    quit();
  });
  app.on('window-all-closed', () => quit());
  app.on('second-instance', () => {
    for (const listener of secondListeners) listener();
  });
  watchSessionEnd(tellPower);

  return {
    kind: 'electron',
    appOrigin: ORIGIN,
    packaged: app.isPackaged,
    dataFolder,
    secrets: electronSecrets,
    ...(app.isPackaged ? ownPackage(dataFolder) : {}),
    async ready() {
      if (!isFirst) throw new AlreadyRunning();
      await app.whenReady();
      app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
      current = session.fromPartition(PARTITION, { cache: false });
    },
    serve(handler) {
      const answer = withBaseHeaders(handler);
      started().protocol.handle(SCHEME, async (request) => {
        const response = isOwn(request.url) ? await answer(request) : empty(403);
        // No page of ours has an opener or opens one.
        response.headers.set('cross-origin-opener-policy', 'same-origin');
        return response;
      });
    },
    handle(channel, listener) {
      if (listeners.has(channel)) throw new Error(`handled twice: ${channel}`);
      listeners.set(channel, listener);
    },
    async openWindow(window) {
      lastWindow += 1;
      return openWindow({ ...window, id: lastWindow, session: started(), isProtected, listeners });
    },
    allowScreenCapture(allowed) {
      isCaptureAllowed = allowed;
      for (const window of BrowserWindow.getAllWindows()) window.setContentProtection(isProtected());
    },
    helper: forkHelper,
    onPower(listener) {
      if (powerListeners.push(listener) === 1) watchPower(tellPower);
    },
    onSecondInstance: (listener) => void secondListeners.push(listener),
    onQuit: quitting.onQuit,
    quit,
  };
};

/** What only a program that came by a package can do with itself. */
const ownPackage = (dataFolder: string): Required<Pick<Shell, 'installer' | 'testItself'>> => {
  const program = process.execPath;
  return {
    installer: packageInstaller({ program, relaunch: () => app.relaunch() }),
    testItself: testProgram({ program, dataFolder }),
  };
};
