import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders, IncomingHttpStatusHeader } from 'node:http2';
import { constants } from 'node:http2';
import type { Duplex } from 'node:stream';
import { resetFirst } from '../../../contracts/hq/reset-first.ts';
import { deviceProblemOf } from './problem-details.ts';
import { type DeviceAnswer, type DeviceRequest, Disowned, TunnelError } from './tunnel.ts';

type Headers = IncomingHttpHeaders & IncomingHttpStatusHeader;

/** HQ's own dial to a system times out in less; a weak link adds two round trips. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** A refusal's problem details; what is longer is cut off and not read. */
const MAX_REFUSAL_BYTES = 4096;

/**
 * Opens a byte stream to `authority` through the gateway (HTTP/2 CONNECT, RFC 9113 §8.5). The Duplex is the HTTP/2 stream itself: it
 * half-closes, and it ends with an error when the connection does. Rejects with TunnelError.
 */
export const openStream = (session: ClientHttp2Session, authority: string): Promise<Duplex> => {
  const open = async (stream: ClientHttp2Stream): Promise<Duplex> => {
    const headers = await answered(stream);
    if (headers[':status'] === 200) return stream;
    stream.end();
    // What cannot be read of a refusal does not matter: the status alone refuses.
    const body = await collect(stream, MAX_REFUSAL_BYTES).catch(() => new Uint8Array());
    throw refusalOf(answerOf(headers, body));
  };
  return within(
    CONNECT_TIMEOUT_MS,
    undefined,
    () => session.request({ ':method': 'CONNECT', ':authority': authority }, { endStream: false }),
    open,
  );
};

/**
 * One request without a body, and its answer from the beginning on, which comes in time; who asked reads the stream and ends it. Rejects
 * with TunnelError.
 */
export const begin = (session: ClientHttp2Session, { method, path, headers, timeoutMs, signal }: DeviceRequest) =>
  within(
    timeoutMs,
    signal,
    () => session.request({ ...headers, ':method': method, ':path': path }, signal === undefined ? {} : { signal }),
    async (stream) => ({ status: (await answered(stream))[':status'] ?? 0, stream }),
  );

/** One request and its whole answer, bounded in size and time. Rejects with TunnelError. */
export const exchange = (session: ClientHttp2Session, request: DeviceRequest): Promise<DeviceAnswer> => {
  const { method, path, body, maxBytes, timeoutMs, signal } = request;
  const length = body === undefined ? {} : { 'content-length': String(body.byteLength) };
  const headers = { ...request.headers, ...length, ':method': method, ':path': path };
  const ask = async (stream: ClientHttp2Stream): Promise<DeviceAnswer> => {
    if (body !== undefined) stream.end(body);
    const received = await answered(stream);
    const answer = answerOf(received, await collect(stream, maxBytes));
    const refusal = refusalOf(answer);
    if (refusal.code === 'DeviceRefused') throw refusal;
    return answer;
  };
  return within(timeoutMs, signal, () => session.request(headers, { endStream: body === undefined }), ask);
};

/** Starts a stream and works on it for no longer than `timeoutMs`. Whatever fails, the stream is cancelled. */
const within = <Value>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  start: () => ClientHttp2Stream,
  work: (stream: ClientHttp2Stream) => Promise<Value>,
): Promise<Value> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) throw new TunnelError('TunnelDown');
    const stream = startOrThrow(start);
    // Stays: whoever works on the stream sees its close; an error nobody listens to must not end the program.
    stream.on('error', () => undefined);
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const fail = (error: unknown): void => {
      settle();
      stream.close(constants.NGHTTP2_CANCEL);
      reject(error);
    };
    const onAbort = (): void => fail(new TunnelError('TunnelDown'));
    const timer = setTimeout(() => fail(new TunnelError('DeadlinePassed')), timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    work(stream).then((value) => {
      settle();
      resolve(value);
    }, fail);
  });

const startOrThrow = (start: () => ClientHttp2Stream): ClientHttp2Stream => {
  try {
    return resetFirst(start());
  } catch (cause) {
    throw new TunnelError('TunnelDown', cause); // The session ended between the caller's look and the call.
  }
};

const answered = (stream: ClientHttp2Stream): Promise<Headers> =>
  new Promise((resolve, reject) => {
    const onClose = (): void => reject(new TunnelError('TunnelDown'));
    stream.once('close', onClose);
    stream.once('response', (headers: Headers) => {
      stream.off('close', onClose);
      resolve(headers);
    });
  });

/** The whole body. It is whole only when the stream closed without an error: one that HQ resets ends as well. */
const collect = (stream: ClientHttp2Stream, maxBytes: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let ended = false;
    const onData = (chunk: Buffer): void => {
      size += chunk.byteLength;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      stream.off('data', onData).pause();
      reject(new TunnelError('AnswerTooLarge'));
    };
    stream.on('data', onData);
    stream.once('end', () => {
      ended = true;
    });
    stream.once('close', () => {
      // NO_ERROR also closes an answer to a body that HQ did not care to read (RFC 9113 §8.1).
      if (ended && stream.rstCode === constants.NGHTTP2_NO_ERROR) resolve(joined(chunks, size));
      else reject(new TunnelError('TunnelDown'));
    });
  });

/** In memory of its own, and its parts zeroed: a lease comes this way, and whoever reads it can then leave nothing of it. */
const joined = (chunks: readonly Buffer[], size: number): Uint8Array => {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
    chunk.fill(0);
  }
  return whole;
};

const answerOf = (headers: Headers, body: Uint8Array): DeviceAnswer => ({
  status: headers[':status'] ?? 0,
  headers: textHeaders(headers),
  body,
});

const textHeaders = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));

/** What a refusal means, for streams and requests alike: HQ's own code first, else the status. */
const refusalOf = (answer: DeviceAnswer): TunnelError => {
  const problem = deviceProblemOf(answer);
  if (problem === 'DeviceRevoked') return new Disowned();
  if (problem === 'DeviceUnknown') return new TunnelError('DeviceRefused');
  return new TunnelError(answer.status >= 500 ? 'DestinationDown' : 'DestinationRefused');
};
