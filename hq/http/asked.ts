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
  /** The whole body. Throws HttpError TooLarge past maxBytes, TooSlow when it does not come in time. */
  body(maxBytes: number): Promise<Uint8Array>;
  /** Aborted when the asker has gone. */
  readonly signal: AbortSignal;
}

/** A body of the longest size that we take needs seconds on a weak link; a minute is somebody who holds us up. */
const BODY_TIMEOUT_MS = 60_000;
/** Longer than any path and query of ours, a cursor included. */
const MAX_TARGET_CHARACTERS = 1024;

/** Reads a request's first part. Throws HttpError Malformed for a target that is not a path as it stands. */
export const askedOf = (
  from: { readonly method: string | undefined; readonly target: string | undefined; readonly headers: IncomingHttpHeaders },
  content: Readable,
  signal: AbortSignal,
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
    body: (maxBytes) => readBody(content, maxBytes),
    signal,
  };
};

const readBody = async (content: Readable, maxBytes: number): Promise<Uint8Array> => {
  const timer = setTimeout(() => content.destroy(new HttpError('TooSlow')), BODY_TIMEOUT_MS);
  try {
    const chunks: Buffer[] = [];
    let bytes = 0;
    // Not destroyed on the way out: the refusal of a body that is too long goes back over the same stream.
    for await (const chunk of content.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).byteLength;
      if (bytes > maxBytes) throw new HttpError('TooLarge');
      chunks.push(chunk as Buffer);
    }
    return new Uint8Array(Buffer.concat(chunks));
  } finally {
    clearTimeout(timer);
  }
};
