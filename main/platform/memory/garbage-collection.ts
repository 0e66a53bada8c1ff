import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Ways to make V8 let go of what is dead now, instead of whenever it needs the room. Both block the thread that calls. */
export interface Collector {
  /** One collection: what is dead is overwritten as it is swept. Some 50 ms of main's heap. */
  once(): void;
  /** Collects until nothing more is found, shrinks the heap and overwrites what it keeps in reserve. Some 100 ms after `once`. */
  whole(): void;
}

/**
 * For this thread's heap and buffers. From here on, and in every thread of the process, V8 overwrites what it frees, and this thread's
 * buffers share no memory: make it early, before there is anything to forget. V8's part does nothing where it does not take these flags
 * while it runs.
 */
export const createGarbageCollection = (): Collector => {
  // One small buffer that is kept keeps the whole slab that Node cut it from, and the newest slab is kept in any case: each has its own.
  Buffer.poolSize = 0;
  // Without these two V8 only forgets where dead objects lie: their bytes stay, in swept pages and in the young generation's spare half.
  setFlagsFromString('--clear-free-memory');
  setFlagsFromString('--zero-unused-memory');
  let gc: Gc | undefined;
  const ours = (): Gc => {
    gc ??= findGc();
    return gc;
  };
  return {
    once: () => ours()(),
    whole: () => ours()({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
  };
};

/** V8's own extension (v8/src/extensions/gc-extension.h). */
type Gc = (options?: { readonly type: 'major'; readonly execution: 'sync'; readonly flavor: 'last-resort' }) => void;

/** V8 gives `gc` to every context that is made while the flag is set. Looked for when it is first needed: no start waits for it. */
const findGc = (): Gc => {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('globalThis.gc');
  return typeof found === 'function' ? (found as Gc) : () => undefined;
};
