import type { AppWindow } from '../port.ts';
import { type CallListener, createCalls } from './calls.ts';
import type { Connection } from './cdp/connection.ts';
import type { InstallScripts } from './page-scripts.ts';
import { interceptRequests, type Page, watchTargets } from './targets.ts';
import { type ChromiumWindow, createWindow } from './window.ts';

/** The windows of one browser. */
export interface Windows {
  open(options: { readonly width: number; readonly height: number; readonly preload: string }): Promise<AppWindow>;
  onAllClosed(listener: () => void): void;
}

/** Opens windows, sets each up before its first script runs, and brings it the browser's news of its page. */
export const createWindows = (options: {
  readonly connection: Connection;
  readonly origin: string;
  readonly listeners: ReadonlyMap<string, CallListener>;
  readonly installScripts: InstallScripts;
}): Windows => {
  const { connection, origin, listeners, installScripts } = options;
  const targets = watchTargets(connection);
  const calls = createCalls(connection, origin, listeners);
  const open = new Map<string, { readonly window: ChromiumWindow }>();
  const allClosed: (() => void)[] = [];
  const watching = targets.start();
  // Whoever opens a window hears of a browser that did not start.
  watching.catch(() => undefined);
  // Chromium opens one window by itself, the one in --app form.
  const first = targets.next();
  let last = 0;

  connection.on('Inspector.targetCrashed', (_params, session) => open.get(session)?.window.crashed());
  connection.on('Page.loadEventFired', (_params, session) => open.get(session)?.window.loaded());
  connection.on('Page.frameNavigated', ({ frame }, session) => {
    if (frame.parentId === undefined) open.get(session)?.window.navigated(frame.url);
  });
  connection.on('Target.detachedFromTarget', ({ sessionId }) => {
    const closed = open.get(sessionId);
    if (!closed) return;
    open.delete(sessionId);
    closed.window.closed();
    if (open.size === 0) for (const listener of allClosed) listener();
  });

  const pageOf = async (width: number, height: number): Promise<Page> => {
    if (last === 0) return first;
    const next = targets.next();
    await connection.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height });
    return next;
  };
  /** Failing only means that the window keeps the size that Chromium chose. */
  const resize = async (targetId: string, width: number, height: number): Promise<void> => {
    const { windowId } = await connection.send('Browser.getWindowForTarget', { targetId });
    await connection.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
  };

  return {
    async open({ width, height, preload }) {
      await watching;
      const { session, targetId } = await pageOf(width, height);
      last += 1;
      const id = last;
      const frame = connection.send('Page.getFrameTree', undefined, session);
      await Promise.all([
        connection.send('Page.enable', undefined, session),
        connection.send('Runtime.enable', undefined, session),
        interceptRequests(connection, session),
        installScripts(connection, session, preload),
        targets.follow(session),
        connection.send('Page.setInterceptFileChooserDialog', { enabled: true }, session),
        frame,
      ]);
      const frameId = (await frame).frameTree.frame.id;
      const window = createWindow({
        id,
        connection,
        session,
        targetId,
        origin,
        calls: calls(session, { windowId: id, origin }, frameId),
      });
      open.set(session, { window });
      connection.tell('Runtime.runIfWaitingForDebugger', undefined, session);
      resize(targetId, width, height).catch(() => undefined);
      return window;
    },
    onAllClosed: (listener) => void allClosed.push(listener),
  };
};
