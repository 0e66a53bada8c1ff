import type { AppWindow, Renewal } from '../port.ts';
import { endProcesses } from '../processes.ts';
import { CLEAR_MS, settlesWithin } from '../settles-within.ts';
import type { CallEnd } from './calls.ts';
import { CdpError, type Connection } from './cdp/connection.ts';
import { clearClipboard } from './clipboard.ts';
import { renderers } from './processes.ts';

/** A page of ours comes from memory; one that takes longer never comes. */
const LOAD_MS = 30_000;
/** The browser hears of a dead renderer within milliseconds; after this it is taken as heard. */
const NOTICE_MS = 1000;

/** A window as the shell drives it: the port's window, and what the browser reported about its target. */
export interface ChromiumWindow extends AppWindow {
  crashed(): void;
  navigated(url: string): void;
  loaded(): void;
  closed(): void;
}

export const createWindow = (options: {
  readonly id: number;
  readonly connection: Connection;
  readonly session: string;
  readonly targetId: string;
  readonly origin: string;
  readonly calls: CallEnd;
}): ChromiumWindow => {
  const { connection, session, targetId, origin, calls } = options;
  const closedListeners: (() => void)[] = [];
  const crashListeners: ((why: string) => void)[] = [];
  let renewing: ReturnType<AppWindow['renew']> | undefined;
  let onLoad: (() => void) | undefined;
  let onNotice: (() => void) | undefined;
  let committed = false;
  let shown = false;
  let dead = false;

  const load = async (path: string): Promise<void> => {
    committed = false;
    const done = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new CdpError('Page.navigate', 'load timed out')), LOAD_MS);
      onLoad = () => {
        clearTimeout(late);
        resolve();
      };
    });
    // Waited for below, unless the browser goes before.
    done.catch(() => undefined);
    const { errorText } = await connection.send('Page.navigate', { url: origin + path }, session);
    if (errorText) onLoad?.();
    if (errorText) throw new CdpError('Page.navigate', errorText);
    await done;
    dead = false;
    shown = true;
  };

  const renew = async (path: string): Promise<Renewal> => {
    const start = performance.now();
    // All of them: a mail's frame or a worker may have had a process of its own.
    const pids = await renderers(connection);
    const noticed = crashNotice();
    const gone = await endProcesses(pids);
    const ms = performance.now() - start;
    // A navigation that starts before the browser knows would be aborted when it does.
    await noticed;
    const cleared = await settlesWithin(CLEAR_MS, connection.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' }, session));
    await load(path);
    await connection.send('Page.resetNavigationHistory', undefined, session);
    return { gone, cleared, ms };
  };

  const crashNotice = (): Promise<void> =>
    new Promise((resolve) => {
      if (dead) return resolve();
      const late = setTimeout(resolve, NOTICE_MS);
      onNotice = () => {
        clearTimeout(late);
        resolve();
      };
    });
  const tell = (why: string): void => {
    if (!renewing) for (const listener of crashListeners) listener(why);
  };

  return {
    id: options.id,
    load,
    send: calls.send,
    // Lock and suspend come together: one renewal serves both.
    renew(path) {
      renewing ??= renew(path).finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    clearClipboard() {
      const clear = (): void => clearClipboard(connection, session);
      // A page that is being killed cannot.
      if (renewing) renewing.then(clear, () => undefined);
      else clear();
    },
    focus: () => connection.tell('Target.activateTarget', { targetId }),
    close: () => connection.tell('Target.closeTarget', { targetId }),
    onClosed: (listener) => void closedListeners.push(listener),
    onCrashed: (listener) => void crashListeners.push(listener),
    crashed() {
      dead = true;
      onNotice?.();
      onNotice = undefined;
      tell('crashed');
    },
    // The guards cancel every way out; should one be missing, what is shown is no page of ours.
    navigated(url) {
      committed = url.startsWith(`${origin}/`);
      if (shown && !committed) tell('moved');
    },
    loaded() {
      // Of the page asked for, not of the one before it.
      if (!committed) return;
      onLoad?.();
      onLoad = undefined;
    },
    closed() {
      calls.forget();
      for (const listener of closedListeners) listener();
    },
  };
};
