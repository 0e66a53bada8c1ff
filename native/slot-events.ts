import { parentPort } from 'node:worker_threads';
import pkcs11 from 'pkcs11js';
import { reasonOf } from './module/faults.ts';
import { type FromSlotEvents, modulePath } from './threads.ts';

/** After a failed wait (the system's card service has gone, say) the next one is tried this much later. */
const RETRY_MS = 250;
/** A wait that is over sooner has not waited. Several readers that come at once tell so, one after the other. */
const HASTE_MS = 20;
const FREE_WAITS = 8;
/** After so many waits in a row that were none, the module's slot events say nothing. */
const HASTY_WAITS = 24;

/**
 * The thread that does nothing but wait: C_WaitForSlotEvent blocks, and after an insertion may hold on for two seconds. It
 * has a pkcs11js of its own on the module that the module thread has loaded and initialised.
 */
export function runSlotEventThread(): void {
  const module = new pkcs11.PKCS11();
  module.load(modulePath());
  wait(module);
}

function wait(module: pkcs11.PKCS11): void {
  let hasty = 0;
  while (hasty < HASTY_WAITS) {
    const begun = performance.now();
    try {
      module.C_WaitForSlotEvent(0);
      tell('event');
    } catch (error) {
      if (reasonOf(error) === 'CKR_FUNCTION_NOT_SUPPORTED') break;
      tell('event');
      pause(RETRY_MS);
      continue;
    }
    hasty = performance.now() - begun < HASTE_MS ? hasty + 1 : 0;
    if (hasty > FREE_WAITS) pause(RETRY_MS);
  }
  tell('unsupported');
}

/** No timer: this thread has nothing else to do, and must not spin. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function tell(message: FromSlotEvents): void {
  parentPort?.postMessage(message);
}
