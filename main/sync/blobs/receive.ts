import { createHash, type Hash } from 'node:crypto';
import { partCount, partLength } from '../../../contracts/domain/blob-parts.ts';
import type { BlobCode, KeptBlob } from '../../../contracts/ipc/blobs.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { Store } from '../../store/store.ts';
import { matchesType } from './media.ts';
import type { FetchedBlob } from './repository.ts';

/** In bytes: one blob, and all of an officer's together. */
export interface BlobLimits {
  readonly maxBytes: number;
  readonly maxTotalBytes: number;
}

/** Of the officer's own files, and again of those from HQ, so that neither keeps the other out: more than anybody drops on a window at once. */
const MAX_AT_ONCE = 8;
/** A page that has not gone on for so long never will. */
const IDLE_MS = 120_000;

interface Writing {
  readonly bytes: number;
  readonly type: string;
  readonly isFetched: boolean;
  readonly hash: Hash;
  parts: number;
  /** A part is being written: whoever sends two at once is out of step. */
  busy: boolean;
  idle: NodeJS.Timeout | undefined;
}

const BEGUN: Pick<Writing, 'parts' | 'busy' | 'idle'> = { parts: 0, busy: false, idle: undefined };

/** The blobs that one open store is being given. */
export interface Receiver {
  /** `fetched`: from HQ, and then it waits for its parts however long they take. */
  begin(blob: { readonly bytes: number; readonly type: string }, fetched?: FetchedBlob): Promise<Result<number, BlobCode>>;
  /** Goes on with what came from HQ in part, and was paused or interrupted; undefined where there is nothing of it. The value: its number, and the part that follows. */
  resume(fetched: Pick<FetchedBlob, 'hash'>): Promise<Result<{ readonly upload: number; readonly parts: number }, BlobCode> | undefined>;
  /** Lets go of it and keeps what has come, to be resumed. */
  pause(upload: number): void;
  /** What comes from HQ under that hash does not come any more: nothing of it stays. */
  discard(hash: string): Promise<void>;
  part(upload: number, part: number, data: Uint8Array): Promise<Result<null, BlobCode>>;
  /** All parts are there: the blob has its hash, durably. `expected`: it is dropped where that is another. */
  finish(upload: number, expected?: string): Promise<Result<KeptBlob, BlobCode | 'HashMismatch'>>;
  drop(upload: number): Promise<void>;
}

/** Takes blobs into `store` part by part, in order; a blob is hashed as it comes and never held whole. */
export const createReceiver = (ports: {
  readonly store: Store;
  readonly limits: () => BlobLimits;
  readonly now: () => Date;
  readonly idleMs?: number;
}): Receiver => {
  const { store, limits, now, idleMs = IDLE_MS } = ports;
  const writing = new Map<number, Writing>();

  const forget = (upload: number): boolean => {
    clearTimeout(writing.get(upload)?.idle);
    return writing.delete(upload);
  };
  const drop = async (upload: number): Promise<void> => {
    if (!forget(upload)) return;
    await store.write('blob.drop', { blob: upload });
    await sweepBlobs(store, now);
  };
  const touch = (upload: number, one: Writing): void => {
    clearTimeout(one.idle);
    if (one.isFetched) return;
    one.idle = setTimeout(() => void drop(upload).catch(() => undefined), idleMs).unref(); // A store that has closed drops it at its next opening.
  };
  const beginning = { own: 0, fetched: 0 };
  const isFull = (whose: keyof typeof beginning): boolean => {
    const under = [...writing.values()].filter(({ isFetched }) => isFetched === (whose === 'fetched')).length;
    return under + beginning[whose] >= MAX_AT_ONCE;
  };

  return {
    async begin({ bytes, type }, fetched) {
      const { maxBytes, maxTotalBytes } = limits();
      if (bytes > maxBytes) return fail('BlobTooLarge');
      const whose = fetched === undefined ? 'own' : 'fetched';
      if (isFull(whose)) return fail('TooMany');
      beginning[whose] += 1;
      try {
        const begin = () => store.write('blob.begin', { bytes, type, at: now().toISOString(), maxTotalBytes, fetched });
        let begun = await begin();
        if (!begun.ok) {
          await sweepBlobs(store, now);
          begun = await begin();
        }
        if (!begun.ok) return begun;
        const one: Writing = { ...{ bytes, type, isFetched: fetched !== undefined }, hash: createHash('sha256'), ...BEGUN };
        writing.set(begun.value, one);
        touch(begun.value, one);
        return begun;
      } finally {
        beginning[whose] -= 1;
      }
    },

    async resume({ hash: wanted }) {
      const found = (await store.read('blob.coming', null)).find((coming) => coming.hash === wanted);
      if (found === undefined || writing.has(found.number)) return undefined;
      if (isFull('fetched')) return fail('TooMany');
      const { number: upload, bytes, type, parts } = found;
      const one: Writing = { ...{ bytes, type, isFetched: true }, hash: createHash('sha256'), ...BEGUN, busy: true };
      writing.set(upload, one);
      for (; one.parts < parts; one.parts += 1) {
        const data = await store.read('blob.comingPart', { blob: upload, part: one.parts });
        if (data === undefined) break; // Dropped meanwhile: the next part finds that out.
        one.hash.update(data);
      }
      one.busy = false;
      return ok({ upload, parts: one.parts });
    },

    pause: (upload) => void forget(upload),

    async discard(hash) {
      for (const coming of await store.read('blob.coming', null)) {
        if (coming.hash !== hash) continue;
        forget(coming.number);
        await store.write('blob.drop', { blob: coming.number });
      }
      await sweepBlobs(store, now);
    },

    async part(upload, part, data) {
      const one = writing.get(upload);
      if (one === undefined) return fail('NotFound');
      if (one.busy || part !== one.parts || data.byteLength !== partLength(one.bytes, part)) return fail('OutOfStep');
      if (part === 0 && !matchesType(one.type, data)) {
        await drop(upload);
        return fail('TypeMismatch');
      }
      one.busy = true;
      try {
        const written = await store.write('blob.append', { blob: upload, part, data });
        if (!written.ok) return written;
        one.hash.update(data);
        one.parts += 1;
        touch(upload, one);
        return ok(null);
      } finally {
        one.busy = false;
      }
    },

    async finish(upload, expected) {
      const one = writing.get(upload);
      if (one === undefined) return fail('NotFound');
      if (one.busy || one.parts !== partCount(one.bytes)) return fail('OutOfStep');
      const hash = one.hash.digest('hex');
      if (expected !== undefined && hash !== expected) {
        await drop(upload);
        return fail('HashMismatch');
      }
      forget(upload);
      const finished = await store.write('blob.finish', { blob: upload, hash, at: now().toISOString() });
      if (!finished.ok) return finished;
      return ok({ hash, bytes: one.bytes, type: finished.value });
    },

    drop,
  };
};

/** One receiver for each open store, whoever fills it: the page, or HQ. */
export const createReceivers = (ports: { readonly limits: () => BlobLimits; readonly now: () => Date }): ((store: Store) => Receiver) => {
  const receivers = new WeakMap<Store, Receiver>();
  return (store) => {
    const known = receivers.get(store) ?? createReceiver({ store, ...ports });
    receivers.set(store, known);
    return known;
  };
};

/** When work opens: what a page was writing that has gone, and what nothing needs any more, is removed. Rejects as the store does. */
export const tidyBlobs = async (store: Store, now: () => Date): Promise<void> => {
  await store.write('blob.dropUnfinished', { now: now().toISOString() });
  await sweepBlobs(store, now);
};

/** Removes what nothing needs, a little at a time, so that others' turns come between. */
export const sweepBlobs = async (store: Store, now: () => Date): Promise<void> => {
  while (await store.write('blob.sweep', { now: now().toISOString() }));
};
