import { serveStore } from '../store/worker/serve.ts';
import { storeReads, storeWrites } from './store-operations.ts';

/** The store's worker thread: dist/main/store-worker.cjs. */
serveStore({ reads: storeReads, writes: storeWrites });
