import { BLOB_CHUNK_BYTES, type BlobState } from '../../../contracts/hq/blobs.ts';
import type { Store } from '../../store/store.ts';
import { backoff, LONGEST_WAIT_MS } from '../backoff.ts';
import { createHeld } from '../held.ts';
import { type LoopPorts, runLoop } from '../loop.ts';
import type { WakeSignal } from '../wake-signal.ts';
import type { BlobToSend } from './repository.ts';

/** HQ's blobs as the sync room sees them. Both reject when there was no usable answer: it is asked again. */
export interface BlobService {
  /** How far HQ has it; undefined: nothing of it. */
  state(hash: string, signal: AbortSignal): Promise<BlobState | undefined>;
  /** Gives HQ the chunk at `offset`. Answers where HQ stands afterwards, or why it takes no more of it, in a few words. */
  send(
    chunk: { readonly hash: string; readonly bytes: number; readonly offset: number; readonly data: Uint8Array },
    signal: AbortSignal,
  ): Promise<BlobState | { readonly refused: string }>;
}

export interface BlobUploads {
  readonly store: Store;
  readonly hq: BlobService;
  /** Woken when the outbox has changed. */
  readonly work: WakeSignal;
  /** Woken to end the wait between two tries. */
  readonly urgent: WakeSignal;
}

/** HQ need not say more than once for a chunk that it stands elsewhere; one that says so without end is left for a while. */
const MAX_TURNS_BACK = 16;

/**
 * Brings to HQ what unsent work carries, one blob after the other, in chunks, each from where HQ says that it stands: a cut costs one chunk.
 * A command goes out once all that it carries is there (outbox.take).
 */
export const runBlobUploads = ({ store, hq, work, urgent }: BlobUploads, ports: LoopPorts): Promise<void> => {
  const { signal, random, clock, onSyncError } = ports;
  const held = createHeld(clock, signal, () => work.wake());
  const refusals = new Map<string, number>();
  return runLoop(ports, 'outbox', {
    async round() {
      const blob = await store.read('blob.toSend', { after: held.ids() });
      if (blob === undefined) {
        await work.wait(LONGEST_WAIT_MS, signal);
        return;
      }
      const problem = await sendBlob(store, hq, blob, signal);
      if (problem === undefined) {
        refusals.delete(blob.hash);
        return;
      }
      const times = (refusals.get(blob.hash) ?? 0) + 1;
      refusals.set(blob.hash, times);
      held.hold(blob.hash, backoff(times, random));
      onSyncError({ system: 'outbox', code: 'CommandFailed' });
    },
    rest: (failures) => urgent.wait(backoff(failures, ports.random), signal),
  });
};

/** Brings one blob to HQ, from where HQ stands. Undefined: HQ has all of it. Else why it is to wait. Rejects when there was no answer. */
export const sendBlob = async (
  store: Store,
  hq: BlobService,
  { hash, bytes }: BlobToSend,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const refuse = async (problem: string, sent: number): Promise<string> => {
    await store.write('blob.sent', { hash, sent, atHq: false, problem });
    return problem;
  };
  let state = await hq.state(hash, signal);
  let turnsBack = 0;
  for (;;) {
    signal.throwIfAborted();
    if (state?.complete) {
      await store.write('blob.sent', { hash, sent: bytes, atHq: true });
      return undefined;
    }
    const offset = state?.received ?? 0;
    // Where HQ stands between two chunks, or past the end, it has begun something else under this name: from the beginning.
    const from = offset % BLOB_CHUNK_BYTES === 0 && offset < bytes && state?.bytes === bytes ? offset : 0;
    const data = await store.read('blob.part', { hash, part: from / BLOB_CHUNK_BYTES });
    if (data === undefined) throw new Error('blob gone'); // Its work was taken back meanwhile: it is not asked for again.
    const next = await hq.send({ hash, bytes, offset: from, data }, signal);
    if ('refused' in next) return refuse(next.refused, 0);
    if (!next.complete && next.received <= from) turnsBack += 1;
    if (turnsBack > MAX_TURNS_BACK) return refuse('HQ does not go on with it', from);
    state = next;
    if (!next.complete) await store.write('blob.sent', { hash, sent: next.received, atHq: false });
  }
};
