import { setTimeout as delay } from 'node:timers/promises';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import { BLOB_PART_BYTES, partCount } from '../../../contracts/domain/blob-parts.ts';
import type { BlobPlace, FetchFault } from '../../../contracts/ipc/blobs.ts';
import { assertNever, fail, ok, type Result } from '../../../contracts/result.ts';
import type { FeedSystemId } from '../../../contracts/systems/ids.ts';
import type { Receiver } from './receive.ts';

/** The item that carries an attachment, as HQ calls it. */
export interface Carrier {
  readonly system: FeedSystemId;
  readonly kind: string;
  readonly id: string;
}

/** HQ's attachments as the sync room sees them. Never rejects. */
export interface AttachmentSource {
  /** The part that begins at `offset`. NoSignal: no usable answer. NotAtHq: no such attachment for this officer. */
  part(
    asked: Carrier & { readonly hash: string; readonly offset: number },
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, 'NoSignal' | 'NotAtHq'>>;
}

/** A part is asked for so often before the officer is notified; by then a lost link has been noticed. */
const TRIES = 4;
const PAUSE_MS = 1500;

/** What comes from HQ into one open store. */
export interface Fetches {
  /** Of what is being fetched, or could not be; undefined for all else. */
  place(hash: string): Exclude<BlobPlace, { kind: 'here' | 'atHq' }> | undefined;
  /** Begins, or goes on from where it broke off. What is coming already is left alone. */
  start(carrier: Carrier, attachment: Attachment): void;
  /** Ends it and forgets what has come. */
  stop(hash: string): Promise<void>;
}

interface Fetch {
  readonly ended: AbortController;
  /** The number under which the store takes it, and how many parts it has; undefined before the first. */
  upload: number | undefined;
  parts: number;
  received: number;
  failed: FetchFault | undefined;
}

/**
 * Fetches attachments from HQ part by part into the store, which holds none whole in memory and proves each by its hash. A cut costs one
 * part: what has come waits for the next try. `source`: undefined while there is none. `changed`: a place is another now.
 */
export const createFetches = (ports: {
  readonly receiver: Receiver;
  readonly source: () => AttachmentSource | undefined;
  readonly changed: () => void;
  readonly pauseMs?: number;
}): Fetches => {
  const { receiver, source, changed, pauseMs = PAUSE_MS } = ports;
  const fetches = new Map<string, Fetch>();

  const forget = (hash: string, one: Fetch): void => {
    if (fetches.get(hash) === one) fetches.delete(hash);
  };
  const run = async (carrier: Carrier, attachment: Attachment, one: Fetch): Promise<void> => {
    const came = await bring(carrier, attachment, one).catch(() => undefined); // The store has closed: nobody waits for it any more.
    if (came === undefined || came.ok || one.ended.signal.aborted) forget(attachment.hash, one);
    else one.failed = came.code;
    changed();
  };

  const bring = async (carrier: Carrier, { hash, bytes, type }: Attachment, one: Fetch): Promise<Result<null, FetchFault>> => {
    const { signal } = one.ended;
    while (one.parts < partCount(bytes)) {
      if (one.upload === undefined) {
        const begun = await receiver.begin({ bytes, type });
        if (!begun.ok) return fail(faultOf(begun.code));
        one.upload = begun.value;
      }
      const part = await ask({ ...carrier, hash, offset: one.parts * BLOB_PART_BYTES }, signal);
      if (!part.ok) return part;
      const kept = await receiver.part(one.upload, one.parts, part.value);
      if (!kept.ok) {
        // What had come was given up for lost meanwhile: from the beginning.
        const isLost = kept.code === 'NotFound' && one.parts > 0;
        Object.assign(one, { upload: undefined, parts: 0, received: 0 });
        if (isLost) continue;
        return fail(faultOf(kept.code));
      }
      one.parts += 1;
      one.received = Math.min(bytes, one.parts * BLOB_PART_BYTES);
      changed();
    }
    const finished = await receiver.finish(one.upload ?? 0, hash);
    if (finished.ok) return ok(null);
    Object.assign(one, { upload: undefined, parts: 0, received: 0 });
    return fail(faultOf(finished.code));
  };

  const ask = async (asked: Parameters<AttachmentSource['part']>[0], signal: AbortSignal) => {
    for (let attempt = 1; ; attempt += 1) {
      const part = (await source()?.part(asked, signal)) ?? fail('NoSignal');
      if (part.ok || part.code === 'NotAtHq' || attempt === TRIES || signal.aborted) return part;
      await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };

  return {
    place(hash) {
      const one = fetches.get(hash);
      if (one === undefined) return undefined;
      return one.failed === undefined ? { kind: 'coming', received: one.received } : { kind: 'failed', code: one.failed };
    },
    start(carrier, attachment) {
      const before = fetches.get(attachment.hash);
      if (before !== undefined && before.failed === undefined) return;
      const { upload, parts, received } = before ?? { upload: undefined, parts: 0, received: 0 };
      const one: Fetch = { ended: new AbortController(), upload, parts, received, failed: undefined };
      fetches.set(attachment.hash, one);
      changed();
      void run(carrier, attachment, one);
    },
    async stop(hash) {
      const one = fetches.get(hash);
      if (one === undefined) return;
      fetches.delete(hash);
      one.ended.abort();
      changed();
      if (one.upload !== undefined) await receiver.drop(one.upload);
    },
  };
};

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
