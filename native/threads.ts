import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { Worker, workerData } from 'node:worker_threads';
import type { Look } from './module/reader-slots.ts';
import type { CardPresence, CardRequest, FromService } from './protocol/index.ts';

export type ThreadRole = 'module' | 'slotEvents';

/** What the service asks of the module thread, which answers in order. */
export type ToModule =
  | { readonly kind: 'request'; readonly id: number; readonly request: CardRequest }
  | {
      readonly kind: 'scan';
      /** Comes back with the answer, so that an answer from before a removal can be told. */
      readonly epoch: number;
      /** Presences known to be over, whatever the module still says. */
      readonly ended: readonly string[];
      readonly look: Look;
    };

/** `shared`: C_Initialize has worked, and a second thread may wait in the module. */
export type FromModule =
  | { readonly kind: 'loaded'; readonly shared: boolean }
  | { readonly kind: 'fault'; readonly code: 'ModuleMissing' | 'ModuleBroken' }
  | { readonly kind: 'reply'; readonly reply: Extract<FromService, { id: number }> }
  /**
   * `readers`: those that the module offers, told when none of them holds a card; `usable`: C_Initialize has worked; `lost`: it lists no
   * readers any more.
   */
  | {
      readonly kind: 'cards';
      readonly shared: boolean;
      readonly epoch: number;
      readonly cards: readonly CardPresence[];
      readonly readers: readonly string[];
      readonly usable: boolean;
      readonly lost: boolean;
    };

/** `unsupported`: this module has no slot events (CKR_FUNCTION_NOT_SUPPORTED). */
export type FromSlotEvents = 'event' | 'unsupported';

/** Starts a thread; `entry` is the file that this process was started with, source or bundle. */
export function startThread(role: ThreadRole, entry: string): Worker {
  return new Worker(entry, { workerData: role });
}

/** Which thread this is. */
export function threadRole(): ThreadRole {
  return workerData === 'module' ? 'module' : 'slotEvents';
}

/**
 * The PKCS#11 module that the program was told to use (environment MOBILE_OFFICE_PKCS11), or, where it is not there, the first that is of
 * those in MOBILE_OFFICE_PKCS11_ELSE, which the system's path delimiter parts. Empty when it was told none.
 */
export function modulePath(): string {
  const first = process.env.MOBILE_OFFICE_PKCS11 ?? '';
  const others = (process.env.MOBILE_OFFICE_PKCS11_ELSE ?? '').split(delimiter).filter((path) => path !== '');
  return [first, ...others].find((path) => existsSync(path)) ?? first;
}
