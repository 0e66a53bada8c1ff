import type { ClientHttp2Stream, IncomingHttpHeaders, IncomingHttpStatusHeader } from 'node:http2';
import { constants } from 'node:http2';
import { CHANGES_PAGE_LINES, NUDGE_INTERVAL_MS, nudgeLine, type System } from '../../../contracts/hq/feeds.ts';
import { type FeedLine, readLine, unread } from '../line.ts';
import type { Services } from '../services.ts';
import { createBlobService } from './blobs.ts';
import { sendCommand } from './command.ts';
import { createServicesConnection, type ServicesConnection, type ServicesOptions } from './connection.ts';
import { type LineLimits, readJsonLines } from './lines.ts';

/** Why a feed could not be read. Refused: HQ does not serve this officer (now). Unusable: HQ's answer is not a feed. LinkBroken: all else. */
export type ServicesErrorCode = 'Refused' | 'Unusable' | 'LinkBroken';
export class ServicesError extends Error {
  readonly code: ServicesErrorCode;
  constructor(code: ServicesErrorCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'ServicesError';
    this.code = code;
  }
}

/** The first line of a feed needs one query at HQ. */
const ANSWER_TIMEOUT_MS = 20_000;
/** A log of several days is some 200 KiB; one that holds all the lines it may (2,000), each of a paragraph, comes through too. */
const PAGE_LIMITS: LineLimits = { maxLineBytes: 4 * 1024 * 1024, maxTotalBytes: 32 * 1024 * 1024, silenceMs: 20_000 };
/** A page is CHANGES_PAGE_LINES items, perhaps counted by transaction, and a reset and a cursor line; twice that is no page. */
const MAX_PAGE_LINES = 2 * CHANGES_PAGE_LINES;
/** Two nudges missed, and time for a weak link. A shift of nudges is under 1 MiB. */
const NUDGE_LIMITS: LineLimits = { maxLineBytes: 1024, maxTotalBytes: 16 * 1024 * 1024, silenceMs: 2 * NUDGE_INTERVAL_MS + 10_000 };

/** HQ's systems over the tunnel for one officer's shift (main/sync/services.ts). Connects when first asked. */
export const createServices = (options: ServicesOptions): Services => {
  const connection = createServicesConnection(options);
  return {
    changes: (system, cursor, signal) => readPage(connection, system, cursor, signal),
    nudges: (system, onNudge, signal) => followNudges(connection, system, onNudge, signal),
    command: (system, key, request, signal) => sendCommand(connection, system, key, request, signal),
    blobs: createBlobService(connection),
    close: async () => connection.close(),
  };
};

async function* readPage(connection: ServicesConnection, system: System, cursor: string, signal: AbortSignal): AsyncGenerator<FeedLine> {
  const stream = await get(connection, `/v1/${system}/changes?cursor=${encodeURIComponent(cursor)}`, signal);
  try {
    let count = 0;
    for await (const read of readJsonLines(stream, PAGE_LIMITS)) {
      const line = read.ok ? readLine(read.value) : unread(read.code, read.told);
      count += 1;
      if (line === undefined || count > MAX_PAGE_LINES) throw new ServicesError('Unusable');
      // Only the first line may reset: later, it would throw away what this very page brought.
      if (line.op === 'reset' && count > 1) throw new ServicesError('Unusable');
      yield line;
      if (line.op === 'cursor') return;
    }
    throw new ServicesError('LinkBroken');
  } catch (error) {
    throw asServicesError(error);
  } finally {
    cancel(stream);
  }
}

const followNudges = async (connection: ServicesConnection, system: System, onNudge: () => void, signal: AbortSignal): Promise<void> => {
  const stream = await get(connection, `/v1/${system}/nudges`, signal).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (stream === undefined) return;
  try {
    for await (const read of readJsonLines(stream, NUDGE_LIMITS)) {
      if (!read.ok || !nudgeLine.safeParse(read.value).success) throw new ServicesError('Unusable');
      onNudge();
    }
  } catch (error) {
    // A broken link is the ordinary end of a nudge stream.
    const known = asServicesError(error);
    if (known.code !== 'LinkBroken' && !signal.aborted) throw known;
  } finally {
    cancel(stream);
  }
};

/** Sends a GET and resolves with the stream once it answered 200. Rejects with ServicesError. */
const get = async (connection: ServicesConnection, path: string, signal: AbortSignal): Promise<ClientHttp2Stream> => {
  const session = await connection.session().catch((cause: unknown) => {
    throw new ServicesError('LinkBroken', cause);
  });
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
  return new Promise((resolve, reject) => {
    const stream = start(() => session.request({ ':method': 'GET', ':path': path, accept: 'application/x-ndjson' }, { signal }), reject);
    if (stream === undefined) return;
    const fail = (error: ServicesError): void => {
      deadline.removeEventListener('abort', onDeadline);
      stream.off('close', onClose);
      cancel(stream);
      reject(error);
    };
    const onDeadline = (): void => fail(new ServicesError('LinkBroken'));
    const onClose = (): void => fail(new ServicesError('LinkBroken'));
    stream.on('error', () => undefined); // 'close' follows.
    stream.once('close', onClose);
    deadline.addEventListener('abort', onDeadline, { once: true });
    stream.once('response', (headers: IncomingHttpHeaders & IncomingHttpStatusHeader) => {
      const status = headers[':status'] ?? 0;
      if (status !== 200)
        return fail(new ServicesError(status === 401 || status === 403 ? 'Refused' : status < 500 ? 'Unusable' : 'LinkBroken'));
      deadline.removeEventListener('abort', onDeadline);
      stream.off('close', onClose);
      resolve(stream);
    });
  });
};

const start = (open: () => ClientHttp2Stream, reject: (error: ServicesError) => void): ClientHttp2Stream | undefined => {
  try {
    return open();
  } catch (cause) {
    reject(new ServicesError('LinkBroken', cause));
    return undefined;
  }
};

const cancel = (stream: ClientHttp2Stream): void => {
  if (!stream.destroyed) stream.close(constants.NGHTTP2_CANCEL);
};

const asServicesError = (error: unknown): ServicesError => {
  if (error instanceof ServicesError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return new ServicesError(code === 'TooLarge' ? 'Unusable' : 'LinkBroken', error);
};
