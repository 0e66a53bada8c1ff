import {
  createSecureServer,
  type Http2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { gateProblems } from '../../contracts/hq/problems.ts';
import type { Database } from '../database/database.ts';
import { problemAnswer } from '../http/answer.ts';
import { answerStream } from '../http/serve.ts';
import type { Log } from '../log.ts';
import { guardedSession } from './connection.ts';
import type { Connection, Gate } from './gate.ts';
import { Guard } from './guard.ts';
import { serverLimits } from './limits.ts';
import { listen } from './listen.ts';

export interface GuardedServerParts<Identity> {
  readonly host: string;
  readonly port: number;
  /** Chain and key of the server, PEM. */
  readonly identity: { readonly cert: string; readonly key: string };
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
  close(): Promise<void>;
}

/** An HTTP/2 server over TLS 1.3 whose clients all have certificates, with a guard over every connection and stream. */
export const startGuardedServer = async <Identity>(
  parts: GuardedServerParts<Identity>,
  events: GuardedServerEvents<Identity>,
): Promise<RunningServer> => {
  const { host, port, identity, clientAuthorities, gate, database, log } = parts;
  const server = createSecureServer({
    ...serverLimits,
    ...identity,
    ca: [...clientAuthorities],
    requestCert: true,
    rejectUnauthorized: true,
    allowHTTP1: false,
  });
  const guard = new Guard({ gate, database, log });
  const connections = new Map<Http2Session, Connection<Identity>>();
  server.on('sessionError', () => {}); // A broken connection: the client comes back.
  server.on('session', (session) => {
    const connection = guardedSession(session, guard, (identity) => events.onStays?.(session, identity));
    if (connection === undefined) {
      session.destroy();
      return;
    }
    connections.set(session, connection);
    session.once('close', () => connections.delete(session));
    void connection.admission.then((admission) => {
      if (admission.ok && !session.destroyed) events.onSession?.(session, admission.identity);
    });
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {}); // Reset by the client; whoever uses the stream sees its end.
    const connection = stream.session && connections.get(stream.session);
    if (connection === undefined) {
      stream.destroy();
      return;
    }
    void guard.now(connection).then((admission) => {
      if (stream.destroyed) return;
      if (admission.ok) events.onStream(stream, headers, admission.identity);
      else void answerStream(stream, problemAnswer(gateProblems[admission.code], admission.code));
    });
  });
  const { port: listening, stop } = await listen(server, host, port);
  return {
    port: listening,
    close: async () => {
      guard.close();
      for (const session of connections.keys()) session.destroy();
      await stop();
    },
  };
};
