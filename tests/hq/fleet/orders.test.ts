import { randomBytes } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../contracts/domain/order.ts';
import { deviceDetail, orderDocuments, orderSummary, waitingSignatures } from '../../../contracts/hq/fleet.ts';
import { WIPED_GRACE_MS } from '../../../hq/connections/device-gate.ts';
import { verifyAudit } from '../../../hq/database/audit.ts';
import { makeEnrolmentCode } from '../../../hq/database/enrolment-codes.ts';
import { endWiped } from '../../../hq/fleet/receipts/wiped.ts';
import { startHq } from '../../../hq/index.ts';
import { createRequest, encodeEstBody, parseCertificate, parseCrl, signCms } from '../../../pki/index.ts';
import { ask, closed, codeOf, connectTo, type Reply, systems, tunnel, welcome } from '../support/client.ts';
import { enrolAt } from '../support/enrol.ts';
import { headquartersOfficers, nair, pritchard, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { addLaptop, type Desk, deskOf } from '../support/ict.ts';
import { countersign, draftOrder, ordersAfter, postOrder, postReceipt, signContent, signOrder, signReceipt } from '../support/orders.ts';
import type { Holder } from '../support/pki.ts';
import type { RunningForce } from '../support/running.ts';
import { askForShift, beginShift } from '../support/shift.ts';

onEveryForce((start) => {
  let force: RunningForce;
  let first: Desk;
  let second: Desk;
  let serial = 4000;
  beforeAll(async () => {
    force = await start({ officers: headquartersOfficers });
    const ict = await addLaptop(force, 'LAP-0001');
    first = await deskOf(force, nair, ict);
    second = await deskOf(force, pritchard, ict);
  });
  afterAll(async () => {
    first?.close();
    second?.close();
    await force?.stop();
  });

  interface Laptop {
    readonly name: string;
    readonly holder: Holder;
    readonly line: ClientHttp2Session;
  }
  /** A laptop of its own for every test. */
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
  const give = async (order: Order) => summary(await postOrder(first.session, await signOrder(order, first.card)));
  const sign = async (order: Order) =>
    summary(await countersign(second.session, order.id, await signContent(Buffer.from(JSON.stringify(order)), second.card)));
  const receipt = async ({ line, holder }: Laptop, order: Order, state: 'delivered' | 'done' | 'refused', changes = {}) =>
    (await postReceipt(line, await signReceipt(order, state, holder, changes))).status;
  const documents = async (order: Order) =>
    orderDocuments.parse(JSON.parse((await ask(first.session, 'GET', `/v1/fleet/orders/${order.id}`)).body.toString()));
  const leaseAt = async ({ name, line }: Laptop, { signer }: Holder) => {
    const asked = { device: name, staffId: rahman.staffId, at: new Date().toISOString(), nonce: randomBytes(16).toString('base64') };
    return ask(line, 'POST', '/v1/device/lease', await signCms({ content: Buffer.from(JSON.stringify(asked)), signer, at: new Date() }));
  };
  const sharesAt = ({ name }: Laptop) =>
    force.hq.database.query.selectFrom('lease').select('device_share').where('device', '=', name).execute();
  const keysOf = ({ name }: Laptop) =>
    force.hq.database.query.selectFrom('share_key').select('destroyed_at').where('device', '=', name).execute();
  const wipeOf = async (at: Laptop) => {
    const order = draftOrder({ kind: 'wipe', device: at.name, sequence: 1 });
    await give(order);
    await sign(order);
    return order;
  };

  describe('orders', () => {
    it('wakes a laptop that waits, and are the very bytes that were signed', async () => {
      const [other, at] = [await laptop(), await laptop()];
      // Asked before: were nobody woken, this one's time would be over first.
      const idle = ordersAfter(other.line);
      const waiting = ordersAfter(at.line);
      await delay(200); // Both wait by now; did they not yet, the order would be there at once.
      const order = draftOrder({ device: at.name, sequence: 1 });
      const signed = await signOrder(order, first.card);
      expect(summary(await postOrder(first.session, signed))).toMatchObject({
        state: 'pending',
        signers: [{ staffId: nair.staffId, name: nair.name }],
      });
      expect(await Promise.race([idle, waiting])).toEqual([signed]);
      other.line.destroy();
      await expect(idle).rejects.toThrow();
      at.line.destroy();
    });

    it('wait for a laptop that is off, in their sequence, and are given past the one it has finished', async () => {
      const at = await laptop();
      at.line.destroy();
      const orders = [1, 2, 3].map((sequence) => draftOrder({ kind: 'message', text: 'Ring ICT', device: at.name, sequence } as Order));
      for (const order of orders) await give(order);
      const line = await tunnel(force, { identity: at.holder });
      expect((await ordersAfter(line)).map(({ id }) => id)).toEqual(orders.map(({ id }) => id));
      expect((await ordersAfter(line, 1)).map(({ id }) => id)).toEqual(orders.slice(1).map(({ id }) => id));
      expect((await ask(line, 'GET', '/v1/device/orders?after=-1')).status).toBe(400);
      line.destroy();
    });

    it('let go of a laptop that leaves while it waits', async () => {
      const at = await laptop();
      const waiting = ordersAfter(at.line);
      await delay(200);
      at.line.destroy();
      await expect(waiting).rejects.toThrow();
      const line = await tunnel(force, { identity: at.holder });
      const again = ordersAfter(line);
      await delay(200);
      await give(draftOrder({ device: at.name, sequence: 1 }));
      expect(await again).toHaveLength(1);
      line.destroy();
    });

    it('lock a laptop when they are signed: no officer signs in there until ICT unlocks it, and its channel stays', async () => {
      const at = await laptop();
      const shift = await beginShift(force, at.line, await force.pki.card(rahman));
      const work = await systems(force, shift);
      expect((await ask(work, 'GET', '/v1/me')).status).toBe(200);
      const ended = closed(work);
      const lock = draftOrder({ device: at.name, sequence: 1 });
      await give(lock);
      await ended;
      expect(await stateOf(at.name)).toBe('locked');
      expect(await receipt(at, lock, 'delivered')).toBe(200);
      expect(await receipt(at, lock, 'done')).toBe(200);
      expect(await stateOf(at.name)).toBe('locked');
      expect((await askForShift(force, at.line, await force.pki.card(rahman))).response.text).toBe('DeviceHeld');
      expect((await connectTo(at.line, 'services.hq:443')).status).toBe(403);
      const held = await systems(force, shift);
      expect(codeOf(await ask(held, 'GET', '/v1/me'))).toBe('DeviceHeld');
      held.destroy();
      expect(await welcome(at.line)).toBe('welcome');

      const unlock = draftOrder({ kind: 'unlock', device: at.name, sequence: 2 });
      await give(unlock);
      expect(await stateOf(at.name)).toBe('active');
      expect(await ordersAfter(at.line, 1)).toHaveLength(1);
      expect(await receipt(at, unlock, 'done')).toBe(200);
      const again = await systems(force, await beginShift(force, at.line, await force.pki.card(rahman)));
      expect((await ask(again, 'GET', '/v1/me')).status).toBe(200);
      again.destroy();
      at.line.destroy();
    });

    it('cut a laptop off at once by disconnect, and are done without it', async () => {
      const at = await laptop();
      const ended = closed(at.line);
      expect(await give(draftOrder({ kind: 'disconnect', device: at.name, sequence: 1 }))).toMatchObject({ state: 'done' });
      await ended;
      expect(await stateOf(at.name)).toBe('revoked');
      const again = await tunnel(force, { identity: at.holder });
      expect(await welcome(again)).toBe('403 DeviceRevoked');
      again.destroy();
      const lock = await postOrder(first.session, await signOrder(draftOrder({ device: at.name, sequence: 2 }), first.card));
      expect(codeOf(lock)).toBe('OrderRefused');
    });

    it('to wipe are taken for a laptop that is cut off already: HQ’s half of the keys can still be destroyed', async () => {
      const at = await laptop();
      await leaseAt(at, await beginShift(force, at.line, await force.pki.card(rahman)));
      await give(draftOrder({ kind: 'disconnect', device: at.name, sequence: 1 }));
      const wipe = draftOrder({ kind: 'wipe', device: at.name, sequence: 2 });
      await give(wipe);
      expect((await sign(wipe)).state).toBe('pending');
      expect(await stateOf(at.name)).toBe('revoked');
      expect(await sharesAt(at)).toEqual([{ device_share: null }]);
      expect(await keysOf(at)).toEqual([{ destroyed_at: expect.any(Date) }]);
    });

    it('go to one of two ICT officers who give one at once', async () => {
      const at = await laptop();
      const desks = [first, second];
      const replies = await Promise.all(
        desks.map(async ({ session, card }) => postOrder(session, await signOrder(draftOrder({ device: at.name, sequence: 1 }), card))),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(replies.filter(({ status }) => status === 409).map(codeOf)).toEqual(['SequenceTaken']);
      at.line.destroy();
    });

    it('can be called off until the laptop has them', async () => {
      const at = await laptop();
      const [off, kept] = [1, 2].map((sequence) => draftOrder({ device: at.name, sequence })) as [Order, Order];
      await give(off);
      await give(kept);
      expect(summary(await ask(second.session, 'POST', `/v1/fleet/orders/${off.id}/cancel`)).state).toBe('cancelled');
      expect((await ordersAfter(at.line)).map(({ id }) => id)).toEqual([kept.id]);
      expect(await receipt(at, kept, 'delivered')).toBe(200);
      const late = await ask(second.session, 'POST', `/v1/fleet/orders/${kept.id}/cancel`);
      expect([late.status, codeOf(late)]).toEqual([409, 'TooLate']);
      at.line.destroy();
    });

    it('that were called off while the laptop already did them are what its receipt says', async () => {
      const at = await laptop();
      const order = draftOrder({ device: at.name, sequence: 1 });
      await give(order);
      await ask(second.session, 'POST', `/v1/fleet/orders/${order.id}/cancel`);
      expect(await receipt(at, order, 'done')).toBe(200);
      expect((await documents(order)).summary.state).toBe('done');
      expect(await stateOf(at.name)).toBe('locked');
      at.line.destroy();
    });

    it('show why a laptop refused one, and hand its receipt on as it came', async () => {
      const at = await laptop();
      const order = draftOrder({ device: at.name, sequence: 1 });
      await give(order);
      const der = await signReceipt(order, 'refused', at.holder, { refusal: 'NotYetValid' });
      expect((await postReceipt(at.line, der)).status).toBe(200);
      const { summary: shown, receipts } = await documents(order);
      expect(shown).toMatchObject({ state: 'refused', refusal: 'NotYetValid' });
      expect(receipts).toEqual([Buffer.from(der).toString('base64')]);
      expect(await stateOf(at.name)).toBe('locked'); // The laptop does not let itself out.
      expect(await receipt(at, order, 'done')).toBe(403);
      at.line.destroy();
    });
  });

  describe('a wipe', () => {
    it('waits for a second officer, to whom it is shown, and then destroys HQ’s half of the keys before the laptop has it', async () => {
      const at = await laptop();
      const shift = await beginShift(force, at.line, await force.pki.card(rahman));
      const lease = () => leaseAt(at, shift);
      expect((await lease()).status).toBe(200);
      const order = draftOrder({ kind: 'wipe', device: at.name, sequence: 1 });
      expect((await give(order)).state).toBe('unsigned');
      const waitingAt = async ({ session }: Desk) =>
        waitingSignatures
          .parse(JSON.parse((await ask(session, 'GET', '/v1/fleet/waiting')).body.toString()))
          .orders.filter(({ order: { id } }) => id === order.id);
      expect(await waitingAt(first)).toHaveLength(0);
      expect(await waitingAt(second)).toHaveLength(1);
      expect((await lease()).status).toBe(200);

      expect(await sign(order)).toMatchObject({ state: 'pending', signers: [{ staffId: nair.staffId }, { staffId: pritchard.staffId }] });
      expect(await stateOf(at.name)).toBe('wiping');
      expect(await sharesAt(at)).toEqual([{ device_share: null }]);
      expect(await keysOf(at)).toEqual([{ destroyed_at: expect.any(Date) }]);
      expect((await lease()).status).toBe(403);
      expect((await askForShift(force, at.line, await force.pki.card(rahman))).response.text).toBe('DeviceHeld');
      const [sent] = await ordersAfter(at.line);
      expect(sent?.signatures).toHaveLength(2);
      at.line.destroy();
    });

    it('is done by its receipt alone, which may come again; then the laptop may say nothing else, and in the end nothing', async () => {
      const at = await laptop();
      const order = await wipeOf(at);
      expect(await receipt(at, order, 'delivered')).toBe(200);
      expect((await documents(order)).summary.state).toBe('delivered');
      const done = await signReceipt(order, 'done', at.holder);
      expect((await postReceipt(at.line, done)).status).toBe(200);
      expect(await stateOf(at.name)).toBe('wiped');
      expect((await postReceipt(at.line, done)).status).toBe(200);
      expect(await receipt(at, order, 'done')).toBe(200);
      expect((await documents(order)).receipts).toHaveLength(2);
      expect(await welcome(at.line)).toBe('403 DeviceHeld');
      expect((await connectTo(at.line, 'services.hq:443')).status).toBe(403);
      at.line.destroy();

      const later = await tunnel(force, { identity: at.holder });
      expect((await postReceipt(later, done)).status).toBe(200);
      const ended = closed(later);
      const { query } = force.hq.database;
      await query
        .updateTable('device')
        .set({ wiped_at: new Date(Date.now() - WIPED_GRACE_MS) })
        .where('name', '=', at.name)
        .execute();
      await endWiped(force.hq.database, new Date());
      await ended;
      const watcher = await laptop();
      const bundle = JSON.parse((await ask(watcher.line, 'GET', '/v1/device/trust')).body.toString());
      const revoked = bundle.crls.some(
        (der: string) => parseCrl(Buffer.from(der, 'base64')).lookup(parseCertificate(at.holder.certificate).serialHex) !== undefined,
      );
      expect(revoked).toBe(true);
      watcher.line.destroy();
    });

    it('is not done by a receipt that leaves a store, or says nothing of what is gone', async () => {
      const at = await laptop();
      const order = await wipeOf(at);
      const nothing = { keyFiles: 0, stores: 0, otherFiles: 0, bytes: 0 };
      const wipe = { startedAt: order.at, officers: 1, existed: nothing, left: { ...nothing, stores: 1 }, handedOver: 0 };
      expect(await receipt(at, order, 'done', { wipe })).toBe(403);
      expect(await receipt(at, order, 'done', { wipe: undefined })).toBe(400);
      expect(await stateOf(at.name)).toBe('wiping');
      expect((await documents(order)).summary.state).toBe('pending');
      at.line.destroy();
    });

    it('called off in time leaves the laptop at work, with new shares', async () => {
      const at = await laptop();
      const order = await wipeOf(at);
      summary(await ask(first.session, 'POST', `/v1/fleet/orders/${order.id}/cancel`));
      expect(await stateOf(at.name)).toBe('active');
      expect((await askForShift(force, at.line, await force.pki.card(rahman))).status).toBe(200);
      at.line.destroy();
    });

    it('is over for a laptop that ICT enrols anew, which begins unlocked and unwiped', async () => {
      const at = await laptop();
      const lock = draftOrder({ device: at.name, sequence: 1 });
      await give(lock);
      await receipt(at, lock, 'done');
      const wipe = draftOrder({ kind: 'wipe', device: at.name, sequence: 2 });
      await give(wipe);
      await sign(wipe);
      await receipt(at, wipe, 'delivered');
      const { laptop: fresh } = await enrolAt(force, at.name, await makeEnrolmentCode(force.hq.database, at.name, 'Leyland'));
      expect(await stateOf(at.name)).toBe('active');
      expect((await documents(wipe)).summary.state).toBe('expired');
      const line = await tunnel(force, fresh && { identity: fresh });
      expect(await welcome(line)).toBe('welcome');
      line.destroy();
    });

    it('that still lacks a signature is overtaken by the next order, which its laptop would do first', async () => {
      const at = await laptop();
      const wipe = draftOrder({ kind: 'wipe', device: at.name, sequence: 1 });
      await give(wipe);
      await give(draftOrder({ device: at.name, sequence: 2 }));
      expect((await documents(wipe)).summary.state).toBe('cancelled');
      const late = await countersign(second.session, wipe.id, await signContent(Buffer.from(JSON.stringify(wipe)), second.card));
      expect(codeOf(late)).toBe('TooLate');
      at.line.destroy();
    });

    it('is not forgotten by a certificate renewed meanwhile', async () => {
      const at = await laptop();
      await wipeOf(at);
      const request = await createRequest({ subject: parseCertificate(at.holder.certificate).subject, key: at.holder.key });
      expect((await ask(at.line, 'POST', '/.well-known/est/simplereenroll', encodeEstBody(request))).status).toBe(200);
      expect(await stateOf(at.name)).toBe('wiping');
      expect(await ordersAfter(at.line)).toHaveLength(1);
      at.line.destroy();
    });
  });

  it('a report is kept for the register', async () => {
    const at = await laptop();
    const report = { version: '0.1.0', diskBytes: 5_000_000_000, unsent: 3, policyVersion: 1 };
    expect((await ask(at.line, 'POST', '/v1/device/report', JSON.stringify(report))).status).toBe(200);
    const row = await force.hq.database.query.selectFrom('device').selectAll().where('name', '=', at.name).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ version: '0.1.0', disk_bytes: 5_000_000_000, unsent: 3, policy_version: 1 });
    expect((await ask(at.line, 'POST', '/v1/device/report', JSON.stringify({ ...report, unsent: -1 }))).status).toBe(400);
    at.line.destroy();
  });

  it('a report says how the laptop stands with its next version: shown to ICT, and gone with a report that says nothing of it', async () => {
    const at = await laptop();
    const report = { version: '0.1.0', diskBytes: 1, unsent: 0, policyVersion: 1 };
    const send = async (update: unknown) => (await ask(at.line, 'POST', '/v1/device/report', JSON.stringify({ ...report, update }))).status;
    const shown = async () =>
      deviceDetail.parse(JSON.parse((await ask(first.session, 'GET', `/v1/fleet/devices/${at.name}`)).body.toString())).device.update;
    const update = {
      next: { version: '1.6.0', state: 'ready' },
      failure: { version: '1.5.0', code: 'NotInstalled', at: '2026-11-20T09:00:00.000Z' },
    };
    expect([await send(update), await shown()]).toEqual([200, update]);
    // A newer laptop's word is kept as it is; what is no word is refused.
    const newer = { next: { version: '1.6.0', state: 'waitingForTide' } };
    expect([await send(newer), await shown()]).toEqual([200, newer]);
    expect([await send({ next: { version: '1.6.0', state: 'a name' } }), await shown()]).toEqual([400, newer]);
    expect([await send(undefined), await shown()]).toEqual([200, undefined]);
    at.line.destroy();
  });

  it('a report says what the laptop could not read: kept for ICT, told in HQ’s log once for each kind and reason', async () => {
    const at = await laptop();
    const counts = [{ system: 'storm', kind: 'incident', reason: 'FieldsMalformed', count: 3 }];
    const report = { version: '0.1.0', diskBytes: 1, unsent: 0, policyVersion: 1 };
    const send = async (setAside: unknown) =>
      (await ask(at.line, 'POST', '/v1/device/report', JSON.stringify({ ...report, setAside }))).status;
    const detail = async () =>
      deviceDetail.parse(JSON.parse((await ask(first.session, 'GET', `/v1/fleet/devices/${at.name}`)).body.toString())).setAside;
    const told = () => force.logged.filter((line) => line.startsWith('recordsSetAside') && line.includes(at.name));
    expect([await send(counts), await detail()]).toEqual([200, counts]);
    const more = [
      { ...counts[0], count: 5 },
      { system: 'crime', kind: '', reason: 'NotJson', count: 1 },
    ];
    expect([await send(more), await detail()]).toEqual([200, more]);
    expect(told()).toHaveLength(2);
    // A value of a record has no way into it.
    for (const kind of ['Mrs Iqbal', 'x'.repeat(41), 7]) expect(await send([{ ...counts[0], kind }])).toBe(400);
    expect(await send(Array.from({ length: 21 }, () => counts[0]))).toBe(400);
    // A laptop that could read all, or that does not count, has none.
    expect([await send(undefined), await detail()]).toEqual([200, undefined]);
    at.line.destroy();
  });

  it('an order given at one HQ process wakes a laptop at another', async (context) => {
    if (!('url' in force.config.database)) return context.skip('the embedded database has one process');
    const other = await startHq(force.config, { log: () => {} });
    const [still, at] = [await laptop(), await laptop()];
    const line = await tunnel({ ...force, hq: other }, { identity: at.holder });
    const idle = ordersAfter(still.line);
    const waiting = ordersAfter(line);
    await delay(200);
    const order = draftOrder({ device: at.name, sequence: 1 });
    await give(order);
    expect((await Promise.race([idle, waiting])).map(({ id }) => id)).toEqual([order.id]);
    still.line.destroy();
    await expect(idle).rejects.toThrow();
    line.destroy();
    at.line.destroy();
    await other.close();
  });

  it('every step is in a trail whose chain holds', async () => {
    const at = await laptop();
    const order = await wipeOf(at);
    await receipt(at, order, 'delivered');
    await receipt(at, order, 'done');
    at.line.destroy();
    const trail = await force.hq.database.query
      .selectFrom('audit')
      .select(['actor', 'action'])
      .where('subject', '=', at.name)
      .orderBy('seq')
      .execute();
    expect(trail.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      `${nair.staffId} orderGiven`,
      `${pritchard.staffId} orderCountersigned`,
      `${pritchard.staffId} leasesDropped`,
      `${at.name} orderDelivered`,
      `${at.name} deviceWiped`,
      `${at.name} orderDone`,
    ]);
    expect((await verifyAudit(force.hq.database.query)).firstBreak).toBeUndefined();
  });
});
