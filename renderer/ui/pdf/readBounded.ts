import { MOST_PDF_BYTES } from './limits.ts';

/** A stream to its end, or `tooLarge` as soon as it is longer than is shown. Rejects when it cannot be read. */
export const readBounded = async (
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | 'tooLarge'> => {
  const reader = stream.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      if (length > MOST_PDF_BYTES) return 'tooLarge';
      pieces.push(value);
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
};
