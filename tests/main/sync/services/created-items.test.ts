import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { isProvisional } from '../../../../contracts/domain/provisional.ts';
import type { CommandRequest } from '../../../../contracts/hq/commands.ts';
import { createTrust } from '../../../../main/device/trust/create-trust.ts';
import { keepTrustFresh } from '../../../../main/device/trust/refresh.ts';
import { createTunnel } from '../../../../main/device/tunnel/create-tunnel.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createServices } from '../../../../main/sync/services/services.ts';
import { takeShiftCertificate } from '../../../../main/sync/services/shift-certificate.ts';
import type { Services } from '../../../../main/sync/services.ts';
import { createSync } from '../../../../main/sync/sync.ts';
import { parseCertificate } from '../../../../pki/index.ts';
import { isUp, statusOf } from '../../../doubles/network/laptop.ts';
import { hargreaves } from '../../../hq/support/force.ts';
import { LAPTOP, type RunningForce, startForce } from '../../../hq/support/running.ts';
import { give as giveAs } from '../../support/give.ts';
import { localStore, temporaryFolder, temporaryStore } from '../../support/store.ts';

let hq: RunningForce;
let folder: string;
let services: Services;

beforeAll(async () => {
  hq = await startForce({ items: [] });
  folder = mkdtempSync(join(tmpdir(), 'mobile-office-created-'));
  const { certificate, key } = hq.laptop;
  const { notBefore, notAfter } = parseCertificate(certificate);
  const trust = createTrust({ root: hq.pki.root.certificate, file: join(folder, 'trust.json') });
  const site = { name: 'HQ site A', host: '127.0.0.1', port: hq.hq.ports.gateway };
  const credential = { device: LAPTOP, force: 'Lancashire Constabulary', certificate, key, notBefore, notAfter };
  const tunnel = createTunnel({ sites: [site], gatewayName: 'gateway.hq', credential: () => credential, trust });
  await statusOf(tunnel, isUp);
  await keepTrustFresh(tunnel, trust).now();
  const { signer } = await hq.pki.card(hargreaves);
  const shift = await takeShiftCertificate({ tunnel, signer, device: LAPTOP, trust, at: new Date() });
  if (!shift.ok) throw new Error(shift.code);
  services = createServices({ tunnel, shift: shift.value, trust });
}, 60_000);
afterAll(async () => {
  await services?.close();
  await hq?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Sent {
  readonly key: string;
  readonly request: CommandRequest;
}
/** HQ, reached over a link on which `loses` loses the answer to a command that HQ has done. */
const watched = (sent: Sent[], loses: (count: number) => boolean = () => false): Services => ({
  ...services,
  async command(system, key, request, signal) {
    sent.push({ key, request });
    const answer = await services.command(system, key, request, signal);
    return loses(sent.length) ? { kind: 'unknown' } : answer;
  },
});
const start = (store: Store, to: Services) => {
  const sync = createSync({ store, services: to, onRefreshed: () => undefined });
  onTestFinished(() => sync.stop());
  return sync;
};
const give: typeof giveAs = (store, system, command, payload, options) =>
  giveAs(store, system, command, payload, { officer: hargreaves, at: new Date().toISOString(), ...options });
const now = (): string => new Date().toISOString();

/** A report, a task on it for the officer who sets it, and its acceptance: each names what the one before makes. */
const writeAll = async (store: Store, title: string) => {
  const idOf = async (given: ReturnType<typeof give>): Promise<string> => {
    const answer = await given;
    if (!answer.ok) throw new Error(answer.code);
    return answer.value.itemId;
  };
  const where = { place: { text: 'Turpin Green Lane', area: hargreaves.area }, marking: 'OFFICIAL' } as const;
  const crimeId = await idOf(give(store, 'crime', 'crime.create', { type: 'Burglary', title, committedFrom: now(), method: '', ...where }));
  const task = { title, text: 'From the Spar', owner: hargreaves.collarNumber, priority: 'normal', dueAt: now(), crimeId } as const;
  const taskId = await idOf(give(store, 'crime', 'task.create', task));
  await idOf(give(store, 'crime', 'task.accept', { taskId }));
  return { crimeId, taskId };
};
const shown = async (store: Store, title: string) => {
  const tasks = (await store.read('crime.tasks', { officer: hargreaves })).filter((task) => task.title === title);
  const query = { scope: 'mine', text: '', offset: 0, limit: 100 } as const;
  const crimes = (await store.read('crime.list', { query, officer: hargreaves })).rows.filter((row) => row.title === title);
  return {
    crimes: crimes.map(({ id }) => id),
    tasks: tasks.map(({ id, crimeId, state, sending, version }) => ({ id, crimeId, state, sending, version })),
  };
};
/** All is done, and the laptop shows one report and one task, as HQ has them. */
const settled = async (store: Store, title: string): Promise<void> => {
  await expect.poll(() => store.read('outbox.count', null), { timeout: 60_000 }).toBe(0);
  await expect.poll(async () => (await shown(store, title)).tasks.map(({ version }) => version), { timeout: 60_000 }).toEqual([2]);
  const { crimes, tasks } = await shown(store, title);
  expect(crimes).toEqual([expect.stringMatching(/^\d\d\/\d\d\/\d{5}$/)]);
  expect(tasks).toEqual([{ id: expect.stringMatching(/^T-\d+$/), crimeId: crimes[0], state: 'accepted', sending: undefined, version: 2 }]);
  const { rows } = await store.read('crime.list', {
    query: { scope: 'mine', text: crimes[0] ?? '', offset: 0, limit: 5 },
    officer: hargreaves,
  });
  expect(rows.map(({ id }) => id)).toEqual(crimes);
  const atHq = await hq.hq.database.query.selectFrom('item').select('body').where('system', '=', 'crime').execute();
  expect(atHq.filter(({ body }) => (body as { title: string }).title === title)).toHaveLength(2);
};
/** No command named an item to HQ by a provisional id, but each creation its own. */
const namesInSent = (sent: readonly Sent[]): readonly unknown[] =>
  sent.flatMap(({ request }) => [
    ...(request.command.endsWith('.create') ? [] : [request.itemId]),
    ...Object.values(request.payload as Record<string, unknown>),
  ]);

it('what was written without signal goes out in order, gets its numbers, and is named by them alone', async () => {
  const store = await temporaryStore();
  await writeAll(store, 'In order');
  const sent: Sent[] = [];
  start(store, watched(sent));
  await settled(store, 'In order');
  expect(sent.map(({ request }) => request.command)).toEqual(['crime.create', 'task.create', 'task.accept']);
  expect(namesInSent(sent).filter((id) => typeof id === 'string' && isProvisional(id))).toEqual([]);
}, 90_000);

it('answers that are lost are asked for again under the same key and body, whether or not the feed came first', async () => {
  const store = await temporaryStore();
  await writeAll(store, 'Answers lost');
  const sent: Sent[] = [];
  start(
    store,
    watched(sent, (count) => count % 2 === 1),
  );
  await settled(store, 'Answers lost');
  const byKey = Map.groupBy(sent, ({ key }) => key);
  expect(byKey.size).toBe(3);
  for (const same of byKey.values()) expect(new Set(same.map(({ request }) => JSON.stringify(request))).size).toBe(1);
}, 90_000);

it('a program that ended before it heard HQ’s answer goes on under the same keys, and nothing is made twice', async () => {
  const laptop = temporaryFolder();
  const first = localStore(laptop);
  await writeAll(first, 'Cut off');
  const done = async (): Promise<number> =>
    (await hq.hq.database.query.selectFrom('command').select('key').where('status', '=', 200).execute()).length;
  const before = await done();
  const unanswered: Services['command'] = async (...call) => {
    await services.command(...call);
    return new Promise(() => undefined);
  };
  const sync = start(first, { ...services, command: unanswered });
  await expect.poll(done, { timeout: 30_000 }).toBe(before + 1);
  await sync.stop();
  await first.close();
  const store = await temporaryStore(laptop);
  start(store, services);
  await settled(store, 'Cut off');
}, 90_000);

it('work that another laptop left goes on under its keys, what HQ had of it already too', async () => {
  const lost = await temporaryStore();
  await writeAll(lost, 'Taken over');
  const items = await lost.read('outbox.export', null);
  // The first laptop got one answer before it was lost.
  const sent: Sent[] = [];
  const sync = start(lost, {
    ...watched(sent),
    command: (...call) => (sent.length > 0 ? new Promise(() => undefined) : watched(sent).command(...call)),
  });
  await expect.poll(() => sent.length, { timeout: 30_000 }).toBe(1);
  await expect.poll(async () => (await shown(lost, 'Taken over')).crimes.some((id) => !isProvisional(id)), { timeout: 30_000 }).toBe(true);
  await sync.stop();
  const store = await temporaryStore();
  await store.write('outbox.import', { items, author: hargreaves });
  start(store, services);
  await settled(store, 'Taken over');
}, 90_000);
