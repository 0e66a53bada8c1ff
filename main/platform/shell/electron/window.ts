import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserWindow, type Clipboard, clipboard, type IpcMainInvokeEvent } from 'electron';
import type { AppWindow, Renewal, Sender } from '../port.ts';
import { endProcesses } from '../processes.ts';
import { CLEAR_MS, settlesWithin } from '../settles-within.ts';
import { createBrowserWindow } from './browser-window.ts';
import { exact } from './exact.ts';
import { type Place, placeOf } from './place.ts';
import { ORIGIN } from './policy.ts';
import { renderers } from './renderers.ts';
import type { WindowOptions } from './window-options.ts';

/** A load fails where Chromium has not noticed yet that a process it kept warm was killed. */
const LOAD_TRIES = 5;
const LOAD_AGAIN_MS = 50;
const LOAD_LATER_MS = 1000;

/** The port's window over a BrowserWindow that renew() replaces: whoever holds the first sees no difference. */
export const openWindow = (options: WindowOptions): AppWindow => {
  const closedListeners: (() => void)[] = [];
  const crashListeners: ((why: string) => void)[] = [];
  let current: BrowserWindow;
  let renewing: ReturnType<AppWindow['renew']> | undefined;

  const make = (place?: Place): BrowserWindow => {
    const window = createBrowserWindow(options, place);
    const crashed = (why: string): void => {
      if (window !== current || renewing) return;
      for (const listener of crashListeners) listener(why);
    };
    // On this page's own ipc, not on ipcMain: no other contents can reach them.
    for (const [channel, listener] of options.listeners) {
      window.webContents.ipc.handle(channel, async (event, payload: unknown) => {
        const from = senderOf(event, options.id);
        return exact(await listener(from, payload));
      });
    }
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') crashed(reason);
    });
    window.on('unresponsive', () => crashed('unresponsive'));
    window.once('closed', () => {
      if (window === current) for (const listener of closedListeners) listener();
    });
    return window;
  };

  const renew = async (path: string): Promise<Renewal> => {
    const start = performance.now();
    const old = current;
    // All of them, and before the window goes: then nobody could name them. Not forcefullyCrashRenderer: on Linux a real crash with a core
    // file, on Windows a dump. And not reload, which keeps history.
    const ending = endProcesses(renderers());
    current = make(placeOf(old));
    old.destroy();
    const gone = await ending;
    const ms = performance.now() - start;
    // Storage in memory lives as long as the session, which is never freed.
    const cleared = await settlesWithin(CLEAR_MS, options.session.clearData());
    await loadAgain(path);
    return { gone, cleared, ms };
  };

  const loadAgain = async (path: string, tries = LOAD_TRIES): Promise<void> => {
    try {
      await current.loadURL(ORIGIN + path);
    } catch (error) {
      if (current.isDestroyed()) throw error;
      if (tries === 1) {
        void loadLater(path, current);
        throw error;
      }
      await sleep(LOAD_AGAIN_MS);
      await loadAgain(path, tries - 1);
    }
  };

  /** A window without a page shows nothing, and nobody else tries again: until it has one, or another takes its place. */
  const loadLater = async (path: string, window: BrowserWindow): Promise<void> => {
    let loaded = false;
    while (!loaded && window === current && !window.isDestroyed()) {
      await sleep(LOAD_LATER_MS);
      if (!window.isDestroyed())
        loaded = await window.loadURL(ORIGIN + path).then(
          () => true,
          () => false,
        );
    }
  };

  current = make();
  return {
    id: options.id,
    load: (path) => current.loadURL(ORIGIN + path),
    send(channel, payload) {
      if (!current.isDestroyed() && !current.webContents.isCrashed()) current.webContents.send(channel, exact(payload));
    },
    // Lock and suspend come together: one renewal serves both.
    renew(path) {
      renewing ??= renew(path).finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    clearClipboard() {
      clipboard.clear();
      // On Linux what was only marked with the mouse lies on a second one; the others have none, whatever the types say.
      const { selection }: { readonly selection: Clipboard | undefined } = clipboard;
      selection?.clear();
    },
    focus() {
      if (current.isMinimized()) current.restore();
      current.focus();
    },
    close: () => current.close(),
    onClosed: (listener) => void closedListeners.push(listener),
    onCrashed: (listener) => void crashListeners.push(listener),
  };
};

/**
 * Who calls, or a throw: only the top frame of our origin may. Read before anything is awaited, since a frame that has
 * navigated is null. Its origin is Chromium's own word.
 */
const senderOf = (event: IpcMainInvokeEvent, windowId: number): Sender => {
  const frame = event.senderFrame;
  if (!frame || frame.detached || frame.parent !== null || frame.origin !== ORIGIN) throw new Error('refused');
  return { windowId, origin: frame.origin };
};
