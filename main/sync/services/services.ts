import type { ClientHttp2Stream } from 'node:http2';
import { constants } from 'node:http2';
import { type EndpointRequest, endpoints } from '../../../contracts/hq/endpoints.ts';
import { CHANGES_PAGE_LINES, notificationLine, type System } from '../../../contracts/hq/feeds.ts';
import { requestOf } from '../../device/tunnel/call.ts';
import { begin } from '../../device/tunnel/streams.ts';
import { type FeedLine, readLine, unread } from '../line.ts';
import type { CallForHelp, Services } from '../services.ts';
import { createAttachmentSource, createBlobService } from './blobs.ts';
import { sendCommand } from './command.ts';
import { createServicesConnection, type ServicesConnection, type ServicesOptions } from './connection.ts';
import { callForHelpOver } from './emergency.ts';
import { type LineLimits, readJsonLines } from './lines.ts';
import { createMapService, type MapService } from './map.ts';
import { type SearchAtHq, searchOver } from './search.ts';
import { createVideoService, type VideoService } from './video.ts';

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

/** A page is CHANGES_PAGE_LINES items, perhaps counted by transaction, and a reset and a cursor line; twice that is no page. */
const MAX_PAGE_LINES = 2 * CHANGES_PAGE_LINES;
/** HQ's systems over the tunnel for one officer's shift (main/sync/services.ts). Connects when first asked. */
export const createServices = (
  options: ServicesOptions,
): Services & {
  readonly map: MapService;
  readonly video: VideoService;
  readonly callForHelp: CallForHelp;
  readonly searchAtHq: SearchAtHq;
} => {
  const connection = createServicesConnection(options);
  return {
    changes: (system, cursor, signal) => readPage(connection, system, cursor, signal),
    changeNotifications: (system, onChangeNotification, signal) =>
      followChangeNotifications(connection, system, onChangeNotification, signal),
    command: (system, key, request, signal) => sendCommand(connection.call, system, key, request, signal),
    blobs: createBlobService(connection.call),
    attachments: createAttachmentSource(connection.call),
    map: createMapService(connection.call),
    video: createVideoService(connection.call),
    callForHelp: callForHelpOver(connection.call),
    searchAtHq: searchOver(connection.call),
    close: async () => connection.close(),
  };
};

async function* readPage(connection: ServicesConnection, system: System, cursor: string, signal: AbortSignal): AsyncGenerator<FeedLine> {
  const stream = await get(connection, 'changes', { segments: { system }, query: { cursor } }, signal);
  try {
    let count = 0;
    for await (const read of readJsonLines(stream, limitsOf('changes'))) {
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

const followChangeNotifications = async (
  connection: ServicesConnection,
  system: System,
  onChangeNotification: () => void,
  signal: AbortSignal,
): Promise<void> => {
  const stream = await get(connection, 'changeNotifications', { segments: { system } }, signal).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (stream === undefined) return;
  try {
    for await (const read of readJsonLines(stream, limitsOf('changeNotifications'))) {
      if (!read.ok || !notificationLine.safeParse(read.value).success) throw new ServicesError('Unusable');
      onChangeNotification();
    }
  } catch (error) {
    // A broken link is the ordinary end of a stream of notifications.
    const known = asServicesError(error);
    if (known.code !== 'LinkBroken' && !signal.aborted) throw known;
  } finally {
    cancel(stream);
  }
};

type LinesEndpoint = 'changes' | 'changeNotifications';

const limitsOf = (id: LinesEndpoint): LineLimits => {
  const { answers, maxAnswerBytes } = endpoints[id];
  return { ...answers[200], maxTotalBytes: maxAnswerBytes };
};

/** Asks for lines and resolves with the stream once it answered 200. Rejects with ServicesError. */
const get = async <Id extends LinesEndpoint>(
  connection: ServicesConnection,
  id: Id,
  asked: EndpointRequest<Id>,
  signal: AbortSignal,
): Promise<ClientHttp2Stream> => {
  try {
    const { status, stream } = await begin(await connection.session(), { ...requestOf(id, asked), signal });
    if (status === 200) return stream;
    cancel(stream);
    throw new ServicesError(status === 401 || status === 403 ? 'Refused' : status < 500 ? 'Unusable' : 'LinkBroken');
  } catch (error) {
    throw asServicesError(error);
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
