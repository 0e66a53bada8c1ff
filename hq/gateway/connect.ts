import { constants, type ServerHttp2Stream } from 'node:http2';
import { connect as connectTcp, type Socket } from 'node:net';
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
 * what cannot be reached. Half-closes in both directions.
 */
export const joinDestination = (stream: ServerHttp2Stream, authority: string, destinations: Destinations): void => {
  const to = destinations.get(authority);
  if (to === undefined) {
    refuseStream(stream, 403, 'DestinationRefused');
    return;
  }
  const upstream = connectTcp({ ...to, noDelay: true, allowHalfOpen: true });
  const dialling = setTimeout(() => upstream.destroy(new Error('dial timeout')), DIAL_TIMEOUT_MS);
  stream.once('close', () => upstream.destroy());
  upstream.once('connect', () => {
    clearTimeout(dialling);
    if (stream.destroyed) return;
    stream.respond({ [constants.HTTP2_HEADER_STATUS]: 200 });
    stream.setTimeout(IDLE_TIMEOUT_MS, () => stream.close(constants.NGHTTP2_CANCEL));
    upstream.pipe(stream);
    stream.pipe(upstream);
  });
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

const refuseStream = (stream: ServerHttp2Stream, status: number, code: string): void => {
  void answerStream(stream, problemAnswer(status, code));
};

const breakOff = (stream: ServerHttp2Stream, upstream: Socket): void => {
  upstream.destroy();
  if (stream.destroyed) return;
  if (stream.headersSent) stream.close(constants.NGHTTP2_CONNECT_ERROR);
  else refuseStream(stream, 502, 'DestinationDown');
};
