import type { Worker } from 'node:worker_threads';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { StoreError, type StoreErrorCode } from './error.ts';
import { errorOf } from './failure.ts';
import type { StoreReply, StoreRequest } from './protocol.ts';
import type { Store } from './store.ts';

/**
 * Longest time that close() waits for the worker. A checkpoint of the largest log that SQLite lets grow (4 MB) takes well under
 * 100 ms; whoever waits longer waits for a dead disk or for a statement that never ends, and the thread is ended as soon as it comes back
 * from SQLite, which cannot be interrupted from outside. What was acknowledged is in the log already.
 */
const CLOSE_DEADLINE_MS = 700;

/** Resolves with the open store once the worker has proven the key and migrated; rejects with what it refused. `closingFlag`: as in WorkerStart. */
export const connectStore = async (worker: Worker, closingFlag: Int32Array<SharedArrayBuffer>): Promise<Store> => {
  const calls = new Map<number, PromiseWithResolvers<unknown>>();
  const changeListeners = new Set<(systems: readonly ChangeTopic[]) => void>();
  const faultListeners = new Set<(code: StoreErrorCode) => void>();
  const opened = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let closing: Promise<void> | undefined;
  let lastId = 0;

  const fault = (code: StoreErrorCode): void => {
    const listeners = [...faultListeners];
    faultListeners.clear();
    for (const listener of listeners) listener(code);
  };
  const settle = (id: number, end: (call: PromiseWithResolvers<unknown>) => void): void => {
    const call = calls.get(id);
    calls.delete(id);
    if (call !== undefined) end(call);
  };
  const receive = (reply: StoreReply): void => {
    if (reply.kind === 'opened') opened.resolve();
    else if (reply.kind === 'refused') opened.reject(errorOf(reply.fault));
    else if (reply.kind === 'closed') {
      worker.unref(); // What it still does is for nobody to wait for.
      ended.resolve();
    } else if (reply.kind === 'answer') {
      settle(reply.id, (call) => call.resolve(reply.value));
      if (reply.touched.length > 0) for (const listener of changeListeners) listener(reply.touched);
    } else if (reply.kind === 'failed') {
      const error = errorOf(reply.fault);
      settle(reply.id, (call) => call.reject(error));
      if (error instanceof StoreError && closing === undefined) fault(error.code);
    }
  };
  const send = (request: StoreRequest): void => worker.postMessage(request);
  const call = (kind: 'read' | 'write', name: string, args: unknown): Promise<unknown> => {
    if (closing !== undefined) return Promise.reject(new StoreError('StoreClosed'));
    const pending = Promise.withResolvers<unknown>();
    lastId += 1;
    calls.set(lastId, pending);
    send({ kind, id: lastId, name, args });
    return pending.promise;
  };

  worker.on('message', receive);
  // Always followed by 'exit', which tells everyone else. Before the store is open, the error is of our own code's loading.
  worker.on('error', (error) => opened.reject(error));
  worker.on('exit', () => {
    opened.reject(new StoreError('StoreClosed'));
    for (const pending of calls.values()) pending.reject(new StoreError('StoreClosed'));
    calls.clear();
    if (closing === undefined) fault('StoreClosed');
    closing ??= Promise.resolve();
    ended.resolve();
  });

  try {
    await opened.promise;
  } catch (error) {
    // The worker ends by itself: to terminate a thread that is inside a native module can take the whole process with it.
    await endWithin(CLOSE_DEADLINE_MS, worker, ended.promise);
    throw error;
  }

  return {
    // The worker looks the operation up in the very map these types come from.
    read: (name, args) => call('read', name, args) as ReturnType<Store['read']> as never,
    write: (name, args) => call('write', name, args) as ReturnType<Store['write']> as never,
    onChange(listener) {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
    onFault(listener) {
      faultListeners.add(listener);
      return () => faultListeners.delete(listener);
    },
    close() {
      if (closing === undefined) {
        Atomics.store(closingFlag, 0, 1);
        send({ kind: 'close' });
        closing = endWithin(CLOSE_DEADLINE_MS, worker, ended.promise);
      }
      return closing;
    },
  };
};

const endWithin = async (deadlineMs: number, worker: Worker, ended: Promise<void>): Promise<void> => {
  const timer = setTimeout(() => void worker.terminate(), deadlineMs);
  await ended;
  clearTimeout(timer);
};
