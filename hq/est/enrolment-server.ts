import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { RunningServer } from '../connections/guarded-server.ts';
import { enrolmentLimits } from '../connections/limits.ts';
import { listen } from '../connections/listen.ts';
import type { ServerIdentity } from '../connections/server-identity.ts';
import { HttpError } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { type Handler, routesOf } from '../http/endpoints.ts';
import { route } from '../http/router.ts';
import { serveRequest } from '../http/serve.ts';
import type { Log } from '../log.ts';
import { networkOf } from './addresses.ts';
import { ConnectionCap } from './connection-cap.ts';
import { RateLimit } from './rate-limit.ts';

/** Laptops enrol one by one; this bounds memory against somebody who has very many addresses. */
const MAX_CONNECTIONS = 2000;

/** Somebody at the enrolment port, who may know a laptop's code. */
export interface Unknown {
  readonly address: string;
  readonly authorization: string | undefined;
}

/**
 * The enrolment port: for laptops that have no certificate yet, so anybody can reach it. One address gets ten tries a
 * minute, its block sixty; behind a balancer that hides addresses, that is ten for all, and the balancer has to count.
 */
export const startEnrolment = async (parts: {
  readonly host: string;
  readonly port: number;
  readonly identity: ServerIdentity;
  readonly enrol: Handler<'simpleEnroll', Unknown>;
  readonly log: Log;
}): Promise<RunningServer> => {
  const { host, port, identity, enrol, log } = parts;
  const limit = new RateLimit();
  const routes = routesOf<'enrolment', Unknown>({ simpleEnroll: enrol }, (_, { address }) => {
    const wait = limit.take(address, Date.now());
    if (wait !== undefined) throw new HttpError('TooManyTries', { 'retry-after': String(wait) });
  });
  const server = createServer({ ...enrolmentLimits, ...identity }, (request, response) => {
    const address = request.socket.remoteAddress ?? '';
    const handle = (asked: Asked) => route(routes, asked, { address, authorization: asked.header('authorization') });
    void serveRequest(request, response, handle, { log, holder: `enrolment ${networkOf(address)}` });
  });
  const cap = new ConnectionCap(MAX_CONNECTIONS);
  server.on('connection', (socket) => cap.enter(socket as Socket));
  const { port: listening, stop } = await listen(server, host, port);
  return {
    port: listening,
    sessions: () => cap.open,
    renew: (next) => server.setSecureContext({ ...enrolmentLimits, ...next }),
    close: stop,
  };
};
