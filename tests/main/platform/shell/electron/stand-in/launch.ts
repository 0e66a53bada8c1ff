/**
 * Runs a main bundle as Electron does, in a process of its own: `node launch.ts packaged|unpackaged MAIN.cjs ARGUMENT …`. Whoever started
 * it drives the page and the machine by messages.
 */
import Module, { createRequire } from 'node:module';
import * as electron from './index.ts';

const [, , mode = '', main = '', ...given] = process.argv;
const exit = process.exit.bind(process);

// lib/browser/init.ts: process.exit is app.exit; an exception is shown, and the program goes on, unless somebody else listens.
electron.ending.exit = exit;
process.exit = ((code?: number) => electron.app.exit(code)) as typeof process.exit;
process.on('uncaughtException', (error) => {
  if (process.listenerCount('uncaughtException') > 1) return;
  console.error(`A JavaScript error occurred in the main process\n${error.stack}`);
});
// shell/common/node_bindings.cc: rejections are warned of, like --unhandled-rejections=warn, which starts this process.

// shell/browser: the executable is alone before the arguments where the program is packaged.
process.argv = mode === 'packaged' ? [process.execPath, ...given] : [process.execPath, main, ...given];
Object.assign(process, { type: 'browser' });

const modules = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = modules._load;
modules._load = (request, ...rest) => (request === 'electron' ? electron : load(request, ...rest));

const page = () => electron.windows.findLast((window) => !window.isDestroyed())?.contents;

/** What may be asked of the program's surroundings. */
const deeds = {
  state: () => ({
    ready: electron.app.isReady(),
    urls: electron.windows.filter((window) => !window.isDestroyed()).map(({ contents }) => contents.url),
    renderers: electron.app.getAppMetrics().flatMap(({ type, pid }) => (type === 'Tab' ? [pid] : [])),
    helpers: electron.app.getAppMetrics().flatMap(({ type, pid }) => (type === 'Utility' ? [pid] : [])),
    sent: page()?.sent ?? [],
  }),
  /** What a script in the page comes to; a promise is waited for. */
  run: async (script: string) => page()?.run(script),
  tell: (channel: string, payload: unknown) => page()?.send(channel, payload),
  invoke: (channel: string, payload: unknown) => page()?.invoke(channel, payload),
  /** What the renderers of the pages to come are. */
  renderersAre: (command: readonly string[]) => {
    electron.faults.renderer = command;
  },
  openFrame: async () => void (await page()?.openSandboxedFrame()),
  // What a slip anywhere in main would do.
  throw: () => void setTimeout(() => JSON.parse('{a name')),
  reject: () => void Promise.reject(Object.assign(new Error('a name'), { code: 'ENOENT' })),
  breakDown: () => void electron.forked.findLast(({ process: { pid } }) => pid !== undefined)?.process.breakDown(),
  power: (event: string) => void electron.powerMonitor.emit(event),
  closeWindow: () => void electron.windows.at(-1)?.close(),
  quit: () => electron.app.quit(),
};
export type Deeds = typeof deeds;

process.on('message', async ({ id, name, values }: { id: number; name: keyof Deeds; values: unknown[] }) => {
  try {
    process.send?.({ id, value: await (deeds[name] as (...values: unknown[]) => unknown)(...values) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});
process.once('disconnect', () => exit(1));
electron.start({ packaged: mode === 'packaged' });
createRequire(import.meta.url)(main);
