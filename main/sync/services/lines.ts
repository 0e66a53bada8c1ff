import type { Readable } from 'node:stream';

export interface LineLimits {
  readonly maxLineBytes: number;
  readonly maxTotalBytes: number;
  /** Silence longer than this ends the reading. */
  readonly silenceMs: number;
}

/** One line: its JSON value, or why it has none. The lines after it are as good as if it had. */
export type JsonLine =
  | { readonly ok: true; readonly value: unknown }
  /** `told`: the members with which an object begins (HQ names a record before it says what is in it); undefined for anything else. */
  | { readonly ok: false; readonly code: 'NotJson' | 'TooLarge'; readonly told: unknown };

/** Why an answer in lines was not read to its end. */
export type LinesFault = 'TooLarge' | 'Silent' | 'Broken';
export class LinesError extends Error {
  readonly code: LinesFault;
  constructor(code: LinesFault, cause?: unknown) {
    super(code, { cause });
    this.name = 'LinesError';
    this.code = code;
  }
}

const NEW_LINE = 0x0a;
/** Room for a record's kind, number and version, each letter of them an escape. */
const HEAD_BYTES = 2048;

/**
 * The JSON values of an NDJSON body, one a line, as they come; empty lines are none, and a last line without its line feed was cut off
 * and is not one. Holds at most one line of maxLineBytes and one chunk in memory: a longer one is passed over. Rejects with LinesError.
 * Leaving the loop early destroys the stream.
 */
export async function* readJsonLines(body: Readable, limits: LineLimits): AsyncGenerator<JsonLine, void, undefined> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let total = 0;
  const take = (piece: Buffer): void => {
    pendingBytes += piece.byteLength;
    if (piece.byteLength > 0) pending.push(piece);
    if (pendingBytes > limits.maxLineBytes) pending = [headOf(pending)];
  };
  for await (const chunk of chunksOf(body, limits.silenceMs)) {
    total += chunk.byteLength;
    if (total > limits.maxTotalBytes) throw new LinesError('TooLarge');
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE, start); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
      take(chunk.subarray(start, end));
      if (pendingBytes > limits.maxLineBytes) yield { ok: false, code: 'TooLarge', told: beginning(decode(headOf(pending))) };
      else if (pendingBytes > 0) yield parse(Buffer.concat(pending));
      pending = [];
      pendingBytes = 0;
      start = end + 1;
    }
    take(chunk.subarray(start));
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

const headOf = (pieces: readonly Buffer[]): Buffer => Buffer.from(Buffer.concat(pieces).subarray(0, HEAD_BYTES));

/** A byte that is no UTF-8 becomes U+FFFD. */
const utf8 = new TextDecoder();
/** JSON has control characters in no string, and between its parts as white space: a blank for each changes nothing that was right. */
const CONTROLS = /(?![\u007f-\u009f])\p{Cc}/gu;
/** The text of a line, read as kindly as it can be: one bad letter is one bad letter. */
const decode = (line: Uint8Array): string => utf8.decode(line).replace(CONTROLS, ' ');

const parse = (line: Uint8Array): JsonLine => {
  const text = decode(line);
  const value = parseJson(text);
  return value === undefined ? { ok: false, code: 'NotJson', told: beginning(text.slice(0, HEAD_BYTES)) } : { ok: true, value };
};

/** The members of an object before the first that holds others, is cut off or is not JSON. */
const FLAT_MEMBERS = /^\s*\{(?:\s*"(?:[^"\\]|\\.)*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[-+.\w]+)\s*,)+/;
const beginning = (text: string): unknown => {
  const members = FLAT_MEMBERS.exec(text)?.[0];
  return members === undefined ? undefined : parseJson(`${members.slice(0, -1)}}`);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
