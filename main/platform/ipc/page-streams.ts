import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { STREAM_PIECE_BYTES } from '../../../contracts/ipc/streams.ts';
import type { ServeHandler } from '../shell/port.ts';
import { isOwnRequest, readRequestBody } from './request-body.ts';

/** More streams than the panes of one window have. */
const MAX_STREAMS = 8;
/** How long a read waits for bytes: past it the page asks again, which shows that it is there. */
const READ_MS = 20_000;
/** A page that has not asked for so long has gone. */
const SILENT_MS = 60_000;

export interface PageStreamPorts {
  readonly appOrigin: string;
  /** Opens what the page names, for as long as this answers; undefined: there is no such thing, or nobody may have it now. */
  readonly open: (name: string) => Promise<Duplex | undefined>;
  readonly timing?: { readonly readMs: number; readonly silentMs: number };
}

export interface PageStreams {
  readonly serve: ServeHandler;
  /** Ends every stream: at a lock. */
  closeAll(): void;
}

interface Open {
  readonly duplex: Duplex;
  /** Pieces that the page has sent, and that it has been given, so far. */
  sent: number;
  given: number;
  /** What was given last, until the page asks for what comes after it: an answer that was lost is given again. */
  last: Uint8Array<ArrayBuffer>;
  ended: boolean;
  busy: { sending: boolean; reading: boolean };
  silent: NodeJS.Timeout | undefined;
}

const PATH = /^\/streams\/([0-9a-f-]{36})\/(\d{1,15})$/;

/**
 * Duplex byte streams between main and the page over the app origin, alike in every shell: a page cannot open a socket, and a body that is
 * still being sent has no answer yet. Pieces are numbered from 0 in each direction, so that one that is said twice counts once.
 *   POST   /streams/?open=NAME    201 { id }; 404, or 429 when there are too many
 *   PUT    /streams/{id}/{n}      the page's n-th piece, of at most STREAM_PIECE_BYTES; 204 once the other side takes more (back-pressure);
 *                                 an empty one ends the page's side
 *   GET    /streams/{id}/{n}      the n-th piece for the page: 200, or 204 after a while without one, or 410 at the end
 *   DELETE /streams/{id}/0        closes it. 204
 */
export const createPageStreams = ({ appOrigin, open, timing = { readMs: READ_MS, silentMs: SILENT_MS } }: PageStreamPorts): PageStreams => {
  const streams = new Map<string, Open>();
  let opening = 0;
  let era = 0;

  const close = (id: string): void => {
    const one = streams.get(id);
    clearTimeout(one?.silent);
    one?.duplex.destroy();
    streams.delete(id);
  };
  const touch = (id: string, one: Open): void => {
    clearTimeout(one.silent);
    one.silent = setTimeout(() => close(id), timing.silentMs).unref();
  };

  const begin = async (name: string): Promise<Response> => {
    if (streams.size + opening >= MAX_STREAMS) return answer(429);
    opening += 1;
    const mine = era;
    try {
      const duplex = await open(name);
      if (duplex === undefined) return answer(404);
      if (mine !== era) {
        duplex.destroy(); // Locked meanwhile.
        return answer(404);
      }
      const id = randomUUID();
      const one: Open = {
        duplex,
        sent: 0,
        given: 0,
        last: new Uint8Array(),
        ended: false,
        busy: { sending: false, reading: false },
        silent: undefined,
      };
      duplex.on('error', () => undefined); // Its end is reported; why is for its owner.
      duplex.once('end', () => {
        one.ended = true;
      });
      duplex.once('close', () => {
        one.ended = true;
      });
      streams.set(id, one);
      touch(id, one);
      return Response.json({ id }, { status: 201 });
    } finally {
      opening -= 1;
    }
  };

  const send = async (one: Open, piece: number, request: Request): Promise<Response> => {
    if (one.busy.sending || piece > one.sent) return answer(409);
    if (piece < one.sent) return answer(204); // It came; only its answer was lost.
    one.busy.sending = true;
    try {
      const bytes = await readRequestBody(request, STREAM_PIECE_BYTES);
      if (bytes === undefined) return answer(400);
      if (one.duplex.destroyed || one.duplex.writableEnded) return answer(410);
      one.sent += 1;
      if (bytes.byteLength === 0) one.duplex.end();
      else if (!one.duplex.write(bytes)) await settled(one.duplex, 'drain', timing.readMs);
      return answer(204);
    } finally {
      one.busy.sending = false;
    }
  };

  const give = async (one: Open, piece: number): Promise<Response> => {
    if (piece === one.given - 1) return bytesAnswer(one.last);
    if (one.busy.reading || piece !== one.given) return answer(409);
    one.busy.reading = true;
    try {
      let bytes = take(one.duplex);
      if (bytes === undefined && !one.ended) {
        await settled(one.duplex, 'readable', timing.readMs);
        bytes = take(one.duplex);
      }
      if (bytes === undefined) return answer(one.ended ? 410 : 204);
      one.given += 1;
      one.last = bytes;
      return bytesAnswer(bytes);
    } finally {
      one.busy.reading = false;
    }
  };

  return {
    async serve(request) {
      if (!isOwnRequest(request, appOrigin)) return answer(400);
      const url = new URL(request.url);
      const name = url.searchParams.get('open');
      if (url.pathname === '/streams/' && request.method === 'POST' && name !== null) return begin(name);
      const [, id = '', piece = ''] = PATH.exec(url.pathname) ?? [];
      const one = streams.get(id);
      if (one === undefined) return answer(404);
      touch(id, one);
      switch (request.method) {
        case 'PUT':
          return send(one, Number(piece), request);
        case 'GET':
          return give(one, Number(piece));
        case 'DELETE':
          close(id);
          return answer(204);
        default:
          return answer(405);
      }
    },
    closeAll() {
      era += 1;
      for (const id of [...streams.keys()]) close(id);
    },
  };
};

const answer = (status: number): Response => new Response(null, { status });
const bytesAnswer = (bytes: Uint8Array<ArrayBuffer>): Response =>
  new Response(bytes, { headers: { 'content-type': 'application/octet-stream' } });

/** What lies ready, at most a piece; undefined when nothing does. */
const take = (duplex: Duplex): Uint8Array<ArrayBuffer> | undefined => {
  const ready = Math.min(duplex.readableLength, STREAM_PIECE_BYTES);
  // A stream that has not begun to read has nothing ready until it is asked.
  const bytes: Buffer | null = ready > 0 ? duplex.read(ready) : duplex.read();
  if (bytes === null) return undefined;
  if (bytes.byteLength > STREAM_PIECE_BYTES) duplex.unshift(bytes.subarray(STREAM_PIECE_BYTES));
  return new Uint8Array(bytes.subarray(0, STREAM_PIECE_BYTES));
};

/** Resolves at the event, at the stream's end, or after `ms`. */
const settled = (duplex: Duplex, event: 'drain' | 'readable', ms: number): Promise<void> =>
  new Promise((resolve) => {
    const events = [event, 'end', 'close'] as const;
    const done = (): void => {
      clearTimeout(timer);
      for (const name of events) duplex.off(name, done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    for (const name of events) duplex.once(name, done);
  });
