import { bridgeEnd } from './bridge-end.ts';
import type { PageNode, PageWindow } from './dom.ts';

/** Set by the shell around this script: the app origin, and a name that only this start of the program knows. */
declare const ORIGIN: string;
declare const HANDSHAKE: string;
declare const window: PageWindow;

/** All of it, as contextBridge does: a page script that gets at it first must not be able to stand in its way. */
const freeze = (api: unknown): unknown => {
  if (typeof api === 'object' && api !== null) for (const member of Object.values(api)) freeze(member);
  return Object.freeze(api);
};

/** Runs in the page's own world before any script of the page: waits for the preload's world to hand over the bridge. */
const receive = (event: Event): void => {
  event.stopImmediatePropagation();
  window.removeEventListener(HANDSHAKE, receive, true);
  const node = (event as unknown as { readonly relatedTarget: PageNode }).relatedTarget;
  bridgeEnd(node, { send: 'toPreload', receive: 'toPage' }, window.CustomEvent, (name, api) => {
    if (name in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
    Object.defineProperty(window, name, { value: freeze(api), configurable: false, writable: false, enumerable: true });
  });
};
if (window === window.top && window.location.origin === ORIGIN) window.addEventListener(HANDSHAKE, receive, true);
