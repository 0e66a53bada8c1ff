import type { Readable } from 'node:stream';

export interface LineLimits {
  readonly maxLineBytes: number;
  readonly maxTotalBytes: number;
  /** Silence longer than this ends the reading. */
  readonly silenceMs: number;
}

/** Why an answer in lines was not read to its end. */
export type LinesFault = 'TooLarge' | 'Silent' | 'Malformed' | 'Broken';
export class LinesError extends Error {
  readonly code: LinesFault;
  constructor(code: LinesFault, cause?: unknown) {
    super(code, { cause });
    this.name = 'LinesError';
    this.code = code;
  }
}

const NEW_LINE = 0x0a;

/**
 * The JSON values of an NDJSON body, one a line, as they come; a last line without its line feed was cut off and is not one.
 * Holds at most one line and one chunk in memory. Rejects with LinesError. Leaving the loop early destroys the stream.
 */
export async function* readJsonLines(body: Readable, limits: LineLimits): AsyncGenerator<unknown, void, undefined> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let total = 0;
  for await (const chunk of chunksOf(body, limits.silenceMs)) {
    total += chunk.byteLength;
    if (total > limits.maxTotalBytes) throw new LinesError('TooLarge');
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE, start); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
      if (pendingBytes + end - start > limits.maxLineBytes) throw new LinesError('TooLarge');
      yield parse(Buffer.concat([...pending, chunk.subarray(start, end)]));
      pending = [];
      pendingBytes = 0;
      start = end + 1;
    }
    pendingBytes += chunk.byteLength - start;
    if (pendingBytes > limits.maxLineBytes) throw new LinesError('TooLarge');
    if (start < chunk.byteLength) pending.push(chunk.subarray(start));
  }
  if (pendingBytes > 0) throw new LinesError('Broken');
}

async function* chunksOf(body: Readable, silenceMs: number): AsyncGenerator<Buffer, void, undefined> {
  const timer = setTimeout(() => body.destroy(new LinesError('Silent')), silenceMs);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      timer.refresh();
      yield chunk;
      timer.refresh(); // The time that the reader of the lines took is not HQ's silence.
    }
  } catch (error) {
    throw error instanceof LinesError ? error : new LinesError('Broken', error);
  } finally {
    clearTimeout(timer);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const parse = (line: Uint8Array): unknown => {
  try {
    return JSON.parse(utf8.decode(line));
  } catch (cause) {
    throw new LinesError('Malformed', cause instanceof SyntaxError ? undefined : cause); // A syntax error's text quotes the line.
  }
};
