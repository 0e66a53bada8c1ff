import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { targetOf } from '../../../../contracts/hq/endpoint.ts';
import { endpoint, endpointIds } from '../../../../contracts/hq/endpoints.ts';
import { createTrust } from '../../../../main/device/trust/create-trust.ts';
import { keepTrustFresh } from '../../../../main/device/trust/refresh.ts';
import { deviceCaller } from '../../../../main/device/tunnel/call.ts';
import { createTunnel } from '../../../../main/device/tunnel/create-tunnel.ts';
import type { Tunnel } from '../../../../main/device/tunnel/tunnel.ts';
import { createServices } from '../../../../main/sync/services/services.ts';
import { type ShiftCredential, takeShiftCertificate } from '../../../../main/sync/services/shift-certificate.ts';
import { createSync } from '../../../../main/sync/sync.ts';
import { parseCertificate, signerFromKey } from '../../../../pki/index.ts';
import { isUp, statusOf } from '../../../doubles/network/laptop.ts';
import { ask, codeOf, systems } from '../../../hq/support/client.ts';
import { incident, rahman } from '../../../hq/support/force.ts';
import { policyHolder, writePolicy } from '../../../hq/support/policy.ts';
import { LAPTOP, type RunningForce, startForce } from '../../../hq/support/running.ts';
import { give } from '../../support/give.ts';
import { incident as shownIncident, upsertIncident } from '../../support/items.ts';
import { temporaryStore } from '../../support/store.ts';

const LOG = 'LC-20260111-1587';
let hq: RunningForce;
let folder: string;
let tunnel: Tunnel;
let shift: ShiftCredential;
let trust: ReturnType<typeof createTrust>;

beforeAll(async () => {
  hq = await startForce({ items: [incident(LOG, rahman.area)], signedPolicy: { updates: { minimumVersion: '1.5.0' } } });
  folder = mkdtempSync(join(tmpdir(), 'mobile-office-outdated-'));
  const { certificate, key } = hq.laptop;
  const { notBefore, notAfter } = parseCertificate(certificate);
  trust = createTrust({ root: hq.pki.root.certificate, file: join(folder, 'trust.json') });
  const site = { name: 'HQ site A', host: '127.0.0.1', port: hq.hq.ports.gateway };
  const credential = { device: LAPTOP, force: 'Lancashire Constabulary', certificate, key, notBefore, notAfter };
  tunnel = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust });
  await statusOf(tunnel, isUp);
  await keepTrustFresh(tunnel, trust).now();
  const { signer } = await hq.pki.card(rahman);
  const taken = await takeShiftCertificate({ tunnel, signer, device: LAPTOP, trust, at: new Date() });
  if (!taken.ok) throw new Error(taken.code);
  shift = taken.value;
}, 60_000);
afterAll(async () => {
  await tunnel?.close();
  await hq?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const runs = async (version: string): Promise<void> => {
  const told = await deviceCaller(tunnel)('report', { body: { version, diskBytes: 0, unsent: 1, policyVersion: 1 } });
  expect(told.kind).toBe('answered');
};
const atHq = async (): Promise<readonly string[]> => {
  const { body } = await hq.hq.database.query.selectFrom('item').select('body').where('id', '=', LOG).executeTakeFirstOrThrow();
  return (body as { lines: { text: string }[] }).lines.map(({ text }) => text);
};

it('a program below the minimum version sends what waits and gets nothing new; brought up to it, it gets all', async () => {
  await runs('1.4.9');
  const store = await temporaryStore();
  const lines = [
    upsertIncident({ ...shownIncident(), id: LOG, title: 'As it was here' }),
    { op: 'cursor', cursor: '', more: false } as const,
  ];
  await store.write('feed.apply', { system: 'storm', lines, at: new Date().toISOString() });
  const given = await give(
    store,
    'storm',
    'incident.addLine',
    { incidentId: LOG, text: 'Typed before the update.' },
    { officer: rahman, at: new Date().toISOString() },
  );
  expect(given.ok).toBe(true);
  const services = createServices({ tunnel, shift, trust });
  const errors: string[] = [];
  const sync = createSync({ store, services, onRefreshed: () => undefined, onSyncError: (error) => errors.push(JSON.stringify(error)) });
  onTestFinished(async () => {
    await sync.stop();
    await services.close();
  });
  await expect.poll(() => store.read('outbox.count', null), { timeout: 30_000 }).toBe(0);
  expect(await atHq()).toContain('Typed before the update.');
  const titleHere = async () => {
    const read = await store.read('storm.get', { id: LOG, officer: rahman });
    return read?.title;
  };
  await expect.poll(() => errors.length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(await titleHere()).toBe('As it was here');
  await runs('1.5.0');
  sync.tryNow();
  await expect.poll(titleHere, { timeout: 30_000 }).toBe('Burglary dwelling');
});

it('HQ withholds every endpoint from it but those by which work goes out', async () => {
  const session = await systems(hq, {
    certificate: shift.certificate,
    key: shift.key,
    signer: signerFromKey(shift.certificate, shift.key),
  });
  onTestFinished(() => session.destroy());
  const parts = {
    ...{ system: 'storm', name: LAPTOP, staffId: rahman.staffId, serial: '01', id: '11111111-1111-4111-8111-111111111111' },
    ...{ hash: '1'.repeat(64), digest: '1'.repeat(64) },
  };
  const refused = async () => {
    const names: string[] = [];
    for (const id of endpointIds) {
      const row = endpoint(id);
      if (row.channel !== 'shift' || id === 'changeNotifications') continue;
      const reply = await ask(session, row.method, targetOf(row, parts), row.method === 'GET' ? undefined : '');
      if (reply.headers['content-type'] === 'application/problem+json' && codeOf(reply) === 'ClientOutdated') names.push(id);
    }
    return names;
  };
  const open = ['command', 'emergency', 'blobState', 'blobChunk', 'keepDrafts'];
  const others = endpointIds.filter((id) => endpoint(id).channel === 'shift' && id !== 'changeNotifications' && !open.includes(id));
  for (const version of ['1.4.9', '0.1.0', 'none', '1.5.0-rc.1']) {
    await runs(version);
    expect([version, await refused()]).toEqual([version, others]);
  }
  for (const version of ['1.5.0', '1.10.0', '2.0.0']) {
    await runs(version);
    expect([version, await refused()]).toEqual([version, []]);
  }
});

it('HQ withholds nothing before the time that the policy names, and all from then on', async () => {
  const session = await systems(hq, {
    certificate: shift.certificate,
    key: shift.key,
    signer: signerFromKey(shift.certificate, shift.key),
  });
  onTestFinished(() => session.destroy());
  await runs('1.4.9');
  const holder = await policyHolder(hq.pki);
  const answered = async (version: number, minimumFrom: Date): Promise<string | undefined> => {
    await writePolicy(hq.pki, { version, updates: { minimumVersion: '1.5.0', minimumFrom: minimumFrom.toISOString() } }, holder);
    const reply = await ask(session, 'GET', '/v1/me');
    return reply.status === 200 ? 'answered' : codeOf(reply);
  };
  expect(await answered(2, new Date(Date.now() + 60_000))).toBe('answered');
  expect(await answered(3, new Date(Date.now() - 1000))).toBe('ClientOutdated');
});
