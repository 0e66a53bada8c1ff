import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserWindow, type Clipboard, clipboard, type IpcMainInvokeEvent, type Rectangle } from 'electron';
import type { AppWindow, Sender } from '../port.ts';
import { createBrowserWindow } from './browser-window.ts';
import { exact } from './exact.ts';
import { ORIGIN } from './policy.ts';
import type { WindowOptions } from './window-options.ts';

/** Part of the 300 ms in which a lock must be done. */
const GONE_MS = 250;
const POLL_MS = 5;

/** The port's window over a BrowserWindow that renew() replaces: whoever holds the first sees no difference. */
export const openWindow = (options: WindowOptions): AppWindow => {
  const closedListeners: (() => void)[] = [];
  const crashListeners: ((why: string) => void)[] = [];
  let current: BrowserWindow;
  let renewing: ReturnType<AppWindow['renew']> | undefined;

  const make = (bounds?: Rectangle): BrowserWindow => {
    const window = createBrowserWindow(options, bounds);
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

  const renew = async (path: string): Promise<{ readonly gone: boolean; readonly ms: number }> => {
    const start = performance.now();
    const old = current;
    const pid = old.webContents.getOSProcessId();
    // Not forcefullyCrashRenderer: on Linux a real crash with a core file, on Windows a dump. And not reload, which keeps history.
    kill(pid);
    current = make(old.getBounds());
    old.destroy();
    while (isAlive(pid) && performance.now() - start < GONE_MS) await sleep(POLL_MS);
    const gone = !isAlive(pid);
    const ms = performance.now() - start;
    // Storage in memory lives as long as the session, which is never freed.
    await options.session.clearData();
    await current.loadURL(ORIGIN + path);
    return { gone, ms };
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

const kill = (pid: number): void => {
  if (pid <= 0) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone, or refused by the system: destroy() ends it too.
  }
};

const isAlive = (pid: number): boolean => {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
