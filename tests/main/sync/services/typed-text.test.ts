import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isBlank, mendText } from '../../../../contracts/domain/text.ts';
import { createTrust } from '../../../../main/device/trust/create-trust.ts';
import { keepTrustFresh } from '../../../../main/device/trust/refresh.ts';
import { createTunnel } from '../../../../main/device/tunnel/create-tunnel.ts';
import { createServices } from '../../../../main/sync/services/services.ts';
import { takeShiftCertificate } from '../../../../main/sync/services/shift-certificate.ts';
import { createSync } from '../../../../main/sync/sync.ts';
import { createCommandHandlers } from '../../../../main/systems/commands/handlers.ts';
import { parseCertificate } from '../../../../pki/index.ts';
import { isUp, statusOf } from '../../../doubles/network/laptop.ts';
import { incident, rahman } from '../../../hq/support/force.ts';
import { LAPTOP, type RunningForce, startForce } from '../../../hq/support/running.ts';
import { room } from '../../support/room.ts';
import { temporaryStore } from '../../support/store.ts';

const LOG = 'LC-20260111-0841';
let hq: RunningForce;
let folder: string;

beforeAll(async () => {
  hq = await startForce({ items: [incident(LOG, rahman.area)] });
  folder = mkdtempSync(join(tmpdir(), 'mobile-office-typed-'));
});
afterAll(async () => {
  await hq?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Any code units, whole letters, and those that somebody chokes on. */
const typed = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '\0',
        '\ud83d',
        '\ude00',
        '😀',
        '\u001b[31m',
        '\r\n',
        '\r',
        '\v',
        '\ufffe',
        '\u{1ffff}',
        '\u202e',
        '\u2067',
        '\u200b',
        ' ',
        '"',
        '\\u0000',
        'ŵ',
      ),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    .map((parts) => parts.join('')),
);

it('whatever is typed reaches HQ once, in order, and comes back as it was sent', async () => {
  const { certificate, key } = hq.laptop;
  const { notBefore, notAfter } = parseCertificate(certificate);
  const trust = createTrust({ root: hq.pki.root.certificate, file: join(folder, 'trust.json') });
  const site = { name: 'HQ site A', host: '127.0.0.1', port: hq.hq.ports.gateway };
  const credential = { device: LAPTOP, force: 'Lancashire Constabulary', certificate, key, notBefore, notAfter };
  const tunnel = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust });
  await statusOf(tunnel, isUp);
  const refresh = keepTrustFresh(tunnel, trust);
  await refresh.now();
  const { signer } = await hq.pki.card(rahman);
  const shift = await takeShiftCertificate({ tunnel, signer, device: LAPTOP, trust, at: new Date() });
  if (!shift.ok) throw new Error(shift.code);
  const store = await temporaryStore();
  const services = createServices({ tunnel, shift: shift.value, trust });
  const troubles: string[] = [];
  const sync = createSync({ store, services, onRefreshed: () => undefined, onSyncError: ({ code }) => troubles.push(code) });
  const ports = room(store);
  ports.who = rahman;
  const handlers = createCommandHandlers(ports);
  await expect.poll(() => store.read('storm.get', { id: LOG, officer: rahman }), { timeout: 20_000 }).toBeDefined();

  const sent: string[] = [];
  for (const text of fc.sample(typed, { seed: 20261128, numRuns: 120 })) {
    const answer = await handlers.give({ system: 'storm', command: 'incident.addLine', payload: { incidentId: LOG, text } });
    expect(answer).toMatchObject(isBlank(text) ? { ok: false, code: 'Malformed' } : { ok: true });
    if (answer.ok) sent.push(mendText(text));
  }
  expect(sent.length).toBeGreaterThan(100);
  await expect.poll(() => store.read('outbox.count', null), { timeout: 60_000 }).toBe(0);
  const { body } = await hq.hq.database.query.selectFrom('item').select('body').where('id', '=', LOG).executeTakeFirstOrThrow();
  const at = (body as { lines: { text: string; kind: string }[] }).lines.filter(({ kind }) => kind === 'update').map(({ text }) => text);
  expect(at).toEqual(sent);
  const here = async () =>
    (await store.read('storm.get', { id: LOG, officer: rahman }))?.lines.filter(({ kind }) => kind === 'update').map(({ text }) => text);
  await expect.poll(here, { timeout: 20_000 }).toEqual(sent);
  expect(troubles).not.toContain('CommandFailed');
  await sync.stop();
  refresh.stop();
  await services.close();
  await tunnel.close();
}, 120_000);
