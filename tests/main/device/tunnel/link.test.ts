import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { afterGoodSession, handshakeDeadline, retryDelay } from '../../../../main/device/tunnel/backoff.ts';
import { quality } from '../../../../main/device/tunnel/quality.ts';
import { FIRST_WINDOW_BYTES, LARGEST_WINDOW_BYTES, windowFor } from '../../../../main/device/tunnel/window.ts';
import { startFlakyLink } from '../../../doubles/network/flaky.ts';
import { issueGateway, makeForce } from '../../../doubles/network/force.ts';
import { startGateway } from '../../../doubles/network/gateway.ts';
import { isDown, isUp, makeLaptop, statusOf } from '../../../doubles/network/laptop.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const start = async () => {
  const force = await makeForce();
  const gateway = await startGateway(force, await issueGateway(force));
  const link = await startFlakyLink(gateway.port);
  const laptop = await makeLaptop(force);
  endings.push(
    () => gateway.close(),
    () => link.close(),
    () => laptop.dispose(),
  );
  return { force, gateway, link, laptop };
};

describe('a link that comes and goes', () => {
  it('is noticed when it freezes, and used again when it thaws; streams do not survive as if nothing had been', async () => {
    const { gateway, link, laptop } = await start();
    const idle = net.createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => idle.listen(0, '127.0.0.1', resolve));
    endings.push(async () => idle.close());
    gateway.destinations.set('mail.hq:993', (idle.address() as AddressInfo).port);
    const tunnel = laptop.tunnelTo(link.port);
    const stream = await tunnel.connect('mail.hq:993');
    const broken = once(stream, 'close').catch(() => undefined);
    stream.on('error', () => undefined);
    link.set({ mode: 'frozen' });
    await statusOf(tunnel, isDown);
    await broken;
    await expect(tunnel.request({ method: 'GET', path: '/x', maxBytes: 10, timeoutMs: 300 })).rejects.toMatchObject({ code: 'TunnelDown' });
    link.set({ mode: 'up' });
    await statusOf(tunnel, isUp);
  });

  it('is called weak while answers stay out, before it is called dead', async () => {
    const { link, laptop } = await start();
    const tunnel = laptop.tunnelTo(link.port);
    await statusOf(tunnel, isUp);
    const seen: string[] = [];
    tunnel.onStatus((status) => seen.push(status.link));
    link.set({ mode: 'frozen' });
    await statusOf(tunnel, isDown);
    expect(seen.filter((word, at) => word !== seen[at - 1])).toEqual(['weak', 'offline']);
  });

  it('is called weak when every answer takes longer than a second', async () => {
    const { link, laptop } = await start();
    link.set({ latencyMs: 600 });
    const tunnel = laptop.tunnelTo(link.port);
    const status = await statusOf(tunnel, ({ link: word }) => word === 'weak');
    expect(status.roundTripMs).toBeGreaterThan(1000);
  });

  it('comes back after a reset', async () => {
    const { link, laptop } = await start();
    const tunnel = laptop.tunnelTo(link.port);
    await statusOf(tunnel, isUp);
    link.reset();
    await statusOf(tunnel, isDown);
    await statusOf(tunnel, isUp);
  });

  it('goes over to the second site, and back to the first when that is there again', async () => {
    const { gateway, link, laptop } = await start();
    const second = await startFlakyLink(gateway.port);
    endings.push(() => second.close());
    link.set({ mode: 'refusing' });
    const tunnel = laptop.tunnelTo(link.port, second.port);
    expect(await statusOf(tunnel, isUp)).toMatchObject({ site: 'HQ site B' });
    link.set({ mode: 'up' });
    second.reset();
    await statusOf(tunnel, isDown);
    expect(await statusOf(tunnel, isUp)).toMatchObject({ site: 'HQ site A' });
  });

  it('says when it tried and when it tries next, and tries at once when told to', async () => {
    const { link, laptop } = await start();
    link.set({ mode: 'refusing' });
    const tunnel = laptop.tunnelTo(link.port);
    const waiting = await statusOf(tunnel, ({ nextTry }) => nextTry !== undefined);
    expect(waiting.link).toBe('offline');
    tunnel.tryNow();
    // Tried again, and still no contact: when it was tried goes on.
    const again = await statusOf(
      tunnel,
      ({ nextTry, lastTry }) => nextTry !== undefined && lastTry?.getTime() !== waiting.lastTry?.getTime(),
    );
    expect([again.lastContact, (again.lastTry?.getTime() ?? 0) > (waiting.lastTry?.getTime() ?? 0)]).toEqual([undefined, true]);
    link.set({ mode: 'up' });
    tunnel.tryNow();
    await statusOf(tunnel, isUp);
  });
});

describe('figures of the link', () => {
  it('waits longer after each failure, never in step with others, never longer than the longest', () => {
    const [first = 0, second = 0] = [1, 2].map((failures) => retryDelay(failures, false, 0));
    expect(second).toBe(2 * first);
    expect(retryDelay(1, false, 0.999)).toBeGreaterThanOrEqual(first / 2);
    expect(retryDelay(1, false, 0.999)).toBeLessThan(first);
    expect(retryDelay(1000, false, 0)).toBe(retryDelay(50, false, 0));
    expect(retryDelay(1, true, 0.999)).toBeGreaterThan(retryDelay(50, false, 0));
  });

  it('comes back after a good session within half a second, and not in step with others', () => {
    expect([0, 0.5, 1].map(afterGoodSession)).toEqual([0, 250, 500]);
  });

  it('gives a handshake more time after each failure, and never more than HQ does', () => {
    expect([0, 1, 2, 3, 50].map(handshakeDeadline)).toEqual([8000, 12_000, 16_000, 20_000, 20_000]);
  });

  it('keeps the window at 64 KiB on a link of 1 Mbit/s, where more would only queue', () => {
    expect(windowFor(125, 60)).toBe(FIRST_WINDOW_BYTES);
    expect(windowFor(125, 300)).toBeLessThan(2 * FIRST_WINDOW_BYTES);
  });

  it('opens the window to twice what a fast long link holds, up to its bound', () => {
    expect(windowFor(2500, 300)).toBe(2 * 2500 * 300);
    expect(windowFor(1_000_000, 300)).toBe(LARGEST_WINDOW_BYTES);
  });

  it('calls a link weak for slow answers, for little goodput under load, and for silence', () => {
    const good = { roundTripMs: 80, goodput: 500_000, silentMs: 0 };
    expect(quality(good)).toBe('online');
    expect(quality({ ...good, goodput: undefined, roundTripMs: undefined })).toBe('online');
    expect(quality({ ...good, roundTripMs: 1500 })).toBe('weak');
    expect(quality({ ...good, goodput: 10_000 })).toBe('weak');
    expect(quality({ ...good, silentMs: 2500 })).toBe('weak');
  });
});
