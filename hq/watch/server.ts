import { createServer, type ServerResponse } from 'node:http';
import { sql } from 'kysely';
import { listen } from '../connections/listen.ts';
import type { Query } from '../database/database.ts';
import { faultOf, type Log } from '../log.ts';
import { EXPOSITION_TYPE, exposition, type Metric } from './exposition.ts';
import { inTime } from './in-time.ts';

/** Whoever watches asks a line; there is no body. */
const limits = { maxHeaderSize: 8 * 1024, requestTimeout: 5000, headersTimeout: 5000, keepAliveTimeout: 5000 };

/**
 * The address for those who watch HQ, in plain HTTP and not for laptops: `/healthz` (the process answers), `/readyz` (it can serve: its
 * database answers; 503 otherwise) and `/metrics` for Prometheus. Nothing there names a laptop or a person.
 */
export const startWatch = async (parts: {
  readonly host: string;
  readonly port: number;
  readonly query: Query;
  readonly metrics: () => Promise<readonly Metric[]>;
  readonly log: Log;
}): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const { host, port, query, metrics, log } = parts;
  const answers: Readonly<Record<string, () => Promise<Said>>> = {
    '/healthz': async () => ({ status: 200, text: 'ok\n' }),
    '/readyz': async () =>
      (await inTime(sql`select 1`.execute(query))) ? { status: 200, text: 'ok\n' } : { status: 503, text: 'database\n' },
    '/metrics': async () => ({ status: 200, text: exposition(await metrics()), type: EXPOSITION_TYPE }),
  };
  const server = createServer(limits, (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const answer = isRead && Object.hasOwn(answers, request.url ?? '') ? answers[request.url ?? ''] : undefined;
    if (answer === undefined) return say(response, { status: isRead ? 404 : 405, text: '' });
    answer().then(
      (said) => say(response, said),
      (error) => {
        log('watchFailed', faultOf(error));
        say(response, { status: 500, text: '' });
      },
    );
  });
  const { port: listening, stop } = await listen(server, host, port);
  return { port: listening, close: stop };
};

interface Said {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
}

const say = (response: ServerResponse, { status, text, type = 'text/plain; charset=utf-8' }: Said): void => {
  response.writeHead(status, { 'content-type': type, 'content-length': String(Buffer.byteLength(text)), 'cache-control': 'no-store' });
  response.end(text);
};
