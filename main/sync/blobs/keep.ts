import type { Attachment } from '../../../contracts/domain/blob.ts';
import { BLOB_PART_BYTES } from '../../../contracts/domain/blob-parts.ts';
import { ok, type Result } from '../../../contracts/result.ts';
import type { Receiver } from './receive.ts';

type Kept = Result<Omit<Attachment, 'name'>, Extract<Awaited<ReturnType<Receiver['finish']>>, { ok: false }>['code']>;

/** Keeps bytes that main has whole as a blob of the open store, durably once it answers. */
export const keepBytes = (receiver: Receiver, bytes: Uint8Array, type: string): Promise<Kept> =>
  keepStream(receiver, { bytes: bytes.byteLength, type }, [bytes]);

/** The same of bytes that come one after another, `bytes` of them in all: in memory is one part. What `content` throws passes through. */
export const keepStream = async (
  receiver: Receiver,
  blob: { readonly bytes: number; readonly type: string },
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Kept> => {
  const begun = await receiver.begin(blob);
  if (!begun.ok) return begun;
  const upload = begun.value;
  let part = 0;
  try {
    for await (const data of inParts(content)) {
      const taken = await receiver.part(upload, part, data);
      if (!taken.ok) {
        await receiver.drop(upload);
        return taken;
      }
      part += 1;
    }
  } catch (error) {
    await receiver.drop(upload);
    throw error;
  }
  const finished = await receiver.finish(upload);
  return finished.ok ? ok(finished.value) : finished;
};

/** As the store takes them: full parts, but for the last. */
async function* inParts(content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let part = new Uint8Array(BLOB_PART_BYTES);
  let filled = 0;
  for await (const bytes of content) {
    for (let from = 0; from < bytes.byteLength; ) {
      const taken = bytes.subarray(from, from + BLOB_PART_BYTES - filled);
      part.set(taken, filled);
      filled += taken.byteLength;
      from += taken.byteLength;
      if (filled < BLOB_PART_BYTES) continue;
      yield part;
      // The part may have been given away whole to the store's worker.
      part = new Uint8Array(BLOB_PART_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield part.slice(0, filled);
}
