import { empty } from '../headers.ts';
import type { ServeHandler } from '../port.ts';
import type { Connection } from './cdp/connection.ts';
import type { PausedRequest } from './cdp/protocol.ts';

/**
 * The longest answer that the protocol is given: it carries a body whole, in one message. What is longer is asked for in ranges
 * (platform/ipc/range.ts), as it must be in every shell.
 */
const MAX_BODY_BYTES = 24 * 1024 * 1024;

/**
 * Added to every document: no popups, no downloads, no dialogs, no way to the top from a frame. It does here what Electron's
 * window-open and download handlers do.
 */
const DOCUMENT_SANDBOX = 'sandbox allow-scripts allow-same-origin allow-forms';
/** A document that is sandboxed may not have an opener policy too (HTML, "obtain an opener policy"). */
const LEFT_OUT = 'cross-origin-opener-policy';

/** Answers every request of every frame and worker from the serve handler, and fails whatever is not for the app origin. */
export const answerRequests = (connection: Connection, origin: string, serve: () => ServeHandler): void => {
  connection.on('Fetch.requestPaused', (paused, session) => {
    const { requestId, resourceType, request } = paused;
    if (!request.url.startsWith(`${origin}/`) || isServiceWorker(request)) {
      // "Aborted" leaves a document where it is; any other reason would put an error page in its place.
      const errorReason = resourceType === 'Document' ? 'Aborted' : 'BlockedByClient';
      connection.tell('Fetch.failRequest', { requestId, errorReason }, session);
      return;
    }
    void answer(paused, serve()).then(({ status, headers, body, isDocument }) => {
      // What is no document would become an error page or a download.
      if (resourceType === 'Document' && !isDocument) connection.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, session);
      else connection.tell('Fetch.fulfillRequest', { requestId, responseCode: status, responseHeaders: headers, body }, session);
    });
  });
};

/** A service worker would outlive its page and answer for it (Service Workers, "Service-Worker" header). */
const isServiceWorker = ({ headers }: PausedRequest['request']): boolean =>
  Object.entries(headers).some(([name, value]) => name.toLowerCase() === 'service-worker' && value === 'script');

interface Answer {
  readonly status: number;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: string;
  /** A page that may be shown. */
  readonly isDocument: boolean;
}

const answer = async ({ request }: PausedRequest, serve: ServeHandler): Promise<Answer> => {
  const { url, method, headers } = request;
  const posted = request.postDataEntries?.map((entry) => Buffer.from(entry.bytes ?? '', 'base64'));
  try {
    const response = await serve(new Request(url, { method, headers, body: posted?.length ? Buffer.concat(posted) : null }));
    return await written(response);
  } catch {
    // A request that Node refuses to form, or a body that broke off.
    return written(empty(500));
  }
};

const written = async (response: Response): Promise<Answer> => {
  const headers = [...response.headers].filter(([name]) => name !== LEFT_OUT).map(([name, value]) => ({ name, value }));
  const isHtml = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  const isDocument = response.ok && isHtml;
  if (isHtml) headers.push({ name: 'content-security-policy', value: DOCUMENT_SANDBOX });
  return { status: response.status, headers, body: (await bodyOf(response)).toString('base64'), isDocument };
};

/** The whole body. Throws, and ends it, as soon as it proves too long. */
const bodyOf = async (response: Response): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new RangeError('answer too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
