import { createContext, runInContext } from 'node:vm';

type Call = (...values: readonly unknown[]) => unknown;
type World = ReturnType<typeof createContext>;

/** A page's side of IPC (docs/api/ipc-renderer.md). */
export interface RendererIpc {
  invoke(channel: string, ...values: readonly unknown[]): Promise<unknown>;
  on(channel: string, listener: Call): void;
  removeListener(channel: string, listener: Call): void;
}

/** What a sandboxed preload may require (docs/tutorial/sandbox.md, lib/sandboxed_renderer/preload.ts). */
const REQUIRABLE = ['electron', 'electron/common', 'electron/renderer', 'events', 'timers', 'url'];

/** Makes things of a world's own, so that no constructor leads out of it. */
const makers = {
  object: '() => ({})',
  list: '() => []',
  bytes: '(length) => new Uint8Array(length)',
  error: '(message) => new Error(message)',
  promise: '(then) => new Promise((resolve, reject) => then(resolve, reject))',
  call: '(call) => (...values) => call(values)',
  freeze: '(value) => Object.freeze(value)',
} as const;

/**
 * Runs a preload script as Electron runs a sandboxed one, in a world beside the page's, of which the page gets what contextBridge lets over
 * (docs/api/context-bridge.md, shell/renderer/api/electron_api_context_bridge.cc): values copied and frozen, functions proxied, prototypes
 * and all but an error's message lost, anything else refused. Returns a way to run a script in the page's world.
 */
export const openWorlds = (preload: string, ipc: RendererIpc): ((script: string) => unknown) => {
  const page = createContext({});
  const isolated = createContext({});
  const exposed = new Set<string>();
  const electron = {
    contextBridge: {
      exposeInMainWorld(name: string, api: unknown) {
        if (exposed.has(name)) throw new Error('Cannot bind an API on top of an existing property on the window object');
        exposed.add(name);
        // Neither to be written nor to be taken away.
        Object.defineProperty(page, name, { value: across(api, page, isolated), enumerable: true });
      },
    },
    ipcRenderer: ipc,
  };
  Object.assign(isolated, {
    exports: {},
    module: { exports: {} },
    require(name: string) {
      if (!REQUIRABLE.includes(name)) throw new Error(`module not found: ${name}`);
      return electron;
    },
  });
  runInContext(preload, isolated);
  return (script) => runInContext(script, page);
};

/** A value of one world as the other gets it. */
const across = (value: unknown, to: World, from: World): unknown => {
  const make = (name: keyof typeof makers): Call => runInContext(makers[name], to) as Call;
  if (typeof value === 'function')
    return make('freeze')(
      make('call')((values: readonly unknown[]) =>
        rethrown(() => across((value as Call)(...values.map((one) => across(one, from, to))), to, from), make('error')),
      ),
    );
  if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
  if (value === null || typeof value !== 'object') return value;
  const kind = Object.prototype.toString.call(value);
  switch (kind) {
    case '[object Promise]':
      return make('promise')((resolve: Call, reject: Call) =>
        (value as Promise<unknown>).then(
          (settled) => rethrown(() => resolve(across(settled, to, from)), reject),
          (error: unknown) => reject(make('error')(messageOf(error))),
        ),
      );
    case '[object Uint8Array]': {
      const copy = make('bytes')((value as Uint8Array).byteLength) as Uint8Array;
      copy.set(value as Uint8Array);
      return copy;
    }
    case '[object Error]':
      return make('error')(messageOf(value));
    case '[object Array]':
    case '[object Object]': {
      const copy = make(kind === '[object Array]' ? 'list' : 'object')() as Record<string, unknown>;
      for (const [name, one] of Object.entries(value)) copy[name] = across(one, to, from);
      return make('freeze')(copy);
    }
    default:
      throw new TypeError('An object could not be cloned.');
  }
};

const messageOf = (error: unknown): string => String((error as { readonly message?: unknown } | null)?.message);

/** Whatever is thrown, as an error of the other world. */
const rethrown = (act: () => unknown, error: Call): unknown => {
  try {
    return act();
  } catch (thrown) {
    throw error(messageOf(thrown));
  }
};
