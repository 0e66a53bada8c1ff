import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { faultOfJson } from '../../contracts/json.ts';
import { HttpError } from './answer.ts';

/** A request as handlers see it, whatever carried it. */
export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** A header that may come once; undefined when it is absent. */
  header(name: string): string | undefined;
  /** The whole body. Throws HttpError TooLarge past maxBytes, TooSlow when it does not come in time, TryLater where bodies take too much already. */
  body(maxBytes: number): Promise<Uint8Array>;
  /** Aborted when the asker has gone. */
  readonly signal: AbortSignal;
}

/** Who is answerable for the bytes of a body: false where there is no room for so many more. */
export interface BodyHolder {
  take(bytes: number): boolean;
}

/** A minute for a body that is short, and as long as what has come takes at half a megabit a second: slower is somebody who holds us up. */
const BODY_TIMEOUT_MS = 60_000;
const SLOWEST_BYTES_PER_MS = 64;

/** How long a body may take of which so many bytes have come, in milliseconds. */
export const bodyDeadline = (bytes: number): number => BODY_TIMEOUT_MS + bytes / SLOWEST_BYTES_PER_MS;
/** Longer than any path and query of ours, a cursor included. */
const MAX_TARGET_CHARACTERS = 1024;

/** Reads a request's first part. Throws HttpError Malformed for a target that is not a path as it stands. */
export const askedOf = (
  from: { readonly method: string | undefined; readonly target: string | undefined; readonly headers: IncomingHttpHeaders },
  content: Readable,
  signal: AbortSignal,
  holder: BodyHolder,
): Asked => {
  const target = from.target ?? '';
  const url = target.startsWith('/') && target.length <= MAX_TARGET_CHARACTERS ? URL.parse(target, 'https://hq.invalid') : null;
  // A path that URL would rewrite (a segment "..") is another endpoint's by a trick. No word of a query is stored or searched for that
  // PostgreSQL's text cannot hold.
  const isPlain = url !== null && url.pathname === target.split('?', 1)[0];
  if (!isPlain || faultOfJson([...url.searchParams]) !== undefined) throw new HttpError('Malformed');
  return {
    method: from.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    header: (name) => {
      const value = from.headers[name];
      return typeof value === 'string' ? value : undefined;
    },
    body: (maxBytes) => readBody(content, maxBytes, holder),
    signal,
  };
};

const readBody = async (content: Readable, maxBytes: number, holder: BodyHolder): Promise<Uint8Array> => {
  const begun = performance.now();
  let bytes = 0;
  const check = (): void => {
    const left = begun + bodyDeadline(bytes) - performance.now();
    if (left > 0) timer = setTimeout(check, left);
    else content.destroy(new HttpError('TooSlow'));
  };
  let timer = setTimeout(check, bodyDeadline(0));
  try {
    const chunks: Buffer[] = [];
    // Not destroyed on the way out: the refusal of a body that is too long goes back over the same stream.
    for await (const chunk of content.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).byteLength;
      if (bytes > maxBytes) throw new HttpError('TooLarge');
      if (!holder.take((chunk as Buffer).byteLength)) throw new HttpError('TryLater');
      chunks.push(chunk as Buffer);
    }
    const whole = new Uint8Array(bytes);
    let filled = 0;
    for (const chunk of chunks) {
      whole.set(chunk, filled);
      filled += chunk.byteLength;
    }
    return whole;
  } finally {
    clearTimeout(timer);
  }
};
