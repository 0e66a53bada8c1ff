import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../../contracts/domain/order.ts';
import { orderDocuments } from '../../../../contracts/hq/fleet.ts';
import { makeEnrolmentCode } from '../../../../hq/database/enrolment-codes.ts';
import { openOrderLog } from '../../../../main/device/orders/order-log.ts';
import { filesIn } from '../../../../main/platform/files/shred.ts';
import { parseCertificate, verifyCms } from '../../../../pki/index.ts';
import { isUp, statusOf } from '../../../doubles/network/laptop.ts';
import { ask } from '../../../hq/support/client.ts';
import { headquartersOfficers, nair, pritchard } from '../../../hq/support/force.ts';
import { addLaptop, type Desk, deskOf } from '../../../hq/support/ict.ts';
import { draftOrder, postOrder, signOrder } from '../../../hq/support/orders.ts';
import type { Holder } from '../../../hq/support/pki.ts';
import { policyHolder, writePolicy } from '../../../hq/support/policy.ts';
import { type RunningForce, startForce } from '../../../hq/support/running.ts';
import { type OrderedLaptop, openOrderedLaptop } from '../support/ordered-laptop.ts';

let force: RunningForce;
let ict: Desk;
let second: Desk;
let policyKey: Holder;
let serial = 4200;
let version = 1;
const open: OrderedLaptop[] = [];

beforeAll(async () => {
  force = await startForce({ officers: headquartersOfficers });
  policyKey = await policyHolder(force.pki);
  const station = await addLaptop(force, 'LAP-0001');
  ict = await deskOf(force, nair, station);
  second = await deskOf(force, pritchard, station);
});
afterEach(async () => {
  for (const laptop of open.splice(0)) await laptop.dispose();
});
afterAll(async () => {
  ict?.close();
  second?.close();
  await force?.stop();
});

/** A laptop of its own for every test, under the policy in force, with the tunnel up. */
const knownLaptop = async () => {
  const name = `LAP-${++serial}`;
  const holder = await addLaptop(force, name);
  const laptop = await openOrderedLaptop(force, holder);
  open.push(laptop);
  let sequence = 0;
  const draft = (change: Partial<Order>): Order => draftOrder({ device: name, sequence: ++sequence, ...change });
  return { name, holder, laptop, draft };
};
const give = async (order: Order, ...signers: readonly Desk[]): Promise<Order> => {
  const reply = await postOrder(ict.session, await signOrder(order, ict.card, ...signers.map(({ card }) => card)));
  expect(reply.status, reply.body.toString()).toBe(200);
  return order;
};
const documentsOf = async ({ id }: Order) =>
  orderDocuments.parse(JSON.parse((await ask(ict.session, 'GET', `/v1/fleet/orders/${id}`)).body.toString()));
const stateAtHq = async (order: Order): Promise<string> => {
  const { state, refusal } = (await documentsOf(order)).summary;
  return refusal === undefined ? state : `${state} ${refusal}`;
};
/** Asks until it is so; the test's own time-out is the limit. */
const untilSo = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await delay(20);
};
const untilAtHq = (order: Order, state: string): Promise<void> => untilSo(async () => (await stateAtHq(order)) === state);
const policyVersion = ({ running }: OrderedLaptop): number | undefined => running.known?.laptop.policy.current().version;

describe('a laptop under orders', () => {
  it('takes the policy, and tells how it stands, as soon as it is connected', async () => {
    const { laptop, name } = await knownLaptop();
    await untilSo(() => policyVersion(laptop) === version);
    const row = () =>
      force.hq.database.query.selectFrom('device').select(['version', 'policy_version']).where('name', '=', name).executeTakeFirstOrThrow();
    await untilSo(async () => (await row()).version === '0.9.1');
  });

  it('locks, says so with a receipt that it signed, stays locked after a restart, and opens again by order alone', async () => {
    const { laptop, holder, draft } = await knownLaptop();
    const lock = await give(draft({ kind: 'lock', reason: 'Left on a wall in Leyland' }));
    const shown = await laptop.until(({ kind }) => kind === 'withdrawn');
    expect(shown).toMatchObject({ deviceBlock: { why: 'locked', reason: 'Left on a wall in Leyland' } });
    await untilAtHq(lock, 'done');
    const { receipts } = await documentsOf(lock);
    const said = receipts.map((one) => {
      const { pki } = force;
      const checked = verifyCms(Buffer.from(one, 'base64'), {
        anchors: [pki.root.certificate],
        intermediates: [pki.device.certificate],
        crls: [],
        purpose: 'device',
        at: new Date(),
      });
      // The signature holds; revocation is not this test's matter.
      expect(checked).toMatchObject({ ok: false, code: 'RevocationUnknown' });
      return Buffer.from(one, 'base64').toString('latin1');
    });
    expect(said).toHaveLength(2);
    for (const text of said) expect(text).toContain(parseCertificate(holder.certificate).subject.commonName);

    await laptop.restart();
    expect(laptop.session.state).toEqual(shown);
    laptop.session.lock('command');
    expect(await laptop.session.signIn(new Uint8Array(6))).toMatchObject({ ok: false });
    expect(laptop.session.state).toEqual(shown);

    const unlock = await give(draft({ kind: 'unlock' }));
    await laptop.until(({ kind }) => kind !== 'withdrawn');
    await untilAtHq(unlock, 'done');
    await laptop.restart();
    expect(laptop.session.state.kind).not.toBe('withdrawn');
  });

  it('does what waited at HQ while it was off, in order', async () => {
    const { laptop, draft } = await knownLaptop();
    await laptop.stop();
    const lock = await give(draft({ kind: 'lock' }));
    const message = await give(draft({ kind: 'message', text: 'Ring ICT on 101.' }));
    expect(await stateAtHq(lock)).toBe('pending');
    await laptop.start();
    await laptop.until(({ kind }) => kind === 'withdrawn');
    await untilAtHq(message, 'done');
    expect(laptop.notices.list()).toMatchObject([{ id: message.id, text: 'Ring ICT on 101.' }]);
  });

  it("keeps ICT's words until somebody has read them", async () => {
    const { laptop, draft } = await knownLaptop();
    const message = await give(draft({ kind: 'message', text: 'Bring this laptop to Hutton on Monday.' }));
    await untilAtHq(message, 'done');
    await laptop.restart();
    expect(laptop.notices.list()).toMatchObject([{ text: 'Bring this laptop to Hutton on Monday.' }]);
    laptop.notices.dismiss(message.id);
    await laptop.restart();
    expect(laptop.notices.list()).toEqual([]);
  });

  it('takes a newer policy by order, at once', async () => {
    const { laptop, draft } = await knownLaptop();
    await untilSo(() => policyVersion(laptop) === version);
    version += 1;
    await writePolicy(force.pki, { version, idleLockSeconds: 120 }, policyKey);
    const take = await give(draft({ kind: 'policy', version }));
    await untilAtHq(take, 'done');
    expect(laptop.running.known?.laptop.policy.current()).toMatchObject({ version, idleLockSeconds: 120 });
  });

  it('goes on with an order that a power cut interrupted, and gives the receipt that was not written', async () => {
    const { laptop, draft } = await knownLaptop();
    const lock = draft({ kind: 'lock' });
    const message = draft({ kind: 'message', text: 'Done before it was ordered?' });
    await untilSo(() => policyVersion(laptop) === version);
    await laptop.stop();
    await give(lock);
    openOrderLog(join(laptop.folder, 'device', 'orders.json'), lock.device, () => undefined).begin(lock, new Date());
    await give(message);
    await laptop.start();
    await laptop.until(({ kind }) => kind === 'withdrawn');
    await untilAtHq(lock, 'done');
    await untilAtHq(message, 'done');
    await untilSo(() => readdirSync(join(laptop.folder, 'device', 'receipts')).length === 0);
  });

  it.each([
    [
      'has a signature of nobody in ICT',
      'refused SignerNotAllowed',
      async (order: Order) => signOrder(order, await force.pki.card(headquartersOfficers[2], { kind: 'cardSignature' })),
    ],
    [
      'was reworded at HQ',
      'refused BadSignature',
      async (order: Order) => {
        const { id, signatures } = await signOrder(order, ict.card);
        const reworded = signatures.map((one) => Buffer.from(one, 'base64').toString('latin1').replace('wall', 'hall'));
        return { id, signatures: reworded.map((one) => Buffer.from(one, 'latin1').toString('base64')) };
      },
    ],
    [
      'is for another laptop',
      'refused WrongDevice',
      async (order: Order) => {
        const { id, signatures } = await signOrder({ ...order, device: 'LAP-0001' }, ict.card);
        return { id, signatures };
      },
    ],
  ])('refuses what HQ itself must not give: an order that %s', async (_, state, forge) => {
    const { laptop, draft } = await knownLaptop();
    await laptop.stop();
    const lock = await give(draft({ kind: 'lock' }));
    const { signatures } = await forge(lock);
    await force.hq.database.query.updateTable('fleet_order').set({ signatures }).where('id', '=', lock.id).execute();
    await laptop.start();
    await untilAtHq(lock, state);
    expect(laptop.session.state.kind).not.toBe('withdrawn');
    expect(existsSync(join(laptop.folder, 'device', 'locked.json'))).toBe(false);
    // A forged order takes no number: the next true one is obeyed.
    const next = await give(draft({ kind: 'lock' }));
    await laptop.until(({ kind }) => kind === 'withdrawn');
    await untilAtHq(next, 'done');
  });

  it('that HQ cuts off locks, loses its device shares and says so; a new code makes it known again without a restart', async () => {
    const { laptop, name, draft } = await knownLaptop();
    const folder = join(laptop.folder, 'officers', 'f'.repeat(32));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'lease.sealed'), 'sealed');
    await untilSo(() => policyVersion(laptop) === version);
    expect(await laptop.firstRun.enrol({ device: name, code: 'ABCDE-23456' })).toEqual({ ok: false, code: 'AlreadyKnown' });
    await give(draft({ kind: 'disconnect' }));
    const shown = await laptop.until((state) => state.kind === 'fault' && state.fault === 'DeviceUnknown');
    expect(shown).toEqual({ kind: 'fault', fault: 'DeviceUnknown' });
    expect(existsSync(join(folder, 'lease.sealed'))).toBe(false);

    expect(await laptop.firstRun.enrol({ device: name, code: 'ABCDE-23456' })).toEqual({ ok: false, code: 'CodeRefused' });
    // A name that was cut off is not given again.
    const renamed = `LAP-${++serial}`;
    const code = await makeEnrolmentCode(force.hq.database, renamed, 'Leyland');
    expect(await laptop.firstRun.enrol({ device: renamed, code })).toEqual({ ok: true, value: null });
    expect(laptop.session.state).not.toEqual(shown);
    await untilSo(() => laptop.running.tunnel?.status.link !== 'offline');
    const lock = await give(draftOrder({ device: renamed, sequence: 1 }));
    await laptop.until(({ kind }) => kind === 'withdrawn');
    await untilAtHq(lock, 'done');
  });
});

describe('a laptop that is wiped', () => {
  it('is, when two of ICT have signed: all goes, HQ holds the proof, and only ICT makes it known again', async () => {
    const { laptop, name, draft } = await knownLaptop();
    const officers = join(laptop.folder, 'officers', 'f'.repeat(32));
    mkdirSync(officers, { recursive: true });
    writeFileSync(join(officers, 'key.p7m'), 'share');
    await untilSo(() => policyVersion(laptop) === version);
    const wipe = await give(draft({ kind: 'wipe' }), second);
    const over = await laptop.until(
      (state) => state.kind === 'withdrawn' && state.deviceBlock.why === 'wiped' && state.deviceBlock.receipt === 'atHq',
    );
    expect(await stateAtHq(wipe)).toBe('done');
    // Nothing that the program still had in hand writes anything anew.
    await laptop.running.close();
    expect(filesIn(laptop.folder)).toEqual([join('device', 'wiped.json')]);

    await laptop.restart();
    expect(laptop.session.state).toEqual(over);
    const code = await makeEnrolmentCode(force.hq.database, name, 'Leyland');
    expect(await laptop.firstRun.enrol({ device: name, code })).toEqual({ ok: true, value: null });
    expect(laptop.session.state.kind).not.toBe('withdrawn');
    const { since } = openOrderLog(join(laptop.folder, 'device', 'orders.json'), name, () => undefined);
    // HQ's clock comes to the laptop as a Date header, which tells whole seconds (RFC 9110, 5.6.7).
    const wholeSecond = new Date(wipe.at).setMilliseconds(0);
    expect(since?.getTime()).toBeGreaterThanOrEqual(wholeSecond);
    const message = await give(draft({ kind: 'message', text: 'Welcome back.' }));
    await untilAtHq(message, 'done');
  });
});

describe('a fresh laptop', () => {
  it("becomes known by ICT's code while the program runs: tunnel, lists, policy and orders are there without a restart", async () => {
    const name = `LAP-${++serial}`;
    const laptop = await openOrderedLaptop(force);
    open.push(laptop);
    expect(laptop.session.state).toEqual({ kind: 'fault', fault: 'DeviceUnknown' });
    expect(laptop.running.tunnel).toBeUndefined();
    const code = await makeEnrolmentCode(force.hq.database, name, 'Leyland');
    const [first, again] = await Promise.all([
      laptop.firstRun.enrol({ device: name, code }),
      laptop.firstRun.enrol({ device: 'nonsense', code }),
    ]);
    expect([first.ok, again]).toEqual([true, { ok: false, code: 'NotADevice' }]);
    const { tunnel, known } = laptop.running;
    if (tunnel === undefined || known === undefined) throw new Error('not up');
    await statusOf(tunnel, isUp);
    await untilSo(() => policyVersion(laptop) === version);
    expect(known.laptop.credential().device).toBe(name);
    const lock = await give(draftOrder({ device: name, sequence: 1 }));
    await laptop.until(({ kind }) => kind === 'withdrawn');
    await untilAtHq(lock, 'done');
    expect(JSON.parse(readFileSync(join(laptop.folder, 'device', 'locked.json'), 'utf8'))).toMatchObject({ reason: lock.reason });
  });
});
