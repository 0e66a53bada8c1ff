import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ClientHttp2Session } from 'node:http2';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order, OrderKind } from '../../../contracts/domain/order.ts';
import { deviceDetail, orderSummary } from '../../../contracts/hq/fleet.ts';
import { makeEnrolmentCode } from '../../../hq/database/enrolment-codes.ts';
import { expireOrders } from '../../../hq/fleet/orders/expire.ts';
import { startHq } from '../../../hq/index.ts';
import { signCms } from '../../../pki/index.ts';
import { ask, closed, codeOf, connectTo, type Reply, systems, tunnel, welcome } from '../support/client.ts';
import { enrolAt } from '../support/enrol.ts';
import { headquartersOfficers, nair, pritchard, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { addLaptop, type Desk, deskOf } from '../support/ict.ts';
import { countersign, draftOrder, ordersAfter, postOrder, postReceipt, signContent, signOrder, signReceipt } from '../support/orders.ts';
import type { Holder } from '../support/pki.ts';
import type { RunningForce } from '../support/running.ts';
import { askForShift, beginShift } from '../support/shift.ts';

const MAIL = 'mail.hq:993';

onEveryForce((start) => {
  let force: RunningForce;
  let first: Desk;
  let second: Desk;
  let mail: Server;
  let serial = 5000;
  beforeAll(async () => {
    mail = createServer((socket) => socket.on('error', () => {}).pipe(socket));
    mail.listen(0, '127.0.0.1');
    await once(mail, 'listening');
    const destinations = { [MAIL]: `127.0.0.1:${(mail.address() as AddressInfo).port}` };
    force = await start({ officers: headquartersOfficers, destinations });
    const ict = await addLaptop(force, 'LAP-0001');
    first = await deskOf(force, nair, ict);
    second = await deskOf(force, pritchard, ict);
  });
  afterAll(async () => {
    first?.close();
    second?.close();
    await force?.stop();
    mail?.close();
  });

  interface Laptop {
    readonly name: string;
    readonly holder: Holder;
    readonly line: ClientHttp2Session;
  }
  const laptop = async (): Promise<Laptop> => {
    const name = `LAP-${++serial}`;
    const holder = await addLaptop(force, name);
    return { name, holder, line: await tunnel(force, { identity: holder }) };
  };
  const stateOf = async (name: string) =>
    (await force.hq.database.query.selectFrom('device').select('state').where('name', '=', name).executeTakeFirstOrThrow()).state;
  const summary = (reply: Reply) => {
    expect(reply.status, reply.body.toString()).toBe(200);
    return orderSummary.parse(JSON.parse(reply.body.toString()));
  };
  /** Gives an order with all the signatures that it needs. */
  const give = async (at: Laptop, kind: OrderKind, sequence: number, draft: Partial<Order> = {}) => {
    const order = draftOrder({ ...draft, kind, device: at.name, sequence } as Parameters<typeof draftOrder>[0]);
    const cards = kind === 'wipe' ? [first.card, second.card] : [first.card];
    expect(summary(await postOrder(first.session, await signOrder(order, ...cards))).state).toBe('pending');
    return order;
  };
  const receipt = async ({ line, holder }: Laptop, order: Order, state: 'delivered' | 'done' | 'refused', changes = {}) =>
    (await postReceipt(line, await signReceipt(order, state, holder, changes))).status;
  const refuse = (at: Laptop, order: Order) => receipt(at, order, 'refused', { refusal: 'SignerNotAllowed' });
  const cancel = async (order: Order) => ask(first.session, 'POST', `/v1/fleet/orders/${order.id}/cancel`);
  const lease = async ({ name, line }: Pick<Laptop, 'name' | 'line'>, { signer }: Holder) => {
    const asked = { device: name, staffId: rahman.staffId, at: new Date().toISOString(), nonce: randomBytes(16).toString('base64') };
    return ask(line, 'POST', '/v1/device/lease', await signCms({ content: Buffer.from(JSON.stringify(asked)), signer, at: new Date() }));
  };
  const shiftAt = async ({ line }: Pick<Laptop, 'line'>) => beginShift(force, line, await force.pki.card(rahman));
  /** What HQ gives to officers on the laptop. */
  const opens = async (at: Pick<Laptop, 'name' | 'line'>) => {
    const { shift, response } = await askForShift(force, at.line, await force.pki.card(rahman));
    const { status: stream } = await connectTo(at.line, MAIL);
    if (shift === undefined) return { shift: response.text, stream };
    const work = await systems(force, shift);
    const [lent, me] = [await lease(at, shift), await ask(work, 'GET', '/v1/me')];
    work.destroy();
    return { shift: 'given', stream, lease: lent.status, services: me.status };
  };
  const everything = { shift: 'given', stream: 200, lease: 200, services: 200 };
  const nothing = { shift: 'DeviceHeld', stream: 403 };
  const detailOf = async (name: string) =>
    deviceDetail.parse(JSON.parse((await ask(first.session, 'GET', `/v1/fleet/devices/${name}`)).body.toString()));

  describe.each(['lock', 'wipe'] as const)('a signed %s', (kind) => {
    it('takes lease, shift, services and every stream away at once, without waiting for the laptop', async () => {
      const at = await laptop();
      const shift = await shiftAt(at);
      const work = await systems(force, shift);
      expect((await ask(work, 'GET', '/v1/me')).status).toBe(200);
      const { stream } = await connectTo(at.line, MAIL);
      stream.write('NOOP');
      await once(stream, 'data');
      const upstreams = () => new Promise<number>((resolve) => mail.getConnections((_, count) => resolve(count)));
      const before = await upstreams();
      const ended = Promise.all([closed(work), closed(stream)]);
      await give(at, kind, 1);
      await ended;
      await expect.poll(upstreams).toBe(before - 1);
      expect(await opens(at)).toEqual(nothing);
      expect(codeOf(await lease(at, shift))).toBe('DeviceHeld');
      const again = await systems(force, shift);
      expect(codeOf(await ask(again, 'GET', '/v1/me'))).toBe('DeviceHeld');
      again.destroy();
      at.line.destroy();
    });

    it('leaves the device channel: trust, orders, receipts, report and journal', async () => {
      const at = await laptop();
      const order = await give(at, kind, 1);
      expect(await welcome(at.line)).toBe('welcome');
      expect((await ordersAfter(at.line)).map(({ id }) => id)).toEqual([order.id]);
      expect((await ask(at.line, 'GET', '/v1/device/journal')).status).toBe(200);
      const report = { version: '0.1.0', diskBytes: 1, unsent: 0, policyVersion: 1 };
      expect((await ask(at.line, 'POST', '/v1/device/report', JSON.stringify(report))).status).toBe(200);
      expect(await receipt(at, order, 'delivered')).toBe(200);
      at.line.destroy();
    });

    it('that the laptop refuses leaves it held, and ICT is told what holds it', async () => {
      const at = await laptop();
      const order = await give(at, kind, 1);
      expect(await refuse(at, order)).toBe(200);
      expect(await stateOf(at.name)).toBe(kind === 'lock' ? 'locked' : 'wiping');
      expect(await opens(at)).toEqual(nothing);
      expect((await detailOf(at.name)).device.hold).toEqual({ kind, state: 'refused' });
      at.line.destroy();
    });

    it('that runs out leaves it held, and ICT is told what holds it', async () => {
      const at = await laptop();
      await give(at, kind, 1, { notAfter: new Date(Date.now() + 60_000).toISOString() });
      await expireOrders(force.hq.database, new Date(Date.now() + 120_000));
      expect(await opens(at)).toEqual(nothing);
      expect((await detailOf(at.name)).device.hold).toEqual({ kind, state: 'expired' });
      at.line.destroy();
    });

    it('that was refused is released by an unlock order, and by no answer to it', async () => {
      const at = await laptop();
      await refuse(at, await give(at, kind, 1));
      const unlock = await give(at, 'unlock', 2);
      expect(await opens(at)).toEqual(everything);
      expect((await detailOf(at.name)).device.hold).toBeUndefined();
      await refuse(at, unlock);
      expect(await stateOf(at.name)).toBe('active');
      at.line.destroy();
    });

    it('is released when ICT takes it back before the laptop had it, and then no longer', async () => {
      const at = await laptop();
      const order = await give(at, kind, 1);
      expect(summary(await cancel(order)).state).toBe('cancelled');
      expect(await opens(at)).toEqual(everything);
      const taken = await give(at, kind, 2);
      await receipt(at, taken, 'delivered');
      expect(codeOf(await cancel(taken))).toBe('TooLate');
      expect(await opens(at)).toEqual(nothing);
      at.line.destroy();
    });

    it('that was refused is released by an enrolment with ICT’s new code, and by no code of before', async () => {
      const at = await laptop();
      const former = await makeEnrolmentCode(force.hq.database, at.name, '');
      await refuse(at, await give(at, kind, 1));
      expect((await enrolAt(force, at.name, former, `127.0.2.${serial % 250}`)).status).toBe(401);
      const code = await makeEnrolmentCode(force.hq.database, at.name, '');
      const { laptop: fresh } = await enrolAt(force, at.name, code, `127.0.2.${serial % 250}`);
      const line = await tunnel(force, fresh && { identity: fresh });
      expect(await opens({ name: at.name, line })).toEqual(everything);
      line.destroy();
      at.line.destroy();
    });
  });

  it('a wipe that awaits its countersignature holds nothing', async () => {
    const at = await laptop();
    const order = draftOrder({ kind: 'wipe', device: at.name, sequence: 1 });
    expect(summary(await postOrder(first.session, await signOrder(order, first.card))).state).toBe('unsigned');
    const { stream } = await connectTo(at.line, MAIL);
    expect(await opens(at)).toEqual(everything);
    const ended = closed(stream);
    summary(await countersign(second.session, order.id, await signContent(Buffer.from(JSON.stringify(order)), second.card)));
    await ended;
    expect(await opens(at)).toEqual(nothing);
    at.line.destroy();
  });

  it.each([['refused'], ['run out']])('a wipe that was %s is done when its receipt comes after all, for good', async (how) => {
    const at = await laptop();
    const order = await give(at, 'wipe', 1, { notAfter: new Date(Date.now() + 60_000).toISOString() });
    if (how === 'refused') await refuse(at, order);
    else await expireOrders(force.hq.database, new Date(Date.now() + 120_000));
    expect(await receipt(at, order, 'done')).toBe(200);
    expect(await stateOf(at.name)).toBe('wiped');
    expect((await detailOf(at.name)).orders.map(({ state }) => state)).toEqual(['done']);
    expect((await detailOf(at.name)).orders[0]?.refusal).toBeUndefined();
    expect(await receipt(at, order, 'refused', { refusal: 'Expired' })).toBe(403);
    expect(await stateOf(at.name)).toBe('wiped');
    at.line.destroy();
  });

  it('a second lock that is taken back leaves the first one’s hold', async () => {
    const at = await laptop();
    const lock = await give(at, 'lock', 1);
    await receipt(at, lock, 'done');
    await cancel(await give(at, 'lock', 2));
    expect(await stateOf(at.name)).toBe('locked');
    await cancel(await give(at, 'wipe', 3));
    expect(await stateOf(at.name)).toBe('locked');
    expect(await opens(at)).toEqual(nothing);
    await give(at, 'unlock', 4);
    expect(await receipt(at, lock, 'done')).toBe(200); // A late repetition is of before the unlock.
    expect(await opens(at)).toEqual(everything);
    at.line.destroy();
  });

  it('a wipe on its way holds whatever unlock follows it; once refused, the later unlock counts', async () => {
    const at = await laptop();
    const wipe = await give(at, 'wipe', 1);
    await receipt(at, wipe, 'delivered');
    await give(at, 'unlock', 2);
    expect(await opens(at)).toEqual(nothing);
    await refuse(at, wipe);
    expect(await opens(at)).toEqual(everything);
    at.line.destroy();
  });

  it('a lock that was taken back while the laptop already did it holds it, until the next unlock', async () => {
    const at = await laptop();
    const lock = await give(at, 'lock', 1);
    await cancel(lock);
    expect(await receipt(at, lock, 'done')).toBe(200);
    expect(await opens(at)).toEqual(nothing);
    await give(at, 'unlock', 2);
    expect(await opens(at)).toEqual(everything);
    at.line.destroy();
  });

  it('holds at every HQ process at once', async (context) => {
    if (!('url' in force.config.database)) return context.skip('the embedded database has one process');
    const other = await startHq(force.config, { log: () => {} });
    const there = { ...force, hq: other };
    const at = await laptop();
    const line = await tunnel(there, { identity: at.holder });
    const work = await systems(there, await beginShift(there, line, await force.pki.card(rahman)));
    const { stream } = await connectTo(line, MAIL);
    const ended = Promise.all([closed(work), closed(stream)]);
    await give(at, 'lock', 1);
    await ended;
    expect((await connectTo(line, MAIL)).status).toBe(403);
    line.destroy();
    at.line.destroy();
    await other.close();
  });
});
