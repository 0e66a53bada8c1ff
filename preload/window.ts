import type { Api } from '../contracts/ipc/index.ts';

/** What the page finds on its window: this, and nothing else of ours. Import this file for its type alone. */
declare global {
  interface Window {
    readonly api: Api;
  }
}
