import { X509Certificate } from 'node:crypto';
import http2, { type Http2Session, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import net, { type AddressInfo } from 'node:net';
import { resetFirst } from '../../../contracts/hq/reset-first.ts';
import { type Force, type Issued, pemOf } from './force.ts';

export type Route = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

export interface TestGateway {
  readonly port: number;
  readonly sessions: ReadonlySet<Http2Session>;
  /** "GET /v1/device/trust" → what answers. */
  readonly routes: Map<string, Route>;
  /** Authority → local port. */
  readonly destinations: Map<string, number>;
  /** Authorities for which CONNECT is never answered. */
  readonly silent: Set<string>;
  /** How laptops are refused: not at all, by hanging up after the handshake, or by problem details. */
  refuse: 'nobody' | 'cut' | 'problem';
  /** Hangs up on everybody with GOAWAY and this code. */
  farewell(code: string): void;
  close(): Promise<void>;
}

/**
 * The smallest gateway that speaks the tunnel's protocol: TLS 1.3 with device certificates, HTTP/2 CONNECT, routes of a test's own.
 * For what HQ's real gateway would never do.
 */
export const startGateway = async (force: Force, certificate: Issued, port = 0): Promise<TestGateway> => {
  const sessions = new Set<Http2Session>();
  const routes = new Map<string, Route>();
  const destinations = new Map<string, number>();
  const silent = new Set<string>();
  const server = http2.createSecureServer({
    ...pemOf(certificate, force.authorities.server),
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: false,
    settings: { initialWindowSize: 1024 * 1024 },
  });
  const gateway = {
    port: 0,
    sessions,
    routes,
    destinations,
    silent,
    refuse: 'nobody' as TestGateway['refuse'],
    farewell: (code: string) => leave(code),
    close: () => end(),
  };
  server.on('secureConnection', (socket) => {
    const device = socket.getPeerX509Certificate();
    const known = device?.checkIssued(new X509Certificate(force.authorities.device.certificate));
    if (!known || gateway.refuse === 'cut') socket.destroy();
  });
  server.on('sessionError', () => undefined);
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => undefined);
    session.once('close', () => sessions.delete(session));
    session.setLocalWindowSize(4 * 1024 * 1024);
  });
  server.on('stream', (stream, headers) => {
    resetFirst(stream).on('error', () => undefined);
    if (gateway.refuse === 'problem') return answerProblem(stream, 403, 'DeviceRevoked');
    if (silent.has(headers[':authority'] ?? '')) return;
    if (headers[':method'] === 'CONNECT') return connect(stream, destinations.get(headers[':authority'] ?? ''));
    const route = routes.get(`${headers[':method']} ${headers[':path']}`);
    if (route === undefined) return answerProblem(stream, 404, 'NotFound');
    route(stream, headers);
  });
  const leave = (code: string): void => {
    for (const session of sessions) {
      session.goaway(http2.constants.NGHTTP2_INADEQUATE_SECURITY, 0, Buffer.from(code));
      session.destroy();
    }
  };
  const end = (): Promise<void> =>
    new Promise((resolve) => {
      for (const session of sessions) session.destroy();
      server.close(() => resolve());
    });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  gateway.port = (server.address() as AddressInfo).port;
  return gateway;
};

export const answerJson = (stream: ServerHttp2Stream, value: unknown): void => {
  stream.respond({ ':status': 200, 'content-type': 'application/json' });
  stream.end(JSON.stringify(value));
};

export const answerProblem = (stream: ServerHttp2Stream, status: number, code: string): void => {
  stream.respond({ ':status': status, 'content-type': 'application/problem+json' });
  stream.end(JSON.stringify({ type: `urn:${code}`, title: code, status, code }));
};

/** The whole body of a request. */
export const readAll = async (stream: ServerHttp2Stream): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const connect = (stream: ServerHttp2Stream, port: number | undefined): void => {
  if (port === undefined) {
    answerProblem(stream, 403, 'NotAuthorised');
    return;
  }
  const upstream = net.connect({ host: '127.0.0.1', port, noDelay: true, allowHalfOpen: true });
  upstream.once('connect', () => {
    stream.respond({ ':status': 200 });
    upstream.pipe(stream);
    stream.pipe(upstream);
  });
  upstream.on('error', () =>
    stream.headersSent ? stream.close(http2.constants.NGHTTP2_CONNECT_ERROR) : answerProblem(stream, 502, 'Down'),
  );
  stream.on('close', () => upstream.destroy());
};
