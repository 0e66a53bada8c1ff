import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import type { StoreErrorCode } from './error.ts';

/** The first message to a worker. The key's memory is handed over, not copied. */
export interface WorkerStart {
  readonly folder: string;
  readonly key: Uint8Array<ArrayBuffer>;
  /** One word, 1 once the store is to close: reads that still wait are not begun any more. */
  readonly closing: Int32Array<SharedArrayBuffer>;
}

export type StoreRequest =
  | { readonly kind: 'read' | 'write'; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly kind: 'close' };

/** Why a call failed. `detail` is SQLite's code or an error's class: never a message, which may quote what was asked for. */
export type StoreFault = { readonly code: StoreErrorCode } | { readonly code: 'Broken'; readonly detail: string };

export type StoreReply =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly fault: StoreFault }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown; readonly touched: readonly ChangeTopic[] }
  | { readonly kind: 'failed'; readonly id: number; readonly fault: StoreFault }
  /** The file is closed; the thread ends by itself. */
  | { readonly kind: 'closed' };
