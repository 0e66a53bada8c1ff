import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { order as orderContract } from '../../../contracts/domain/order.ts';
import type { OrderDraft } from '../../../contracts/ipc/fleet.ts';
import { WIPED_GRACE_MS } from '../../../hq/connections/device-gate.ts';
import { endWiped } from '../../../hq/fleet/receipts/wiped.ts';
import { LockedError } from '../../../main/platform/ipc/locked.ts';
import type { Register } from '../../../main/sync/services/register.ts';
import { verifyCms } from '../../../pki/index.ts';
import { halliwell, marsh, nair, pritchard, rahman } from '../../hq/support/force.ts';
import { signReceipt } from '../../hq/support/orders.ts';
import { type AtDesk, type FleetBench, LOST, openBench, typed } from './support.ts';

let bench: FleetBench;
let priya: AtDesk;
let owen: AtDesk;
beforeAll(async () => {
  bench = await openBench();
  priya = await bench.signIn(nair);
  owen = await bench.signIn(pritchard);
});
afterAll(() => bench?.close());

const lock: OrderDraft = { kind: 'lock', device: LOST, reason: 'Left on a wall in Leyland' };
const wipe: OrderDraft = { kind: 'wipe', device: LOST, reason: 'Not found again', handOver: true, returnTo: 'ICT, Hutton' };
/** The value of an answer that must be one. */
const had = <Value>(answer: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: string }): Value => {
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};
const nextSequence = async (): Promise<number> => had(await priya.fleet.device({ name: LOST })).nextSequence;

describe('the register', () => {
  it('is searched, filtered and sorted by HQ', async () => {
    const query = { search: 'lap-04', sort: 'name', descending: true, offset: 0, limit: 100 } as const;
    const { rows, counts } = had(await priya.fleet.devices(query));
    expect(rows.map(({ name }) => name)).toEqual([LOST, 'LAP-0417']);
    expect(counts.active).toBe(2);
    expect(had(await priya.fleet.devices({ ...query, state: 'wiped' })).rows).toEqual([]);
  });

  it.each([
    ['an officer', rahman],
    ['an auditor', marsh],
  ])('refuses %s, whatever is asked', async (_, officer) => {
    const { fleet } = await bench.signIn(officer);
    const refused = { ok: false, code: 'NotAuthorised' };
    const before = await nextSequence();
    expect(await fleet.devices({ search: '', sort: 'name', descending: false, offset: 0, limit: 10 })).toEqual(refused);
    expect(await fleet.device({ name: LOST })).toEqual(refused);
    expect(await fleet.enrolmentCode({ device: 'LAP-0999', pool: 'Leyland' })).toEqual(refused);
    expect(await fleet.give({ draft: lock, pin: typed() })).toEqual(refused);
    expect(await fleet.waiting(null)).toEqual(refused);
    expect(await fleet.officers({ search: '', offset: 0, limit: 10 })).toEqual(refused);
    expect(await fleet.setRoles({ staffId: officer.staffId, roles: ['ict'] })).toEqual(refused);
    expect(await nextSequence()).toBe(before);
  });

  it('answers nobody once the work is locked, also when it was asked before', async () => {
    const { fleet, lock: locked } = await bench.signIn(nair);
    const asked = fleet.device({ name: LOST });
    locked();
    await expect(asked).rejects.toThrow(LockedError);
    await expect(fleet.waiting(null)).rejects.toThrow(LockedError);
  });
});

describe('giving an order', () => {
  it('costs a wrong PIN its try and gives nothing; no PIN outlives its call', async () => {
    const before = await nextSequence();
    const pin = typed('111111');
    expect(await priya.fleet.give({ draft: lock, pin })).toEqual({ ok: false, code: 'PinIncorrect' });
    expect([...pin]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await nextSequence()).toBe(before);
  });

  it('signs what ICT decided, numbered, for this force and for a week in the case of a lock', async () => {
    const sequence = await nextSequence();
    const pin = typed();
    const given = had(await priya.fleet.give({ draft: lock, pin }));
    expect([...pin]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(given).toMatchObject({ state: 'pending', device: LOST, sequence, signers: [{ staffId: nair.staffId, name: nair.name }] });
    const [signed] = await bench.takeOrders(sequence - 1);
    const verified = verifyCms(Buffer.from(signed?.signatures[0] ?? '', 'base64'), {
      ...bench.trust,
      at: new Date(),
      purpose: 'cardSignature',
    });
    if (!verified.ok) throw new Error(verified.code);
    const content = orderContract.parse(JSON.parse(new TextDecoder().decode(verified.content)));
    expect(content).toMatchObject({ ...lock, id: given.id, sequence, force: 'Lancashire Constabulary' });
    expect(Date.parse(content.notAfter) - Date.parse(content.at)).toBe(7 * 24 * 3_600_000);
    expect(priya.journal).toContainEqual({ action: 'order', subject: LOST, detail: `lock ${given.id}` });
  });

  it('takes an order back while the laptop does not have it, and not after', async () => {
    const given = had(await priya.fleet.give({ draft: { kind: 'unlock', device: LOST, reason: 'Found' }, pin: typed() }));
    expect(await owen.fleet.cancel({ id: given.id })).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    expect(await owen.fleet.cancel({ id: given.id })).toEqual({ ok: false, code: 'TooLate' });
  });
});

describe('a second signature', () => {
  it('is given by another ICT officer, over the bytes that were shown, and by nobody else', async () => {
    const given = had(await priya.fleet.give({ draft: wipe, pin: typed() }));
    expect(given.state).toBe('unsigned');
    expect(had(await priya.fleet.waiting(null)).orders).toEqual([]);
    expect(await priya.fleet.countersign({ id: given.id, pin: typed() })).toEqual({ ok: false, code: 'OrderRefused' });
    // Not shown yet: nothing to put a name to.
    expect(await owen.fleet.countersign({ id: given.id, pin: typed() })).toEqual({ ok: false, code: 'OrderRefused' });
    const [shown] = had(await owen.fleet.waiting(null)).orders;
    expect(shown).toMatchObject({ id: given.id, signers: [{ staffId: nair.staffId }], content: { ...wipe, id: given.id } });
    expect(await owen.fleet.countersign({ id: given.id, pin: typed('000000') })).toEqual({ ok: false, code: 'PinIncorrect' });
    const signed = had(await owen.fleet.countersign({ id: given.id, pin: typed() }));
    expect(signed).toMatchObject({ state: 'pending', signers: [{ staffId: nair.staffId }, { staffId: pritchard.staffId }] });
    expect(await owen.fleet.countersign({ id: given.id, pin: typed() })).toEqual({ ok: false, code: 'TooLate' });
    had(await priya.fleet.cancel({ id: given.id }));
  });

  it('is not given when HQ shows one order and hands out another, or one whose first signature does not hold', async () => {
    const harmless = had(await priya.fleet.give({ draft: { ...wipe, reason: 'Shown' }, pin: typed() }));
    const other = had(await priya.fleet.give({ draft: { ...wipe, reason: 'Handed out' }, pin: typed() }));
    const lying = (exchange: (text: string) => string): Register => ({
      ...owen.register,
      ask: async (id, request) => {
        const answer = await owen.register.ask(id, request);
        return answer.ok ? { ok: true, value: JSON.parse(exchange(JSON.stringify(answer.value))) } : answer;
      },
    });
    const [first, second] = had(await owen.fleet.waiting(null)).orders.map(({ id }) => id);
    expect([first, second]).toEqual([harmless.id, other.id]);
    const waiting = await owen.register.ask('waitingSignatures', {});
    const signatures = had(waiting).orders.map(({ order }) => order.signatures[0] ?? '');
    let lie = false;
    const swapped = await bench.signIn(pritchard, {
      register: lying((text) => (lie ? text.replaceAll(signatures[0] ?? '', signatures[1] ?? '') : text)),
    });
    had(await swapped.fleet.waiting(null));
    lie = true;
    expect(await swapped.fleet.countersign({ id: harmless.id, pin: typed() })).toEqual({ ok: false, code: 'OrderRefused' });
    const spoilt = await bench.signIn(pritchard, { register: lying((text) => text.replaceAll(signatures[0] ?? '', 'AAAA')) });
    expect(had(await spoilt.fleet.waiting(null)).orders.map(({ id }) => id)).toEqual([other.id]);
    for (const { id } of [harmless, other]) had(await priya.fleet.cancel({ id }));
  });
});

describe('receipts', () => {
  it('are proven here, also when the laptop was cut off after it signed, and are saved as OpenSSL proves them', async () => {
    const given = had(await priya.fleet.give({ draft: wipe, pin: typed() }));
    had(await owen.fleet.waiting(null));
    const order = had(await owen.fleet.countersign({ id: given.id, pin: typed() }));
    expect(had(await priya.fleet.receipts({ id: order.id }))).toMatchObject({ order: { state: 'pending' }, receipts: [] });
    expect(await priya.fleet.exportReceipt({ id: order.id })).toEqual({ ok: false, code: 'NotFound' });

    expect(await bench.send(await signReceipt(order, 'delivered', bench.lost))).toBe(200);
    expect(await bench.send(await signReceipt(order, 'done', bench.lost))).toBe(200);
    await endWiped(bench.force.hq.database, new Date(Date.now() + WIPED_GRACE_MS + 1000));
    const proven = had(await priya.fleet.receipts({ id: order.id }));
    expect(proven.order.state).toBe('done');
    expect(proven.receipts).toMatchObject([
      { valid: true, receipt: { state: 'delivered', order: order.id, device: LOST } },
      { valid: true, receipt: { state: 'done', order: order.id, device: LOST, wipe: { left: { stores: 0 } } } },
    ]);

    const { path } = had(await priya.fleet.exportReceipt({ id: order.id }));
    expect(path.startsWith(bench.home)).toBe(true);
    const authorities = path.replace(/\.p7m$/, '.pem');
    const verify = ['cms', '-verify', '-inform', 'DER', '-in', path, '-CAfile', authorities, '-purpose', 'any'];
    const content = execFileSync('openssl', verify, { stdio: ['ignore', 'pipe', 'pipe'] }).toString();
    expect(JSON.parse(content)).toMatchObject({ order: order.id, state: 'done' });
    // The same again is the same file; nothing was written over.
    expect(had(await priya.fleet.exportReceipt({ id: order.id })).path).toBe(path);
    expect(existsSync(path.replace(/\.p7m$/, ' (2).p7m'))).toBe(false);
    expect(priya.journal).toContainEqual({ action: 'export', subject: LOST, detail: `receipt ${order.id}` });
  });
});

describe('laptops and officers', () => {
  it('gives a code for a new laptop, and none for one that is at work', async () => {
    const offer = had(await priya.fleet.enrolmentCode({ device: 'LAP-0440', pool: 'Leyland' }));
    expect(offer).toMatchObject({ device: 'LAP-0440' });
    expect(offer.code.length).toBeGreaterThan(5);
    expect(had(await priya.fleet.device({ name: 'LAP-0440' })).device.state).toBe('expected');
    expect(await priya.fleet.enrolmentCode({ device: 'LAP-0417', pool: 'Leyland' })).toEqual({ ok: false, code: 'TooLate' });
  });

  it('ends and gives back access, changes roles, and never one’s own', async () => {
    const { staffId } = halliwell;
    const page = had(await priya.fleet.officers({ search: 'halliwell', offset: 0, limit: 10 }));
    expect(page.rows).toMatchObject([{ staffId, state: 'active', roles: ['officer'] }]);
    expect(had(await priya.fleet.revokeOfficer({ staffId })).state).toBe('revoked');
    expect(had(await priya.fleet.restoreOfficer({ staffId })).state).toBe('active');
    expect(had(await priya.fleet.setRoles({ staffId, roles: ['officer', 'supervisor'] })).roles.toSorted()).toEqual([
      'officer',
      'supervisor',
    ]);
    expect(await priya.fleet.revokeOfficer({ staffId: nair.staffId })).toEqual({ ok: false, code: 'NotYourself' });
    expect(await priya.fleet.revokeCard({ staffId, serial: '00' })).toEqual({ ok: false, code: 'NotFound' });
  });
});
