import { mkdir } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { connectStore } from './client.ts';
import type { WorkerStart } from './protocol.ts';
import type { OpenStore } from './store.ts';

/** Bytes of a store key: AES-256. */
export const STORE_KEY_BYTES = 32;

/** The SQLite driver is built for Node-API 10 and ends the whole process with a segmentation fault on Node 20. */
const OLDEST_NODE = 22;

/**
 * Gives the way to open stores with the worker at `workerEntry` (store/worker/entry.ts, or its bundle). Each open store has a
 * worker thread of its own. The folder is made if it is not there, readable by its owner only.
 */
export const openStore =
  (workerEntry: string | URL): OpenStore =>
  async ({ folder, key }) => {
    try {
      refuseOldNode(process.versions.node);
      if (key.byteLength !== STORE_KEY_BYTES) throw new TypeError(`a store key has ${STORE_KEY_BYTES} bytes`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // An exact copy whose memory moves to the worker: a transferred view would take its whole pool along.
      const start: WorkerStart = { folder, key: Uint8Array.from(key) };
      const worker = new Worker(workerEntry, { workerData: start, transferList: [start.key.buffer], execArgv: [], env: {} });
      return await connectStore(worker);
    } finally {
      key.fill(0);
    }
  };

/** Throws, in words, where loading the driver would end the process without any. */
export const refuseOldNode = (version: string): void => {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return;
  throw new Error(`The encrypted store needs Node ${OLDEST_NODE} or newer; this is ${version}. Start it with the project's own Node.`);
};
