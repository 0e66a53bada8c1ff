import { once } from 'node:events';
import { connect, createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type Credential, makeCredential, makeRoot, pemOf } from './certificates.ts';
import type { Check } from './check.ts';

const GREETING = 'through the tunnel';

/** A gateway on loopback that echoes what comes over CONNECT, to whoever has a certificate of the root. */
const gateway = (root: Credential, server: Credential): Http2SecureServer => {
  const http2 = createSecureServer({
    ...pemOf(server),
    ca: pemOf(root).cert,
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: true,
  });
  http2.on('stream', (stream: ServerHttp2Stream, headers) => {
    stream.on('error', () => undefined);
    stream.respond({ ':status': headers[':method'] === 'CONNECT' ? 200 : 405 });
    stream.pipe(stream);
  });
  return http2;
};

/** TLS 1.3 with a client certificate and an HTTP/2 CONNECT (RFC 9113 §8.5), as the tunnel makes them. */
const reaches = async (): Promise<boolean> => {
  const root = await makeRoot();
  const server = gateway(root, await makeCredential(root, { kind: 'server', dnsNames: ['localhost'] }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = await makeCredential(root, { kind: 'device' });
  const { port } = server.address() as AddressInfo;
  const session = connect(`https://localhost:${port}`, {
    ...pemOf(client),
    ca: pemOf(root).cert,
    minVersion: 'TLSv1.3',
    host: '127.0.0.1',
    servername: 'localhost',
  });
  try {
    await once(session, 'connect');
    const stream = session.request({ ':method': 'CONNECT', ':authority': 'mail.force:993' });
    stream.end(GREETING);
    const [headers] = (await once(stream, 'response')) as [{ readonly ':status'?: number }];
    const text = (await stream.setEncoding('utf8').toArray()).join('');
    return headers[':status'] === 200 && text === GREETING && (session.socket as TLSSocket).getProtocol() === 'TLSv1.3';
  } finally {
    session.destroy();
    server.close();
  }
};

export const tunnel: readonly Check[] = [{ name: 'TLS 1.3 and HTTP/2 CONNECT with a client certificate', run: reaches }];
