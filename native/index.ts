import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { runModuleThread } from './module/thread.ts';
import { runService } from './service.ts';
import { runSlotEventThread } from './slot-events.ts';
import { threadRole } from './threads.ts';

/**
 * The card service: a process of its own, because vendors' PKCS#11 modules crash and block. One file is the entry of the
 * process and of its threads: main (talks to the program, never blocks), module (every PKCS#11 call), slotEvents (waits).
 */
if (isMainThread) runService(fileURLToPath(import.meta.url));
else if (threadRole() === 'module') runModuleThread();
else runSlotEventThread();
