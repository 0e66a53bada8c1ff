import { type Base64, createCodec } from '../codec.ts';
import { bridgeEnd } from './bridge-end.ts';
import type { PageWindow } from './dom.ts';
import { guardNavigation } from './navigation.ts';

declare const ORIGIN: string;
declare const HANDSHAKE: string;
declare const window: PageWindow;
/** The binding that the shell adds to this world and to no other. */
declare const officeToMain: (text: string) => void;

type Listener = (event: object, payload: unknown) => void;
type FromMain =
  | readonly ['answer', id: number, value: unknown]
  | readonly ['refusal', id: number, reason: string]
  | readonly ['event', channel: string, payload: unknown];
interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const base64: Base64 = {
  encode: (bytes) => (bytes as unknown as { toBase64(): string }).toBase64(),
  decode: (text) => (Uint8Array as unknown as { fromBase64(text: string): Uint8Array }).fromBase64(text),
};
const codec = createCodec(base64);

/** The part of Electron's module that a preload of ours uses, over this world's binding. */
const createElectron = (expose: (name: string, api: object) => void) => {
  const toMain = officeToMain;
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<Listener>>();
  let last = 0;
  const take = (id: number): Waiting | undefined => {
    const caller = waiting.get(id);
    waiting.delete(id);
    return caller;
  };
  /** Called by the shell with every answer and event. */
  const fromMain = (text: string): void => {
    const message = codec.decode(text) as FromMain;
    if (message[0] === 'answer') take(message[1])?.resolve(message[2]);
    else if (message[0] === 'refusal') take(message[1])?.reject(new Error(message[2]));
    else for (const listener of listeners.get(message[1]) ?? []) listener({}, message[2]);
  };
  Object.defineProperty(globalThis, 'officeFromMain', { value: fromMain });
  return {
    contextBridge: { exposeInMainWorld: expose },
    ipcRenderer: {
      invoke: (channel: string, payload: unknown): Promise<unknown> => {
        last += 1;
        const text = codec.encode([last, channel, payload]);
        const answer = new Promise((resolve, reject) => waiting.set(last, { resolve, reject }));
        toMain(text);
        return answer;
      },
      on: (channel: string, listener: Listener): void => {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      },
      removeListener: (channel: string, listener: Listener): void => {
        listeners.get(channel)?.delete(listener);
      },
    },
  };
};

/** Runs the preload bundle, unchanged, in this world of the top frame of our origin, and nowhere else. */
export const install = (preload: (require: (name: string) => unknown, module: object, exports: object) => void): void => {
  guardNavigation(window, ORIGIN);
  if (window !== window.top || window.location.origin !== ORIGIN) return;
  // Both outlive a document, and even its process. Nothing of ours is kept there, so whatever is there is left over.
  window.sessionStorage.clear();
  window.name = '';
  const node = window.document.createElement('i');
  const end = bridgeEnd(node, { send: 'toPage', receive: 'toPreload' }, window.CustomEvent);
  window.dispatchEvent(new window.MouseEvent(HANDSHAKE, { relatedTarget: node }));
  const electron = createElectron((name, api) => end.expose(name, api));
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  preload(require, { exports: {} }, {});
};
