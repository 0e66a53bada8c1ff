import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionCap } from '../../../hq/est/connection-cap.ts';
import { closed } from '../support/client.ts';

const MOST = 12;
let server: Server;
const sockets: Socket[] = [];
beforeEach(async () => {
  const cap = new ConnectionCap(MOST);
  server = createServer((socket) => {
    socket.on('error', () => {});
    cap.enter(socket);
    socket.write('welcome');
  }).listen(0, '0.0.0.0');
  await once(server, 'listening');
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
});

/** A connection from a loopback address that stays silent, once the server has let it in; undefined where it did not. */
const from = async (localAddress: string): Promise<Socket | undefined> => {
  const socket = connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, localAddress }).on('error', () => {});
  sockets.push(socket);
  return Promise.race([once(socket, 'data').then(() => socket), closed(socket).then(() => undefined)]);
};

describe('connections of strangers', () => {
  it('are ten of an address at most, and those that end give their place back', async () => {
    const first = await from('127.0.3.1');
    for (let count = 1; count < 10; count += 1) expect(await from('127.0.3.1')).toBeDefined();
    expect(await from('127.0.3.1')).toBeUndefined();
    first?.destroy();
    await expect.poll(async () => (await from('127.0.3.1')) !== undefined).toBe(true);
  });

  it('make room for others when all places are taken: the first of the block that has the most', async () => {
    const other = await from('127.0.4.1');
    const many: (Socket | undefined)[] = [];
    for (let host = 1; host < MOST; host += 1) many.push(await from(`127.0.5.${host}`));
    const ended = closed(many[0] as Socket);
    const laptop = await from('127.0.6.1');
    expect(laptop).toBeDefined();
    await ended;
    expect([other, laptop, ...many.slice(1)].map((socket) => socket?.destroyed)).toEqual(Array(MOST).fill(false));
  });
});
