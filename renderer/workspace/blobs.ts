import { BLOB_PART_BYTES, partCount } from '../../contracts/domain/blob-parts.ts';
import type { BlobCode, KeptBlob } from '../../contracts/ipc/blobs.ts';
import type { Result } from '../../contracts/result.ts';

/** `Locked`: work closed meanwhile, or main did not answer. `Unreadable`: the file was taken away, e.g. with its memory card. `Stopped`: by `signal`. */
export type BlobRefusal = BlobCode | 'Locked' | 'Unreadable' | 'Stopped';

/**
 * Keeps a file in the officer's store, part by part, so that it is never whole in memory. `onProgress`: bytes kept so far. It is kept,
 * durably, once this resolves with its hash. What was stopped or refused leaves nothing.
 */
export const keepBlob = async (
  file: Blob,
  type: string,
  onProgress: (bytes: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Result<KeptBlob, BlobRefusal>> => {
  const begun = await call<{ upload: number }>('POST', '/blobs/', JSON.stringify({ bytes: file.size, type }));
  if (!begun.ok) return begun;
  const upload = `/blobs/uploads/${begun.value.upload}`;
  for (let part = 0; part < partCount(file.size); part += 1) {
    const end = Math.min(file.size, (part + 1) * BLOB_PART_BYTES);
    // As bytes, not as a slice of the file: a shell may not see what lies behind that.
    const bytes = await file
      .slice(part * BLOB_PART_BYTES, end)
      .arrayBuffer()
      .catch(() => undefined);
    const kept: Result<null, BlobRefusal> = signal?.aborted
      ? { ok: false, code: 'Stopped' }
      : bytes === undefined
        ? { ok: false, code: 'Unreadable' }
        : await call<null>('PUT', `${upload}/${part}`, bytes);
    if (!kept.ok) {
      void call('DELETE', upload);
      return kept;
    }
    onProgress(end);
  }
  return call<KeptBlob>('POST', upload);
};

/** Where an image or a video reads it from. */
export const blobUrl = (hash: string): string => `/blobs/${hash}`;

/** A blob as a stream, asked for piece by piece as it is read; it errors when the work closes. */
export const readBlob = (hash: string): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const answer = await fetch(blobUrl(hash), { headers: { range: `bytes=${at}-` } });
        if (answer.status !== 206) throw new Error('blob not readable');
        const bytes = new Uint8Array(await answer.arrayBuffer());
        at += bytes.byteLength;
        controller.enqueue(bytes);
        if (at >= Number(answer.headers.get('content-range')?.split('/')[1])) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
};

const call = async <Value>(method: string, path: string, body?: BodyInit): Promise<Result<Value, BlobRefusal>> => {
  try {
    const answer = await fetch(path, { method, ...(body === undefined ? {} : { body }) });
    const value = answer.status === 204 ? null : await answer.json();
    return answer.ok ? { ok: true, value } : { ok: false, code: value.code };
  } catch {
    return { ok: false, code: 'Locked' };
  }
};
