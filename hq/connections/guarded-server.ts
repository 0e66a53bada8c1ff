import {
  createSecureServer,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { gateProblems } from '../../contracts/hq/problems.ts';
import { resetFirst } from '../../contracts/hq/reset-first.ts';
import type { Database } from '../database/database.ts';
import { problemAnswer } from '../http/answer.ts';
import { answerStream } from '../http/serve.ts';
import type { Log } from '../log.ts';
import { guardedSession } from './connection.ts';
import type { Connection, Gate } from './gate.ts';
import { Guard } from './guard.ts';
import { serverLimits } from './limits.ts';
import { listen } from './listen.ts';
import type { ServerIdentity } from './server-identity.ts';
import { SessionCap } from './session-cap.ts';
import { Turns } from './turns.ts';

export interface GuardedServerParts<Identity> {
  readonly host: string;
  readonly port: number;
  readonly identity: ServerIdentity;
  /** Authorities of the clients' certificates, PEM: what TLS itself checks before the gate does. */
  readonly clientAuthorities: readonly string[];
  readonly gate: Gate<Identity>;
  readonly database: Database;
  readonly log: Log;
}

export interface GuardedServerEvents<Identity> {
  /** A session that the gate let in. */
  readonly onSession?: (session: ServerHttp2Session, identity: Identity) => void;
  /** A session that was judged anew and stays: what is no longer open to it is to be ended. */
  readonly onStays?: (session: Http2Session, identity: Identity) => void;
  /** A stream, of a client whom the gate lets in at this moment. */
  readonly onStream: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, identity: Identity) => void;
}

export interface RunningServer {
  readonly port: number;
  /** How many connections there are now. */
  sessions(): number;
  /** Chain and key for whoever connects from now on; connections stay. */
  renew(identity: ServerIdentity): void;
  close(): Promise<void>;
}

/** An HTTP/2 server over TLS 1.3 whose clients all have certificates, with a guard over every connection and stream. */
export const startGuardedServer = async <Identity>(
  parts: GuardedServerParts<Identity>,
  events: GuardedServerEvents<Identity>,
): Promise<RunningServer> => {
  const { host, port, identity, clientAuthorities, gate, database, log } = parts;
  const secure = { ...serverLimits, ca: [...clientAuthorities] };
  const server = createSecureServer({
    ...secure,
    ...identity,
    requestCert: true,
    rejectUnauthorized: true,
    allowHTTP1: false,
  });
  const guard = new Guard({ gate, database, log });
  const cap = new SessionCap();
  const connections = new Map<Http2Session, { readonly connection: Connection<Identity>; readonly turns: Turns }>();
  server.on('sessionError', () => {}); // A broken connection: the client comes back.
  server.on('session', (session) => {
    const connection = guardedSession(session, guard, (identity) => events.onStays?.(session, identity));
    if (connection === undefined) {
      session.destroy();
      return;
    }
    cap.enter(connection.certificate, session);
    connections.set(session, { connection, turns: new Turns() });
    session.once('close', () => connections.delete(session));
    void connection.admission.then((admission) => {
      if (admission.ok && !session.destroyed) events.onSession?.(session, admission.identity);
    });
  });
  server.on('stream', (stream, headers) => {
    resetFirst(stream).on('error', () => {}); // Reset by the client; whoever uses the stream sees its end.
    const known = stream.session && connections.get(stream.session);
    if (known === undefined) {
      stream.destroy();
      return;
    }
    const { connection, turns } = known;
    const isOver = (): boolean => stream.destroyed || stream.closed;
    turns.take(isOver, async () => {
      const admission = await guard.now(connection);
      if (isOver()) return;
      if (admission.ok) events.onStream(stream, headers, admission.identity);
      else void answerStream(stream, problemAnswer(gateProblems[admission.code], admission.code));
    });
  });
  const { port: listening, stop } = await listen(server, host, port);
  return {
    port: listening,
    sessions: () => connections.size,
    renew: (next) => server.setSecureContext({ ...secure, ...next }),
    close: async () => {
      guard.close();
      for (const session of connections.keys()) session.destroy();
      await stop();
    },
  };
};
