import { Worker, workerData } from 'node:worker_threads';
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
      /** The module tells of cards by itself; one that does not is initialised anew to look. */
      readonly slotEvents: boolean;
    };

export type FromModule =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'fault'; readonly code: 'ModuleMissing' | 'ModuleBroken' }
  | { readonly kind: 'reply'; readonly reply: Extract<FromService, { id: number }> }
  /** `readers`: those that the module offers, told when none of them holds a card; `usable`: C_Initialize has worked. */
  | {
      readonly kind: 'cards';
      readonly epoch: number;
      readonly cards: readonly CardPresence[];
      readonly readers: readonly string[];
      readonly usable: boolean;
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

/** The PKCS#11 module that the program was told to use (environment MOBILE_OFFICE_PKCS11); empty when it was told none. */
export function modulePath(): string {
  return process.env.MOBILE_OFFICE_PKCS11 ?? '';
}
