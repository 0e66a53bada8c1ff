import { constants, type ServerHttp2Stream } from 'node:http2';
import { connect as connectTcp, type Socket } from 'node:net';
import { connectProblems } from '../../contracts/hq/problems.ts';
import { problemAnswer } from '../http/answer.ts';
import { answerStream } from '../http/serve.ts';

/** host:port by authority, as a client writes it in CONNECT: "mail.hq:993". */
export type Destinations = ReadonlyMap<string, { readonly host: string; readonly port: number }>;

/** Less than a laptop waits for the answer, so that it hears why. */
const DIAL_TIMEOUT_MS = 8000;
/** IMAP's IDLE may be silent for 29 minutes (RFC 2177); what is silent for longer has been forgotten by both ends. */
const IDLE_TIMEOUT_MS = 35 * 60_000;

/**
 * Joins a CONNECT stream (RFC 9113 §8.5) to its destination: 200 once connected, 403 for what is not on the list, 502 for
 * what cannot be reached. `joined` hears of the connection before a byte goes through it. Half-closes in both directions.
 */
export const joinDestination = (
  stream: ServerHttp2Stream,
  authority: string,
  destinations: Destinations,
  joined: (upstream: Socket) => void,
): void => {
  const to = destinations.get(authority);
  if (to === undefined) {
    refuseStream(stream, 'DestinationRefused');
    return;
  }
  const upstream = connectTcp({ ...to, noDelay: true, allowHalfOpen: true, onread: pooledReads(stream) });
  const dialling = setTimeout(() => upstream.destroy(new Error('dial timeout')), DIAL_TIMEOUT_MS);
  stream.once('close', () => upstream.destroy());
  upstream.once('connect', () => {
    clearTimeout(dialling);
    if (stream.destroyed) return;
    joined(upstream);
    stream.respond({ [constants.HTTP2_HEADER_STATUS]: 200 });
    stream.setTimeout(IDLE_TIMEOUT_MS, () => stream.close(constants.NGHTTP2_CANCEL));
    stream.on('drain', () => upstream.resume());
    stream.pipe(upstream);
  });
  upstream.once('end', () => stream.end());
  upstream.once('error', () => {
    clearTimeout(dialling);
    breakOff(stream, upstream);
  });
  upstream.once('close', () => {
    clearTimeout(dialling);
    // The destination went away without finishing: the laptop must not take what came for the whole (RFC 9113 §8.5).
    if (!upstream.readableEnded) breakOff(stream, upstream);
  });
};

/** What a socket reads at once at most. Half of it costs a tenth of the throughput; twice as much, memory on every idle stream. */
const READ_BYTES = 128 * 1024;

/**
 * Reads what the destination sends into a few buffers that are used again and again. A new one for each read is garbage that a
 * process with a large heap, such as one with an embedded database, collects dearly: it halves the gateway's throughput.
 */
const pooledReads = (stream: ServerHttp2Stream) => {
  const free: Buffer[] = [];
  return {
    buffer: () => free.pop() ?? Buffer.allocUnsafeSlow(READ_BYTES),
    /** `false` pauses the socket until the laptop has taken what is written. */
    callback: (bytes: number, buffer: Uint8Array) =>
      !stream.writableEnded && stream.write(buffer.subarray(0, bytes), () => free.push(buffer as Buffer)),
  };
};

const refuseStream = (stream: ServerHttp2Stream, code: keyof typeof connectProblems): void => {
  void answerStream(stream, problemAnswer(connectProblems[code], code));
};

const breakOff = (stream: ServerHttp2Stream, upstream: Socket): void => {
  upstream.destroy();
  if (stream.destroyed) return;
  if (stream.headersSent) stream.close(constants.NGHTTP2_CONNECT_ERROR);
  else refuseStream(stream, 'DestinationDown');
};
