import type { Api } from '../contracts/ipc/index.ts';

declare global {
  interface Window {
    /** The frozen object that preload puts here: the window's only way to anything outside itself. */
    readonly api: Api;
  }
}

/** Every call and event there is. The window has no network, no disk and no other data source. */
export const api: Api = window.api;
