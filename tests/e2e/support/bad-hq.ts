import { readFileSync } from 'node:fs';
import http2, { type Http2Session } from 'node:http2';
import net, { type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { resetFirst } from '../../../contracts/hq/reset-first.ts';

export interface BadHq {
  readonly port: number;
  close(): Promise<void>;
}

/** With HQ's own certificate, so that the laptop trusts it: `nonsense` answers every request with a web page, `silence` none. */
export const startBadHq = async (pkiFolder: string, manner: 'nonsense' | 'silence'): Promise<BadHq> => {
  const file = (name: string): Buffer => readFileSync(join(pkiFolder, name));
  const server = http2.createSecureServer({
    key: file('gateway.key'),
    cert: Buffer.concat([file('gateway.pem'), file('server-ca.pem')]),
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: false,
  });
  const sessions = new Set<Http2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => undefined);
  });
  server.on('stream', (stream) => {
    resetFirst(stream).on('error', () => undefined);
    if (manner === 'silence') return;
    stream.respond({ ':status': 200, 'content-type': 'application/pkcs7-mime' });
    stream.end('<html><body><h1>It works!</h1></body></html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const session of sessions) session.destroy();
        server.close(() => resolve());
      }),
  };
};

/** Takes connections and never says a byte. */
export const startMutePort = async (): Promise<BadHq> => {
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
