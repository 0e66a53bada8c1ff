import { once } from 'node:events';
import { type ClientHttp2Session, connect, constants } from 'node:http2';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { encodePem } from '../../../pki/index.ts';
import { type Holder, pemOf } from './pki.ts';
import type { RunningForce } from './running.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

export interface TlsOptions {
  readonly identity?: Pick<Holder, 'certificate' | 'key'>;
  readonly session?: Buffer;
  /** Certificates to send after the own one. */
  readonly chain?: readonly Uint8Array[];
}

/** What must be known of a force to speak to its HQ. */
export interface ReachedForce {
  readonly hq: Pick<RunningForce['hq'], 'ports'>;
  readonly pki: { readonly root: Pick<Holder, 'certificate'> };
}

/** A TLS connection to a port of HQ, trusting the force root alone. */
export const dial = async (
  force: ReachedForce,
  port: number,
  servername: string,
  options: TlsOptions = {},
  over?: Duplex,
): Promise<TLSSocket> => {
  const { identity, session, chain = [] } = options;
  const pem = identity && pemOf(identity);
  const socket = connectTls({
    ...(over === undefined ? { host: '127.0.0.1', port } : { socket: over }),
    servername,
    ca: encodePem(force.pki.root.certificate, 'CERTIFICATE'),
    ...(pem === undefined ? {} : { key: pem.key, cert: pem.cert + chain.map((der) => encodePem(der, 'CERTIFICATE')).join('') }),
    ...(session === undefined ? {} : { session }),
    minVersion: 'TLSv1.3',
    ALPNProtocols: ['h2'],
  });
  await once(socket, 'secureConnect');
  socket.on('error', () => {}); // A refusal after the handshake; the caller sees it on the session.
  return socket;
};

/** An HTTP/2 session on a TLS connection. */
export const sessionOn = (socket: TLSSocket): ClientHttp2Session => {
  const session = connect('https://hq.invalid', { createConnection: () => socket });
  session.on('error', () => {});
  return session;
};

/** A laptop's session at the gateway. */
export const tunnel = async (force: RunningForce, options: TlsOptions = { identity: force.laptop }): Promise<ClientHttp2Session> =>
  sessionOn(await dial(force, force.hq.ports.gateway, 'gateway.hq', options));

/** An officer's session at the systems. */
export const systems = async (force: ReachedForce, identity: Holder): Promise<ClientHttp2Session> =>
  sessionOn(await dial(force, force.hq.ports.services, 'services.hq', { identity }));

export const ask = (
  session: ClientHttp2Session,
  method: string,
  path: string,
  body?: Uint8Array | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> => {
  const stream = session.request({ ...headers, ':method': method, ':path': path }, { endStream: body === undefined });
  if (body !== undefined) stream.end(body);
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.once('close', () => reject(new Error('closed without an answer')));
    stream.once('response', (headers) => {
      // At once: what has come whole by the next turn counts as broken off to an iterator that begins only then.
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => resolve({ status: Number(headers[':status']), headers, body: Buffer.concat(chunks) }));
    });
  });
};

export const codeOf = (reply: Reply): string => JSON.parse(reply.body.toString()).code;

/** Opens a CONNECT stream; answers its status, and the stream when it is 200. */
export const connectTo = async (session: ClientHttp2Session, authority: string) => {
  const stream = session.request({ ':method': 'CONNECT', ':authority': authority }, { endStream: false });
  stream.on('error', () => {});
  const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
  return { status: Number(headers[constants.HTTP2_HEADER_STATUS]), stream };
};

/** Whether HQ lets a session ask anything: "welcome", the status and code of its refusal, or "cut". */
export const welcome = (session: ClientHttp2Session): Promise<string> =>
  ask(session, 'GET', '/v1/device/trust').then(
    (reply) => (reply.status === 200 ? 'welcome' : `${reply.status} ${codeOf(reply)}`),
    () => 'cut',
  );

export const linesOf = (reply: Reply): Record<string, unknown>[] =>
  reply.body
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Resolves when a session or stream has ended, with an error or without. */
export const closed = (what: { once(event: 'close', listener: () => void): unknown }): Promise<void> =>
  new Promise((resolve) => {
    what.once('close', () => resolve());
  });
