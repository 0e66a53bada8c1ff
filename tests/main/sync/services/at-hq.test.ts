import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../../../hq/systems/seed.ts';
import { enrol } from '../../../../main/device/enrolment/enrol.ts';
import { isDueForRenewal, renewCredential } from '../../../../main/device/enrolment/renewal.ts';
import { loadLease } from '../../../../main/device/lease/lease.ts';
import { takeLease } from '../../../../main/device/lease/take-lease.ts';
import { ORDER_LOG, openOrderLog } from '../../../../main/device/orders/order-log.ts';
import { createTrust } from '../../../../main/device/trust/create-trust.ts';
import { keepTrustFresh } from '../../../../main/device/trust/refresh.ts';
import type { Trust } from '../../../../main/device/trust/trust.ts';
import { createTunnel } from '../../../../main/device/tunnel/create-tunnel.ts';
import { type DeviceCredential, loadCredential } from '../../../../main/device/tunnel/credential.ts';
import type { Tunnel } from '../../../../main/device/tunnel/tunnel.ts';
import { createServices } from '../../../../main/sync/services/services.ts';
import { type ShiftCredential, takeShiftCertificate } from '../../../../main/sync/services/shift-certificate.ts';
import { parseCertificate } from '../../../../pki/index.ts';
import { allOf } from '../../../doubles/network/all-of.ts';
import { isDown, isUp, statusOf } from '../../../doubles/network/laptop.ts';
import { testSecrets } from '../../../doubles/network/secrets.ts';
import { halliwell, incident, rahman } from '../../../hq/support/force.ts';
import { makeForce } from '../../../hq/support/pki.ts';
import { type RunningForce, startForce } from '../../../hq/support/running.ts';
import { temporaryStore } from '../../support/store.ts';

const DEVICE = 'LAP-0500';
const INCIDENT = 'LC-20260111-0841';

let hq: RunningForce;
let folder: string;
let credential: DeviceCredential;
let trust: Trust;
let tunnel: Tunnel;
const secrets = testSecrets();
const place = () => ({ folder: join(folder, 'device'), secrets });

const enrolWith = (code: string, device = DEVICE, changes: Partial<Parameters<typeof enrol>[0]> = {}) =>
  enrol({
    host: '127.0.0.1',
    port: hq.hq.ports.enrolment,
    gatewayName: 'gateway.hq',
    root: hq.pki.root.certificate,
    device,
    code,
    place: place(),
    ...changes,
  });

beforeAll(async () => {
  hq = await startForce({ items: [incident(INCIDENT, rahman.area)] });
  folder = mkdtempSync(join(tmpdir(), 'mobile-office-at-hq-'));
  const enrolled = await enrolWith(await hq.hq.makeEnrolmentCode(DEVICE));
  if (!enrolled.ok) throw new Error(enrolled.code);
  credential = enrolled.value;
  trust = createTrust({ root: hq.pki.root.certificate, file: join(folder, 'device', 'trust.json') });
  const site = { name: 'HQ site A', host: '127.0.0.1', port: hq.hq.ports.gateway };
  tunnel = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust });
});
afterAll(async () => {
  await tunnel?.close();
  await hq?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const shiftOf = async (officer = rahman, changes: Partial<Parameters<typeof takeShiftCertificate>[0]> = {}) => {
  const { signer } = await hq.pki.card(officer);
  return takeShiftCertificate({ tunnel, signer, device: DEVICE, trust, at: new Date(), ...changes });
};
const shiftThatMustBeHad = async (officer = rahman): Promise<ShiftCredential> => {
  const shift = await shiftOf(officer);
  if (!shift.ok) throw new Error(shift.code);
  return shift.value;
};

describe('a fresh laptop', () => {
  it('was enrolled with a one-time code, and is known after a restart', async () => {
    expect(credential).toMatchObject({ device: DEVICE, force: 'Lancashire Constabulary' });
    const loaded = await loadCredential(place());
    expect(loaded.ok && Buffer.compare(loaded.value.certificate, credential.certificate)).toBe(0);
  });

  it('is refused with a code that was used, a wrong one, and one for another laptop; what it has stays', async () => {
    const used = await hq.hq.makeEnrolmentCode('LAP-0501');
    const other = { place: { folder: join(folder, 'other'), secrets } };
    expect(await enrolWith(used, 'LAP-0501', other)).toMatchObject({ ok: true });
    const refused = { ok: false, code: 'CodeRefused' };
    expect(await enrolWith(used, 'LAP-0501')).toEqual(refused);
    expect(await enrolWith('AAAAA-22222', 'LAP-0501')).toEqual(refused);
    expect(await enrolWith(await hq.hq.makeEnrolmentCode('LAP-0502'), 'LAP-0503')).toEqual(refused);
    expect(await loadCredential(place())).toMatchObject({ ok: true, value: { device: DEVICE } });
  });

  it('sends nothing for what is no code or no laptop, or to whoever is not the force', async () => {
    expect(await enrolWith('hello')).toEqual({ ok: false, code: 'NotACode' });
    expect(await enrolWith('AAAAA-22222', '../etc')).toEqual({ ok: false, code: 'NotADevice' });
    const stranger = await makeForce(join(folder, 'stranger'), 'Another Constabulary');
    const code = await hq.hq.makeEnrolmentCode('LAP-0504');
    expect(await enrolWith(code, 'LAP-0504', { root: stranger.root.certificate })).toEqual({ ok: false, code: 'HqUntrusted' });
    expect(await enrolWith(code, 'LAP-0504', { gatewayName: 'elsewhere.hq' })).toEqual({ ok: false, code: 'HqUntrusted' });
    expect(await enrolWith(code, 'LAP-0504', { port: 9 })).toEqual({ ok: false, code: 'HqUnreachable' });
    expect(await enrolWith(code, 'LAP-0504', { place: { folder: join(folder, 'third'), secrets } })).toMatchObject({ ok: true });
  });

  it('counts orders from the enrolment on by HQ’s clock, where its own is ahead', async () => {
    const ahead = { place: { folder: join(folder, 'ahead'), secrets }, clock: () => new Date(Date.now() + 2 * 3_600_000) };
    expect(await enrolWith(await hq.hq.makeEnrolmentCode('LAP-0505'), 'LAP-0505', ahead)).toMatchObject({ ok: true });
    const { since } = openOrderLog(join(folder, 'ahead', ORDER_LOG), 'LAP-0505', () => undefined);
    expect(since?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('comes up with the trust bundle that it had not', async () => {
    await statusOf(tunnel, isUp);
    expect(trust.state(new Date())).toBe('fresh');
    const refresh = keepTrustFresh(tunnel, trust);
    expect(await refresh.now()).toBe('changed'); // Enrolling anew revokes what a laptop had, so there are new lists.
    expect(await refresh.now()).toBe('unchanged');
    refresh.stop();
  });

  it('renews its certificate with a new key, durably', async () => {
    const life = credential.notAfter.getTime() - credential.notBefore.getTime();
    expect(isDueForRenewal(credential, credential.notBefore)).toBe(false);
    expect(isDueForRenewal(credential, new Date(credential.notBefore.getTime() + 0.7 * life))).toBe(true);
    const renewed = await renewCredential(tunnel, credential, place());
    expect(renewed).toMatchObject({ ok: true, value: { device: DEVICE } });
    if (!renewed.ok) return;
    expect(renewed.value.key.equals(credential.key)).toBe(false);
    const loaded = await loadCredential(place());
    expect(loaded.ok && loaded.value.key.equals(renewed.value.key)).toBe(true);
    credential = renewed.value;
  });
});

describe('what HQ refused', () => {
  it('stays refused under its key, though HQ would take it by now, and is done once under the key that the officer’s word gives it', async () => {
    const LATER = 'LC-20260111-0999';
    const shift = await shiftThatMustBeHad();
    const services = createServices({ tunnel, trust, shift });
    const store = await temporaryStore();
    const at = new Date().toISOString();
    const payload = { incidentId: LATER, text: 'Said before the log was known', at };
    const row = { system: 'storm', command: 'incident.addLine', itemKind: 'incident', itemId: LATER, baseVersion: 0, payload } as const;
    const id = randomUUID();
    await store.write('outbox.import', {
      items: [{ ...row, id, summary: payload.text, at, state: 'waiting', attempts: 0 }],
      author: rahman,
    });
    const send = async () => {
      const item = await store.write('outbox.take', { system: 'storm' });
      if (item === undefined) throw new Error('nothing to send');
      const { blobs: _, ...request } = item;
      const answer = await services.command('storm', item.id, request, AbortSignal.timeout(20_000));
      await store.write('outbox.settle', { id: item.id, answer });
      return answer.kind;
    };
    expect(await send()).toBe('refused');
    await seed(hq.hq.database, { officers: [], items: [incident(LATER, rahman.area)] });
    expect(await services.command('storm', id, row, AbortSignal.timeout(20_000))).toMatchObject({ kind: 'refused' });
    expect(await store.write('outbox.resend', { id, at })).toMatchObject({ ok: true });
    expect(await send()).toBe('done');
    expect(await store.read('outbox.count', null)).toBe(0);
    const item = await hq.hq.database.query.selectFrom('item').select('body').where('id', '=', LATER).executeTakeFirstOrThrow();
    expect((item.body as { lines: { text: string }[] }).lines.filter(({ text }) => text === payload.text)).toHaveLength(1);
    await services.close();
  });
});

describe('a shift', () => {
  it('begins with a certificate for a new key, this officer and this laptop', async () => {
    const shift = await shiftThatMustBeHad();
    const { subject, sanUris } = parseCertificate(shift.certificate);
    expect(subject.commonName).toBe('LC002418');
    expect(sanUris).toEqual([`urn:mobile-office:device:${DEVICE}`]);
    expect((await shiftThatMustBeHad()).key.equals(shift.key)).toBe(false);
  });

  it.each([
    ['whom HQ does not know', 'OfficerUnknown', () => hq.pki.card({ ...rahman, staffId: 'LC999999' })],
    ['with the card of another force', 'WrongForce', async () => (await makeForce(join(folder, 'x'), 'Another Constabulary')).card(rahman)],
  ])('does not begin for an officer %s', async (_who, code, card) => {
    expect(await shiftOf(rahman, { signer: (await card()).signer })).toEqual({ ok: false, code });
  });

  it('does not begin with the key of the card that opens envelopes', async () => {
    const card = await hq.pki.card(rahman, { kind: 'cardKeyManagement' });
    expect(await shiftOf(rahman, { signer: card.signer })).toMatchObject({ ok: false });
  });

  it('does not begin with a card that is out of date by HQ’s clock, which is said as a matter of clocks', async () => {
    const card = await hq.pki.card(rahman, { kind: 'cardAuthentication' }, new Date(Date.now() - 60_000));
    expect(await shiftOf(rahman, { signer: card.signer })).toEqual({ ok: false, code: 'ClockTurnedBack' });
  });

  it('does not begin with a revoked card, nor for a revoked officer', async () => {
    const card = await hq.pki.card(halliwell);
    await hq.hq.revokeCard(card.certificate);
    expect(await shiftOf(halliwell, { signer: card.signer })).toEqual({ ok: false, code: 'CardRevoked' });
    await hq.hq.revokeOfficer(halliwell.staffId);
    expect(await shiftOf(halliwell)).toEqual({ ok: false, code: 'OfficerRevoked' });
  });

  it('is not given for another laptop than the one that asks', async () => {
    expect(await shiftOf(rahman, { device: 'LAP-9999' })).toEqual({ ok: false, code: 'NotAuthorised' });
  });

  it('lets through what the card itself says', async () => {
    const { certificate } = (await hq.pki.card(rahman)).signer;
    const gone = { certificate, sign: () => Promise.reject(new Error('CardRemoved')) };
    await expect(shiftOf(rahman, { signer: gone })).rejects.toThrow('CardRemoved');
  });
});

describe('a lease', () => {
  it('is taken with the shift key, says the same share each time, and is not kept before that has opened anything', async () => {
    const shift = await shiftThatMustBeHad();
    const take = () => takeLease({ tunnel, shift, device: DEVICE, staffId: 'LC002418', at: new Date() });
    const [first, second] = [await take(), await take()];
    expect(first).toMatchObject({ ok: true, value: { lease: { device: DEVICE, officer: { staffId: 'LC002418' } } } });
    expect(first.ok && second.ok && first.value.lease.deviceShare === second.value.lease.deviceShare).toBe(true);
    expect(await loadLease({ folder, secrets })).toEqual({ ok: false, code: 'LeaseNeeded' });
  });

  it('is not given to another officer than the shift is for, nor to a clock that is hours off', async () => {
    const shift = await shiftThatMustBeHad();
    const asked = { tunnel, shift, device: DEVICE, staffId: 'LC002418', at: new Date() };
    expect(await takeLease({ ...asked, staffId: 'LC001140' })).toEqual({ ok: false, code: 'NotAuthorised' });
    expect(await takeLease({ ...asked, at: new Date(Date.now() - 3_600_000) })).toEqual({ ok: false, code: 'ClockTurnedBack' });
  });
});

describe("HQ's systems", () => {
  it('are reached through the tunnel with the shift: feed, notification and command', async () => {
    const services = createServices({ tunnel, shift: await shiftThatMustBeHad(), trust });
    const signal = AbortSignal.timeout(60_000);
    const page = await allOf(services.changes('storm', '', signal));
    const found = page.find((line) => line.op === 'upsert' && line.id === INCIDENT);
    expect(found).toMatchObject({ op: 'upsert', kind: 'incident' });
    const stop = new AbortController();
    await services.changeNotifications('storm', () => stop.abort(), stop.signal);
    const payload = { incidentId: INCIDENT, text: 'On scene.', at: new Date().toISOString() };
    const request = { command: 'incident.addLine', itemId: INCIDENT, baseVersion: 1, payload };
    const key = '4c1d5a0e-93b2-4c39-8f2f-5c9a7be0a001';
    const done = await services.command('storm', key, request, signal);
    expect(done).toMatchObject({ kind: 'done' });
    expect(await services.command('storm', key, request, signal)).toEqual(done);
    await services.close();
  });
});

describe('a laptop that ICT holds', () => {
  it('is told that it is out of use, and not that HQ does not know it; released, it is served again', async () => {
    const become = (state: 'active' | 'locked') =>
      hq.hq.database.query.updateTable('device').set({ state }).where('name', '=', DEVICE).execute();
    const shift = await shiftThatMustBeHad();
    const ask = { tunnel, shift, device: DEVICE, staffId: rahman.staffId, at: new Date() };
    await become('locked');
    expect(await shiftOf()).toEqual({ ok: false, code: 'DeviceHeld' });
    expect(await takeLease(ask)).toEqual({ ok: false, code: 'DeviceHeld' });
    await become('active');
    expect(await takeLease({ ...ask, at: new Date() })).toMatchObject({ ok: true });
  });
});

describe('a laptop that HQ revokes', () => {
  it('is cut off at once, and told so', async () => {
    await statusOf(tunnel, isUp);
    await hq.hq.revokeDevice(DEVICE);
    await statusOf(tunnel, isDown);
    await statusOf(tunnel, ({ refusal }) => refusal === 'DeviceRefused');
    await expect(tunnel.connect('services.hq:443')).rejects.toMatchObject({ code: 'DeviceRefused' });
    expect(await shiftOf()).toEqual({ ok: false, code: 'DeviceUnknown' });
  });
});
