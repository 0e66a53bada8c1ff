import { createHash, type Hash } from 'node:crypto';
import { partCount, partLength } from '../../../contracts/domain/blob-parts.ts';
import type { BlobCode, KeptBlob } from '../../../contracts/ipc/blobs.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { Store } from '../../store/store.ts';
import { matchesType } from './media.ts';

/** In bytes: one blob, and all of an officer's together. */
export interface BlobLimits {
  readonly maxBytes: number;
  readonly maxTotalBytes: number;
}

/** More files than anybody drops on a window at once. */
const MAX_AT_ONCE = 8;
/** A page that has not gone on for so long never will. */
const IDLE_MS = 120_000;

interface Writing {
  readonly bytes: number;
  readonly type: string;
  readonly hash: Hash;
  parts: number;
  /** A part is being written: whoever sends two at once is out of step. */
  busy: boolean;
  idle: NodeJS.Timeout | undefined;
}

/** The blobs that one open store is being given. */
export interface Receiver {
  begin(blob: { readonly bytes: number; readonly type: string }): Promise<Result<number, BlobCode>>;
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
    one.idle = setTimeout(() => void drop(upload).catch(() => undefined), idleMs).unref(); // A store that has closed drops it at its next opening.
  };
  let beginning = 0;

  return {
    async begin({ bytes, type }) {
      const { maxBytes, maxTotalBytes } = limits();
      if (bytes > maxBytes) return fail('BlobTooLarge');
      if (writing.size + beginning >= MAX_AT_ONCE) return fail('TooMany');
      beginning += 1;
      try {
        const begin = () => store.write('blob.begin', { bytes, type, at: now().toISOString(), maxTotalBytes });
        let begun = await begin();
        if (!begun.ok) {
          await sweepBlobs(store, now);
          begun = await begin();
        }
        if (!begun.ok) return begun;
        const one: Writing = { bytes, type, hash: createHash('sha256'), parts: 0, busy: false, idle: undefined };
        writing.set(begun.value, one);
        touch(begun.value, one);
        return begun;
      } finally {
        beginning -= 1;
      }
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
  await store.write('blob.dropUnfinished', null);
  await sweepBlobs(store, now);
};

/** Removes what nothing needs, a little at a time, so that others' turns come between. */
export const sweepBlobs = async (store: Store, now: () => Date): Promise<void> => {
  while (await store.write('blob.sweep', { now: now().toISOString() }));
};
