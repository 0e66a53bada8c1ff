import { once } from 'node:events';
import { type ClientHttp2Session, connect, createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SessionCap } from '../../../hq/connections/session-cap.ts';

const CERTIFICATE = new Uint8Array([1]);
let server: Http2Server;
const clients: ClientHttp2Session[] = [];
beforeAll(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  for (const client of clients) client.destroy();
  server.close();
});

const next = async (): Promise<ServerHttp2Session> => {
  const coming = once(server, 'session') as Promise<[ServerHttp2Session]>;
  clients.push(connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).on('error', () => {}));
  const [session] = await coming;
  return session;
};

it('sessions that broke in the same instant end nothing: neither HQ nor one that stands', async () => {
  const cap = new SessionCap();
  const sessions: ServerHttp2Session[] = [];
  for (let count = 0; count < 9; count += 1) sessions.push(await next());
  for (const session of sessions.slice(0, 8)) cap.enter(CERTIFICATE, session);
  // Its 'close' comes in a later turn.
  sessions[0]?.destroy();
  cap.enter(CERTIFICATE, sessions[8] as ServerHttp2Session);
  expect(sessions.map(({ destroyed }) => destroyed)).toEqual([true, ...Array(8).fill(false)]);
  cap.enter(CERTIFICATE, await next());
  expect(sessions.map(({ destroyed }) => destroyed)).toEqual([true, true, ...Array(7).fill(false)]);
});
