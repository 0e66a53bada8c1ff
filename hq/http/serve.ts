import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { commonProblems } from '../../contracts/hq/problems.ts';
import { faultOf, type Log } from '../log.ts';
import { type Answer, HttpError, problemAnswer } from './answer.ts';
import { type Asked, askedOf, type BodyHolder } from './asked.ts';
import { bodyBudget } from './body-budget.ts';

type Handler = (asked: Asked) => Promise<Answer>;

/** Answers one HTTP/2 stream. Never rejects: what breaks inside is logged and answered 500. */
export const serveStream = async (
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  handle: Handler,
  { log, holder }: ServeParts,
): Promise<void> => {
  const gone = goneSignal(stream);
  const first = { method: headers[':method'], target: headers[':path'], headers };
  const body = bodyHolder(holder);
  try {
    await answerStream(stream, await answerOf(() => handle(askedOf(first, stream, gone, body)), gone, log));
  } finally {
    body.release();
  }
};

/** Whose request it is: a laptop, an officer on one, or somebody at the enrolment port. */
interface ServeParts {
  readonly log: Log;
  readonly holder: string;
}

const bodyHolder = (holder: string): BodyHolder & { release(): void } => {
  let held = 0;
  return {
    take(bytes) {
      if (!bodyBudget.take(holder, bytes)) return false;
      held += bytes;
      return true;
    },
    release: () => bodyBudget.give(holder, held),
  };
};

/** Sends an answer over an HTTP/2 stream that nobody has answered yet. */
export const answerStream = async (stream: ServerHttp2Stream, answer: Answer): Promise<void> => {
  if (stream.destroyed || stream.closed) return;
  stream.respond({ ...headersOf(answer), [constants.HTTP2_HEADER_STATUS]: answer.status });
  await send(answer, stream);
  // The rest of a body that was refused unread need not be sent (RFC 9113 §8.1).
  const cut = (): void => {
    if (!stream.destroyed && !stream.endAfterHeaders && !stream.readableEnded) stream.close(constants.NGHTTP2_NO_ERROR);
  };
  // A stream that is closed first and then destroyed is not reset: Node forgets it, nghttp2 does not, and makes empty frames for it without end.
  if (stream.writableFinished) cut();
  else stream.once('finish', cut);
};

/** Answers one HTTP/1.1 request. Never rejects. */
export const serveRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handler,
  { log, holder }: ServeParts,
): Promise<void> => {
  const gone = goneSignal(response);
  request.on('error', () => {}); // A broken connection; `gone` tells it.
  const first = { method: request.method, target: request.url, headers: request.headers };
  const body = bodyHolder(holder);
  const answer = await answerOf(() => handle(askedOf(first, request, gone, body)), gone, log).finally(() => body.release());
  if (gone.aborted) return;
  // A body that was refused unread: the next request would begin in its midst.
  if (!request.complete) response.shouldKeepAlive = false;
  response.writeHead(answer.status, headersOf(answer));
  await send(answer, response);
};

const goneSignal = (carrier: Writable): AbortSignal => {
  const gone = new AbortController();
  carrier.once('close', () => gone.abort());
  return gone.signal;
};

const answerOf = async (handle: () => Promise<Answer>, gone: AbortSignal, log: Log): Promise<Answer> => {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof HttpError && isCommon(error.code)) return problemAnswer(commonProblems[error.code], error.code, error.headers);
    if (!gone.aborted) log('requestFailed', faultOf(error)); // A body that breaks off with its connection is no fault of ours.
    return problemAnswer(commonProblems.Internal, 'Internal');
  }
};

/** Where no endpoint was found, no other code has a status. */
const isCommon = (code: string): code is keyof typeof commonProblems => Object.hasOwn(commonProblems, code);

const headersOf = ({ headers, body }: Answer): Record<string, string> => ({
  // What HQ says is for one officer at one moment.
  'cache-control': 'no-store',
  ...headers,
  ...(typeof body === 'string' || body instanceof Uint8Array ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
});

const send = async ({ body }: Answer, to: Writable): Promise<void> => {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    to.end(body ?? '');
    return;
  }
  // With backpressure; ends early, and so ends the iteration, when the asker has gone.
  await pipeline(Readable.from(body, { objectMode: false }), to).catch(() => {});
};
