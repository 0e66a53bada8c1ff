import { setTimeout as delay } from 'node:timers/promises';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import { BLOB_PART_BYTES, partCount } from '../../../contracts/domain/blob-parts.ts';
import type { BlobCode, BlobPlace, FetchFault } from '../../../contracts/ipc/blobs.ts';
import { assertNever, fail, ok, type Result } from '../../../contracts/result.ts';
import type { Receiver } from './receive.ts';
import type { FetchedBlob } from './repository.ts';

/** HQ's attachments as the sync room sees them. Never rejects. */
export interface AttachmentSource {
  /** The part that begins at `offset`. NoSignal: no usable answer. NotAtHq: no such attachment for this officer. */
  part(asked: FetchedBlob & { readonly offset: number }, signal: AbortSignal): Promise<Result<Uint8Array, 'NoSignal' | 'NotAtHq'>>;
}

/** A part is asked for so often before the officer is notified; by then a lost link has been noticed. */
const TRIES = 4;
const PAUSE_MS = 1500;
/** So long after that it goes on by itself, again and again: one request, which costs nothing without a link. */
const AGAIN_MS = 15_000;
/** What passes by itself: a link that was lost, too many that come at once. */
const PASSING: ReadonlySet<FetchFault> = new Set(['NoSignal', 'TooMany']);

/** What comes from HQ into one open store. */
export interface Fetches {
  /** Of what is being fetched, or could not be; undefined for all else. */
  place(hash: string): Exclude<BlobPlace, { kind: 'here' | 'atHq' }> | undefined;
  /** Begins, or goes on from where it broke off. What is coming already is left alone. */
  start(fetched: FetchedBlob, attachment: Pick<Attachment, 'bytes' | 'type'>): void;
  /** Ends it and forgets what has come. */
  stop(hash: string): Promise<void>;
}

interface Fetch {
  readonly fetched: FetchedBlob;
  readonly bytes: number;
  readonly type: string;
  readonly ended: AbortController;
  /** The number under which the store takes it; undefined while it takes nothing. */
  upload: number | undefined;
  received: number;
  failed: FetchFault | undefined;
  isRunning: boolean;
}

/**
 * Fetches attachments from HQ part by part into the store, which holds none whole in memory and proves each by its hash. A cut costs one
 * part: what has come waits in the store, for the link, and over a lock for the next sign-in. `source`: undefined while there is none.
 * `changed`: a place is another now.
 */
export const createFetches = (ports: {
  readonly receiver: Receiver;
  readonly source: () => AttachmentSource | undefined;
  readonly changed: () => void;
  readonly pauseMs?: number;
  readonly againMs?: number;
}): Fetches => {
  const { receiver, source, changed, pauseMs = PAUSE_MS, againMs = AGAIN_MS } = ports;
  const fetches = new Map<string, Fetch>();

  /** `tries`: how often a part is asked for before the fetch waits. */
  const run = async (one: Fetch, tries: number): Promise<void> => {
    one.isRunning = true;
    const came = await bring(one, tries).catch(() => undefined); // The store has closed: what has come waits there.
    const { signal } = one.ended;
    const waits = came !== undefined && !came.ok && PASSING.has(came.code) && !signal.aborted;
    if (one.upload !== undefined && waits) receiver.pause(one.upload);
    else if (one.upload !== undefined && came?.ok !== true) await receiver.drop(one.upload).catch(ignore);
    one.upload = undefined;
    one.isRunning = false;
    if (came !== undefined && !came.ok && !signal.aborted) one.failed = came.code;
    else if (fetches.get(one.fetched.hash) === one) fetches.delete(one.fetched.hash);
    if (waits) void delay(againMs, undefined, { signal, ref: false }).then(() => run(one, 1), ignore);
    changed();
  };

  const bring = async (one: Fetch, tries: number): Promise<Result<null, FetchFault>> => {
    const came = await bringOnce(one, tries);
    // What was here is dropped as this begins, by a stop just before it: from the beginning.
    const again = came === 'lost' ? await bringOnce(one, tries) : came;
    return again === 'lost' ? fail('NoSignal') : again;
  };
  const bringOnce = async (one: Fetch, tries: number): Promise<Result<null, FetchFault> | 'lost'> => {
    const { fetched, bytes } = one;
    const begun = await begin(one);
    if (!begun.ok) return fail(faultOf(begun.code));
    const { upload, parts } = begun.value;
    one.upload = upload;
    for (let next = parts; next < partCount(bytes); next += 1) {
      one.received = receivedOf(bytes, next);
      const part = await ask({ ...fetched, offset: next * BLOB_PART_BYTES }, one.ended.signal, tries);
      if (!part.ok) return part;
      const kept = await receiver.part(upload, next, part.value);
      if (!kept.ok) return kept.code === 'NotFound' ? 'lost' : fail(faultOf(kept.code));
      one.received = receivedOf(bytes, next + 1);
      one.failed = undefined;
      changed();
    }
    const finished = await receiver.finish(upload, fetched.hash);
    return finished.ok ? ok(null) : fail(faultOf(finished.code));
  };
  const begin = async ({ fetched, bytes, type }: Fetch): Promise<Result<{ readonly upload: number; readonly parts: number }, BlobCode>> => {
    const resumed = await receiver.resume(fetched);
    if (resumed !== undefined) return resumed;
    const begun = await receiver.begin({ bytes, type }, fetched);
    return begun.ok ? ok({ upload: begun.value, parts: 0 }) : begun;
  };

  const ask = async (asked: Parameters<AttachmentSource['part']>[0], signal: AbortSignal, tries: number) => {
    for (let attempt = 1; ; attempt += 1) {
      const part = signal.aborted ? fail('NoSignal') : ((await source()?.part(asked, signal)) ?? fail('NoSignal'));
      if (part.ok || part.code === 'NotAtHq' || attempt === tries || signal.aborted) return part;
      await delay(pauseMs, undefined, { signal, ref: false }).catch(ignore);
    }
  };

  return {
    place(hash) {
      const one = fetches.get(hash);
      if (one === undefined) return undefined;
      return one.failed === undefined ? { kind: 'coming', received: one.received } : { kind: 'failed', code: one.failed };
    },
    start(fetched, { bytes, type }) {
      const before = fetches.get(fetched.hash);
      if (before?.isRunning) return;
      before?.ended.abort();
      const one: Fetch = {
        ...{ fetched, bytes, type, ended: new AbortController() },
        ...{ upload: undefined, received: before?.received ?? 0, failed: undefined, isRunning: false },
      };
      fetches.set(fetched.hash, one);
      void run(one, TRIES);
      changed();
    },
    async stop(hash) {
      fetches.get(hash)?.ended.abort();
      fetches.delete(hash);
      changed();
      await receiver.discard(hash);
    },
  };
};

const ignore = (): void => undefined;

const receivedOf = (bytes: number, parts: number): number => Math.min(bytes, parts * BLOB_PART_BYTES);

/** What the store's refusal means for what comes from HQ: it says how long the attachment is and of which type, and keeps it whole. */
const faultOf = (code: Exclude<Awaited<ReturnType<Receiver['finish']>>, { ok: true }>['code']): FetchFault => {
  switch (code) {
    case 'BlobTooLarge':
    case 'BlobsFull':
    case 'TooMany':
      return code;
    case 'TypeMismatch':
    case 'HashMismatch':
    case 'OutOfStep':
    case 'BadRequest':
    case 'UseRanges':
      return 'Damaged';
    case 'NotFound':
      return 'NoSignal'; // Stopped, or given up meanwhile.
    default:
      return assertNever(code);
  }
};
