import { randomBytes } from 'node:crypto';
import type { ClientHttp2Session } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unsentBundleList } from '../../../contracts/hq/orders.ts';
import { MAX_BUNDLES } from '../../../hq/unsent/keep.ts';
import { ask, codeOf, type Reply, tunnel } from '../support/client.ts';
import { clarke, halliwell, headquartersOfficers, nair, rahman } from '../support/force.ts';
import { addLaptop, type Desk, deskOf } from '../support/ict.ts';
import { lendTo, tagOf } from '../support/leases.ts';
import { draftOrder, postOrder, signOrder } from '../support/orders.ts';
import { LAPTOP, type RunningForce, startForce } from '../support/running.ts';

let force: RunningForce;
let line: ClientHttp2Session;
let rahmanDesk: Desk;
let clarkeDesk: Desk;
const tagKey = randomBytes(32);
beforeAll(async () => {
  force = await startForce({ officers: headquartersOfficers, signedPolicy: { orders: { signers: [nair.staffId], countersign: [] } } });
  line = await tunnel(force);
  const elsewhere = await addLaptop(force, 'LAP-0600');
  rahmanDesk = await deskOf(force, rahman, elsewhere);
  clarkeDesk = await deskOf(force, clarke, elsewhere);
  await lendTo(force, rahman);
  await lendTo(force, clarke);
});
afterAll(async () => {
  for (const desk of [rahmanDesk, clarkeDesk]) desk?.close();
  line?.destroy();
  await force?.stop();
});

const leave = (envelope: Uint8Array, tag = tagOf(tagKey, rahman), session = line): Promise<Reply> =>
  ask(
    session,
    'POST',
    '/v1/device/unsent',
    JSON.stringify({ tagKey: tagKey.toString('base64'), tag, envelope: Buffer.from(envelope).toString('base64') }),
  );
const waiting = async (desk: Desk) =>
  unsentBundleList.parse(JSON.parse((await ask(desk.session, 'GET', '/v1/unsent')).body.toString())).parcels;
const take = (desk: Desk, id: string): Promise<Reply> => ask(desk.session, 'POST', `/v1/unsent/${id}/taken`);
const audited = async (action: string) =>
  force.hq.database.query.selectFrom('audit').select(['actor', 'subject', 'detail']).where('action', '=', action).orderBy('seq').execute();

describe('bundles of unsent work', () => {
  it('wait for their officer, on whichever laptop, until they are taken', async () => {
    const envelope = randomBytes(5000);
    const reply = await leave(envelope);
    const { id } = JSON.parse(reply.body.toString());
    expect(reply.status).toBe(200);
    expect(await waiting(rahmanDesk)).toEqual([{ id, envelope: envelope.toString('base64') }]);
    expect((await take(rahmanDesk, id)).status).toBe(200);
    expect(await waiting(rahmanDesk)).toEqual([]);
    expect((await take(rahmanDesk, id)).status).toBe(200);
    expect(await audited('parcelKept')).toEqual([{ actor: LAPTOP, subject: rahman.staffId, detail: id }]);
    expect(await audited('parcelTaken')).toEqual([{ actor: rahman.staffId, subject: 'LAP-0600', detail: id }]);
    const [row] = await force.hq.database.query.selectFrom('unsent_bundle').select('envelope').execute();
    expect(row?.envelope).toBeNull();
  });

  it('are kept once, however often a laptop sends them, and not brought back by a laptop that lost the answer', async () => {
    const envelope = randomBytes(300);
    const [first, again] = [await leave(envelope), await leave(envelope)];
    expect(again.body.toString()).toBe(first.body.toString());
    const [only, ...others] = await waiting(rahmanDesk);
    expect(others).toEqual([]);
    await take(rahmanDesk, only?.id ?? '');
    await leave(envelope);
    expect(await waiting(rahmanDesk)).toEqual([]);
  });

  it('are nobody else’s', async () => {
    const { id } = JSON.parse((await leave(randomBytes(300))).body.toString());
    expect(await waiting(clarkeDesk)).toEqual([]);
    for (const other of [id, '11111111-1111-4111-8111-111111111111', 'none']) {
      const reply = await take(clarkeDesk, other);
      expect([reply.status, codeOf(reply)]).toEqual([404, 'NotFound']);
    }
    expect(await waiting(rahmanDesk)).toHaveLength(1);
    await take(rahmanDesk, id);
  });

  it('are refused for somebody who never worked on that laptop, and that is written down', async () => {
    for (const tag of [tagOf(tagKey, halliwell), tagOf(randomBytes(32), rahman)]) {
      const reply = await leave(randomBytes(300), tag);
      expect([reply.status, codeOf(reply)]).toEqual([409, 'OfficerUnknown']);
    }
    expect((await audited('parcelRefused')).map(({ actor, detail }) => [actor, detail])).toEqual([
      [LAPTOP, 'OfficerUnknown'],
      [LAPTOP, 'OfficerUnknown'],
    ]);
  });

  it('are refused past what a laptop may leave, and taken again once there is room', async () => {
    const other = await tunnel(force, { identity: await addLaptop(force, 'LAP-0601') });
    await lendTo(force, clarke, 'LAP-0601');
    const tag = tagOf(tagKey, clarke);
    for (let left = 0; left < MAX_BUNDLES; left += 1) expect((await leave(randomBytes(40), tag, other)).status).toBe(200);
    const full = await leave(randomBytes(40), tag, other);
    expect([full.status, codeOf(full)]).toEqual([409, 'ParcelsFull']);
    const [one] = await waiting(clarkeDesk);
    await take(clarkeDesk, one?.id ?? '');
    expect((await leave(randomBytes(40), tag, other)).status).toBe(200);
    other.destroy();
  });

  it('are refused when they are too large or no bundle', async () => {
    expect((await leave(randomBytes(9_500_000))).status).toBe(413);
    for (const body of ['', '[]', JSON.stringify({ tagKey: 'x', tag: 'y', envelope: 'z' })]) {
      expect((await ask(line, 'POST', '/v1/device/unsent', body)).status).toBe(400);
    }
  });

  it('are taken from a laptop that is being wiped, whose leases are gone', async () => {
    const identity = await addLaptop(force, 'LAP-0602');
    await lendTo(force, rahman, 'LAP-0602');
    const desk = await deskOf(force, nair, await addLaptop(force, 'LAP-0603'));
    const wipe = draftOrder({ kind: 'wipe', device: 'LAP-0602', sequence: 1, handOver: true });
    expect((await postOrder(desk.session, await signOrder(wipe, desk.card))).status).toBe(200);
    desk.close();
    const wiping = await tunnel(force, { identity });
    expect((await leave(randomBytes(300), tagOf(tagKey, rahman), wiping)).status).toBe(200);
    expect(await waiting(rahmanDesk)).toHaveLength(1);
    wiping.destroy();
  });
});
