import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Order } from '../../../contracts/domain/order.ts';
import { openDeviceLock } from '../../../main/device/orders/device-lock.ts';
import { type ExecuteOrderPorts, executeOrder } from '../../../main/device/orders/execute-order.ts';
import { openNotices } from '../../../main/device/orders/notices.ts';
import { createReceipts } from '../../../main/device/orders/receipts.ts';
import { followRejection } from '../../../main/device/rejection.ts';
import type { Tunnel } from '../../../main/device/tunnel/tunnel.ts';
import { createSession } from '../../../main/session/session.ts';
import { type Force, issueGateway, makeForce } from '../../doubles/network/force.ts';
import { answerJson, answerProblem, readAll, startGateway, type TestGateway } from '../../doubles/network/gateway.ts';
import { isDown, isUp, makeLaptop, statusOf, type TestLaptop } from '../../doubles/network/laptop.ts';
import { draftOrder } from '../../hq/support/orders.ts';
import { temporaryFolder } from '../support/store.ts';

let force: Force;
let gateway: TestGateway;
let laptop: TestLaptop;
let tunnel: Tunnel;
const log = (): void => undefined;

beforeAll(async () => {
  force = await makeForce();
});
beforeEach(async () => {
  gateway = await startGateway(force, await issueGateway(force));
  laptop = await makeLaptop(force);
  tunnel = laptop.tunnelTo(gateway.port);
});
afterEach(async () => {
  await laptop.dispose();
  await gateway.close();
});
afterAll(() => undefined);

const untilSo = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await delay(10);
};

describe('a laptop whose connection ends', () => {
  const followed = () => {
    const said: string[] = [];
    const session = { disown: () => void said.push('disowned') };
    const ports = { dropLeases: () => void said.push('leases gone'), restore: () => void said.push('restored') };
    return { said, rejection: followRejection({ tunnel, session, log, ...ports }) };
  };

  it('is cut off only when HQ itself says so, and is taken back when HQ lets it in again', async () => {
    const { said, rejection } = followed();
    await statusOf(tunnel, isUp);
    gateway.refuse = 'problem';
    gateway.farewell('DeviceRevoked');
    await statusOf(tunnel, ({ disowned }) => disowned);
    expect(said).toEqual(['disowned', 'leases gone']);
    gateway.refuse = 'nobody';
    gateway.routes.set('GET /.well-known/est/cacerts', (stream) => answerJson(stream, {}));
    while (tunnel.status.link === 'offline') {
      tunnel.tryNow();
      await delay(50);
    }
    expect(said).toEqual(['disowned', 'leases gone', 'restored']);
    rejection.stop();
  });

  it('keeps its work when somebody on the way keeps cutting it, or HQ only says that it is not let in now', async () => {
    const { said, rejection } = followed();
    await statusOf(tunnel, isUp);
    for (const notNow of ['Stale', 'NotAuthorised', 'DeviceUnknown']) {
      gateway.farewell(notNow);
      await statusOf(tunnel, isDown);
      expect([tunnel.status.disowned, said]).toEqual([false, []]);
      gateway.routes.set('GET /.well-known/est/cacerts', (stream) => answerJson(stream, {}));
      while (tunnel.status.link === 'offline') {
        tunnel.tryNow();
        await delay(50);
      }
    }
    gateway.refuse = 'cut';
    for (const session of gateway.sessions) session.destroy();
    await statusOf(tunnel, ({ refusal, link }) => link === 'offline' && refusal === 'DeviceRefused');
    tunnel.tryNow();
    await delay(200);
    expect(tunnel.status.disowned).toBe(false);
    expect(said).toEqual([]);
    rejection.stop();
  });
});

describe('a receipt', () => {
  const order = draftOrder({ sequence: 3 });
  const of = (state: 'delivered' | 'done') => ({ order: order.id, sequence: 3, kind: 'lock', state }) as const;
  const receiptsIn = (folder: string) =>
    createReceipts({ folder, tunnel, credential: () => laptop.credential, log, now: () => new Date() });

  it('waits on the disk until HQ has it, over restarts, and goes in the order in which it was given', async () => {
    const folder = join(temporaryFolder(), 'receipts');
    let answer = 503;
    const came: string[] = [];
    gateway.routes.set('POST /v1/device/receipts', async (stream) => {
      const body = (await readAll(stream)).toString('latin1');
      if (answer !== 200) return answerProblem(stream, answer, 'TryLater');
      came.push(/"state":"(\w+)"/.exec(body)?.[1] ?? '');
      answerJson(stream, {});
    });
    const before = receiptsIn(folder);
    await before.give(of('done'));
    await before.give(of('delivered'));
    await before.flush();
    expect(readdirSync(folder)).toHaveLength(2);
    before.stop();

    answer = 200;
    const after = receiptsIn(folder);
    await statusOf(tunnel, isUp);
    await untilSo(() => readdirSync(folder).length === 0);
    expect(came).toEqual(['delivered', 'done']);
    expect(await after.send(new Uint8Array([1]))).toBe('acknowledged');
    after.stop();
  });

  it('that HQ does not take stays when it proves something, and stands in the way of no other', async () => {
    const folder = join(temporaryFolder(), 'receipts');
    gateway.routes.set('POST /v1/device/receipts', (stream) => answerProblem(stream, 403, 'NotAuthorised'));
    const receipts = receiptsIn(folder);
    await statusOf(tunnel, isUp);
    await receipts.give(of('done'));
    await receipts.give(of('delivered'));
    await receipts.flush();
    expect(readdirSync(folder)).toEqual([expect.stringContaining('-done.p7m')]);
    expect(await receipts.send(new Uint8Array([1]))).toBe('parked');
    receipts.stop();
  });

  it('never fills the disk, however many are refused at HQ', async () => {
    const folder = join(temporaryFolder(), 'receipts');
    mkdirSync(folder);
    for (let count = 0; count < 100; count += 1) writeFileSync(join(folder, `${String(count).padStart(16, '0')}-1-x-done.p7m`), 'x');
    gateway.routes.set('POST /v1/device/receipts', (stream) => answerProblem(stream, 503, 'TryLater'));
    const receipts = receiptsIn(folder);
    await receipts.give(of('done'));
    expect(readdirSync(folder)).toHaveLength(64);
    receipts.stop();
  });
});

describe('an order that holds', () => {
  const portsIn = (folder: string, change: Partial<ExecuteOrderPorts> = {}): ExecuteOrderPorts => ({
    session: createSession({ log: () => undefined, now: () => new Date(), renewPage: async () => undefined }),
    deviceLock: openDeviceLock(join(folder, 'locked.json'), 'LAP-0417'),
    notices: openNotices(join(folder, 'notices.json')),
    freshPolicy: async () => ({ ok: true, value: 'unchanged' }),
    policyVersion: () => 1,
    dropLeases: () => undefined,
    wipe: async () => undefined,
    ...change,
  });
  const at = '2026-01-11T02:41:00.000Z';
  const policyOrder = draftOrder({ kind: 'policy', sequence: 1, version: 2 } as Partial<Order> & { sequence: number });

  it('asks for a policy is refused when HQ has none that is so new, and waits while HQ cannot be asked', async () => {
    const ports = portsIn(temporaryFolder());
    expect(await executeOrder(policyOrder, at, ports)).toEqual({ refusal: 'PolicyUnusable' });
    const down = { ...ports, freshPolicy: async () => ({ ok: false, code: 'TunnelDown' }) as const };
    expect(await executeOrder(policyOrder, at, down)).toBe('later');
    expect(await executeOrder(policyOrder, at, { ...ports, policyVersion: () => 3 })).toBe('done');
  });

  it('can be carried out again after a power cut, with the same result', async () => {
    const folder = temporaryFolder();
    const ports = portsIn(folder);
    const lock = draftOrder({ sequence: 1 });
    const message = draftOrder({ kind: 'message', sequence: 2, text: 'Ring ICT.' } as Partial<Order> & { sequence: number });
    for (const order of [lock, lock, message, message]) expect(await executeOrder(order, at, ports)).toBe('done');
    expect(ports.deviceLock.current(new Date())).toEqual({ why: 'locked', since: at, reason: lock.reason });
    expect(ports.notices.list()).toHaveLength(1);
  });

  it('keeps a laptop locked whose lock somebody spoilt, but not one that is known under another name now', () => {
    const file = join(temporaryFolder(), 'locked.json');
    openDeviceLock(file, 'LAP-0417').lock(at, 'Lost');
    expect(openDeviceLock(file, 'LAP-0418').current(new Date())).toBeUndefined();
    writeFileSync(file, '{"since":');
    expect(openDeviceLock(file, 'LAP-0417').current(new Date())).toMatchObject({ why: 'locked' });
  });
});
