import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net, { type AddressInfo, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { encodePem } from '../../../../pki/index.ts';
import { startFlakyLink } from '../../../doubles/network/flaky.ts';
import { issueGateway, makeForce, pemOf } from '../../../doubles/network/force.ts';
import { startGateway } from '../../../doubles/network/gateway.ts';
import { isDown, isUp, makeLaptop, statusOf } from '../../../doubles/network/laptop.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const start = async () => {
  const force = await makeForce();
  const gateway = await startGateway(force, await issueGateway(force));
  const laptop = await makeLaptop(force);
  endings.push(
    () => gateway.close(),
    () => laptop.dispose(),
  );
  return { force, gateway, laptop, tunnel: laptop.tunnelTo(gateway.port) };
};

const serve = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(async () => server.close());
  return (server.address() as AddressInfo).port;
};
/** Sends back what comes, and ends when the other side does. */
const echo = (): Server => net.createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => undefined).pipe(socket));

const sendAndReceive = async (stream: Duplex, bytes: Buffer): Promise<string> => {
  const hash = createHash('sha256');
  stream.on('data', (chunk: Buffer) => hash.update(chunk));
  stream.end(bytes);
  await once(stream, 'end');
  return hash.digest('hex');
};
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('streams through the tunnel', () => {
  it('carries bytes both ways and half-closes', async () => {
    const { gateway, tunnel } = await start();
    gateway.destinations.set('services.hq:443', await serve(echo()));
    const bytes = randomBytes(3 * 1024 * 1024 + 17);
    expect(await sendAndReceive(await tunnel.connect('services.hq:443'), bytes)).toBe(sha256(bytes));
  });

  it('carries eight streams at once, each its own bytes', async () => {
    const { gateway, tunnel } = await start();
    gateway.destinations.set('services.hq:443', await serve(echo()));
    const each = Array.from({ length: 8 }, () => randomBytes(512 * 1024));
    const received = await Promise.all(each.map(async (bytes) => sendAndReceive(await tunnel.connect('services.hq:443'), bytes)));
    expect(received).toEqual(each.map(sha256));
  });

  it('carries TLS to a system inside a stream', async () => {
    const { force, gateway, tunnel } = await start();
    const system = await force.issue('server', { commonName: 'mail.hq' }, { kind: 'server', dnsNames: ['mail.hq'] });
    const server = tls.createServer({ ...pemOf(system, force.authorities.server), minVersion: 'TLSv1.3' }, (socket) =>
      socket.end('inside'),
    );
    gateway.destinations.set('mail.hq:993', await serve(server));
    const socket = tls.connect({
      socket: await tunnel.connect('mail.hq:993'),
      servername: 'mail.hq',
      ca: encodePem(force.root.certificate, 'CERTIFICATE'),
    });
    const [greeting] = await once(socket, 'data');
    expect(String(greeting)).toBe('inside');
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });

  it('tells a destination that is not allowed from one that is down', async () => {
    const { gateway, tunnel } = await start();
    const gone = net.createServer();
    const port = await serve(gone);
    await new Promise((resolve) => gone.close(resolve));
    gateway.destinations.set('mail.hq:993', port);
    await expect(tunnel.connect('elsewhere.example:443')).rejects.toMatchObject({ code: 'DestinationRefused' });
    await expect(tunnel.connect('mail.hq:993')).rejects.toMatchObject({ code: 'DestinationDown' });
    expect(tunnel.status.link).toBe('online');
  });

  it('gives up a destination that never answers', async () => {
    const { gateway, tunnel } = await start();
    gateway.silent.add('mail.hq:993');
    await expect(tunnel.connect('mail.hq:993')).rejects.toMatchObject({ code: 'DeadlinePassed' });
  });

  it('ends every stream when it is closed, and opens no more', async () => {
    const { gateway, tunnel } = await start();
    gateway.destinations.set('services.hq:443', await serve(echo()));
    const streams = await Promise.all([tunnel.connect('services.hq:443'), tunnel.connect('services.hq:443')]);
    const closed = streams.map((stream) => new Promise((resolve) => stream.on('error', () => undefined).once('close', resolve)));
    await tunnel.close();
    await Promise.all(closed);
    expect(isDown(tunnel.status)).toBe(true);
    await expect(tunnel.connect('services.hq:443')).rejects.toMatchObject({ code: 'TunnelDown' });
  });
});

describe('requests on the device channel', () => {
  const ask = { method: 'GET', path: '/thing', maxBytes: 1000, timeoutMs: 20_000 } as const;

  it('answers status, headers and body', async () => {
    const { gateway, tunnel } = await start();
    gateway.routes.set('GET /thing', (stream) => {
      stream.respond({ ':status': 201, 'content-type': 'text/plain' });
      stream.end('thing');
    });
    const answer = await tunnel.request(ask);
    expect(answer).toMatchObject({ status: 201, headers: { 'content-type': 'text/plain' } });
    expect(Buffer.from(answer.body).toString()).toBe('thing');
  });

  it('sends a body', async () => {
    const { gateway, tunnel } = await start();
    gateway.routes.set('POST /thing', (stream) => {
      stream.respond({ ':status': 200 });
      stream.pipe(stream);
    });
    const body = new Uint8Array(randomBytes(200_000));
    const answer = await tunnel.request({ ...ask, method: 'POST', body, maxBytes: body.byteLength });
    expect(Buffer.compare(answer.body, body)).toBe(0);
  });

  it('cuts off an answer that is larger than asked, also one without end', async () => {
    const { gateway, tunnel } = await start();
    gateway.routes.set('GET /thing', (stream) => {
      stream.respond({ ':status': 200 });
      const more = (): void => {
        while (!stream.destroyed && stream.write(Buffer.alloc(64 * 1024)));
      };
      stream.on('drain', more);
      more();
    });
    await expect(tunnel.request(ask)).rejects.toMatchObject({ code: 'AnswerTooLarge' });
    expect(tunnel.status.link).toBe('online');
  });

  it('gives up an answer that never comes, and one that never ends', async () => {
    const { gateway, tunnel } = await start();
    gateway.routes.set('GET /never', () => undefined);
    gateway.routes.set('GET /endless', (stream) => {
      stream.respond({ ':status': 200 });
      stream.write('a');
    });
    await statusOf(tunnel, isUp);
    for (const path of ['/never', '/endless']) {
      await expect(tunnel.request({ ...ask, path, timeoutMs: 300 })).rejects.toMatchObject({ code: 'DeadlinePassed' });
    }
  });

  it.each([
    ['is shorter than it says', 1000],
    ['is longer than it says', 2],
  ])('takes an answer that %s for none', async (_what, length) => {
    const { gateway, tunnel } = await start();
    gateway.routes.set('GET /thing', (stream) => {
      stream.respond({ ':status': 200, 'content-length': length });
      stream.end('half');
    });
    await expect(tunnel.request(ask)).rejects.toMatchObject({ code: 'TunnelDown' });
  });

  it('takes an answer for none during which the link breaks', async () => {
    const { gateway, laptop } = await start();
    const link = await startFlakyLink(gateway.port);
    endings.push(() => link.close());
    gateway.routes.set('GET /thing', (stream) => {
      stream.respond({ ':status': 200 });
      stream.write('half', () => setTimeout(() => link.reset(), 50));
    });
    await expect(laptop.tunnelTo(link.port).request(ask)).rejects.toMatchObject({ code: 'TunnelDown' });
  });
});
