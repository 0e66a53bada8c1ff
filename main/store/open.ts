import { mkdir } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { connectStore } from './client.ts';
import type { WorkerStart } from './protocol.ts';
import type { OpenStore } from './store.ts';

/** Bytes of a store key: AES-256. */
export const STORE_KEY_BYTES = 32;

/** The SQLite driver is built for Node-API 10 and ends the whole process with a segmentation fault on Node 20. */
const OLDEST_NODE = 22;

/** The way to open stores. Each open store has a worker thread of its own. */
export interface StoreOpener extends OpenStore {
  /** Starts the next store's worker ahead, so that it is up when the key comes; without one, opening starts it. */
  prepare(): void;
}

/**
 * Gives the way to open stores with the worker at `workerEntry` (app/store-worker.ts, or its bundle). The folder is made if it is not
 * there, readable by its owner only.
 */
export const openStore = (workerEntry: string | URL): StoreOpener => {
  let spare: Worker | undefined;
  const startWorker = (): Worker => {
    refuseOldNode(process.versions.node);
    return new Worker(workerEntry, { execArgv: [], env: {} });
  };
  const open: OpenStore = async ({ folder, key }) => {
    try {
      if (key.byteLength !== STORE_KEY_BYTES) throw new TypeError(`a store key has ${STORE_KEY_BYTES} bytes`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const worker = spare ?? startWorker();
      spare = undefined;
      worker.ref();
      // An exact copy whose memory moves to the worker: a transferred view would take its whole pool along.
      const closing = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      const start: WorkerStart = { folder, key: Uint8Array.from(key), closing };
      worker.postMessage(start, [start.key.buffer]);
      return await connectStore(worker, closing);
    } finally {
      key.fill(0);
    }
  };
  return Object.assign(open, {
    prepare() {
      if (spare !== undefined) return;
      const worker = startWorker();
      worker.unref();
      const drop = (): void => {
        if (spare === worker) spare = undefined;
      };
      // One that could not start is no spare: the next opening starts another, and tells.
      worker.once('error', drop);
      worker.once('exit', drop);
      spare = worker;
    },
  });
};

/** Throws, in words, where loading the driver would end the process without any. */
export const refuseOldNode = (version: string): void => {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return;
  throw new Error(`The encrypted store needs Node ${OLDEST_NODE} or newer; this is ${version}. Start it with the project's own Node.`);
};
