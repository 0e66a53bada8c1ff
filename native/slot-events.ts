import { parentPort } from 'node:worker_threads';
import pkcs11 from 'pkcs11js';
import { reasonOf } from './module/faults.ts';
import { type FromSlotEvents, modulePath } from './threads.ts';

/** After a failed wait (the system's card service has gone, say) the next one is tried this much later. */
const RETRY_MS = 250;

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
  for (;;) {
    try {
      module.C_WaitForSlotEvent(0);
      tell('event');
    } catch (error) {
      if (reasonOf(error) === 'CKR_FUNCTION_NOT_SUPPORTED') break;
      tell('event');
      // No timer: this thread has nothing else to do, and a failing wait must not spin.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
  tell('unsupported');
}

function tell(message: FromSlotEvents): void {
  parentPort?.postMessage(message);
}
