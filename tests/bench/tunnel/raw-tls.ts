import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';

/** What the tunnel is held against: Node's TLS 1.3 with client certificates in front of the same source, nothing else. A process of its own. */
export interface RawTlsOrder {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
  readonly sourcePort: number;
}

process.once('message', ({ key, cert, ca, sourcePort }: RawTlsOrder) => {
  const server = createServer({ key, cert, ca, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' }, (socket) => {
    const upstream = connect({ host: '127.0.0.1', port: sourcePort, noDelay: true });
    for (const end of [socket, upstream]) end.on('error', () => undefined);
    socket.pipe(upstream);
    upstream.pipe(socket);
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
});
process.on('disconnect', () => process.exit());
