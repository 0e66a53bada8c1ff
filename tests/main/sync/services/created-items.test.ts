import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import type { Crime } from '../../../../contracts/domain/crime.ts';
import { type CrimeChange, conflictingFields, type FieldValues, fieldsOf, fieldValue } from '../../../../contracts/domain/crime-changes.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
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
import { hargreaves, rahman } from '../../../hq/support/force.ts';
import { LAPTOP, type RunningForce, startForce } from '../../../hq/support/running.ts';
import { chanceOf } from '../../../soak/wipe/chance.ts';
import { give as giveAs } from '../../support/give.ts';
import { localStore, temporaryFolder, temporaryStore } from '../../support/store.ts';

let hq: RunningForce;
let folder: string;
let services: Services;
let shiftOf: (officer: Officer) => Promise<Parameters<typeof createServices>[0]>;

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
  shiftOf = async (officer) => {
    const { signer } = await hq.pki.card(officer);
    const shift = await takeShiftCertificate({ tunnel, signer, device: LAPTOP, trust, at: new Date() });
    if (!shift.ok) throw new Error(shift.code);
    return { tunnel, shift: shift.value, trust };
  };
  services = createServices(await shiftOf(hargreaves));
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

it('two officers who change one report without signal lose nothing: what is not in it any more is in its history', async () => {
  const mine = await temporaryStore();
  const theirs = await temporaryStore();
  const asRahman: Services = createServices(await shiftOf(rahman));
  onTestFinished(() => asRahman.close());
  const desks = [
    { store: mine, officer: hargreaves, services, sync: undefined as ReturnType<typeof start> | undefined },
    { store: theirs, officer: rahman, services: asRahman, sync: undefined as ReturnType<typeof start> | undefined },
  ];
  const online = async (): Promise<void> => {
    for (const desk of desks) desk.sync ??= start(desk.store, desk.services);
  };
  const offline = async (): Promise<void> => {
    for (const desk of desks) {
      await desk.sync?.stop();
      desk.sync = undefined;
    }
  };
  const where = { place: { text: 'Turpin Green Lane', area: rahman.area }, marking: 'OFFICIAL' } as const;
  const made = await give(
    theirs,
    'crime',
    'crime.create',
    { type: 'Burglary', title: 'Title 0', committedFrom: now(), method: 'Method 0', ...where },
    { officer: rahman },
  );
  if (!made.ok) throw new Error(made.code);
  await online();
  const crimeId = await vi.waitUntil(async () => {
    const shownTo = await theirs.read('crime.get', { id: made.value.itemId, officer: rahman });
    return shownTo !== undefined && shownTo.version > 0 ? shownTo.id : undefined;
  }, WAIT);
  const written = new Set<string>(['Title 0', 'Method 0']);
  const next = chanceOf(20_210_518);
  const random = (below: number): number => Math.floor(next() * below);
  const fields = ['title', 'method'] as const;
  let conflicts = 0;
  for (let round = 1; round <= 6; round += 1) {
    await vi.waitUntil(async () => {
      const versions = await Promise.all(
        desks.map(async ({ store, officer }) => (await store.read('crime.get', { id: crimeId, officer }))?.version),
      );
      return versions[0] !== undefined && versions[0] === versions[1];
    }, WAIT);
    await offline();
    for (const { store, officer } of desks) {
      const seen = await store.read('crime.get', { id: crimeId, officer });
      const changed = fields.filter((_, at) => at === random(2) || random(2) === 0);
      const value = (field: string): string => `${field} ${round} of ${officer.collarNumber}`;
      for (const field of changed) written.add(value(field));
      const payload = {
        crimeId,
        before: Object.fromEntries(changed.map((field) => [field, seen?.[field]])),
        changes: Object.fromEntries(changed.map((field) => [field, value(field)])),
      };
      if (changed.length > 0) expect((await give(store, 'crime', 'crime.update', payload, { officer })).ok).toBe(true);
    }
    await online();
    // A decision may meet what the other has decided meanwhile, and is then decided again.
    await vi.waitUntil(async () => {
      let unsent = 0;
      for (const { store, officer } of desks) {
        for (const { id, state } of await store.read('outbox.list', null)) {
          unsent += 1;
          if (state !== 'conflict') continue;
          conflicts += 1;
          await decide(store, officer, crimeId, id, random(2) === 0);
        }
      }
      return unsent === 0;
    }, WAIT);
  }
  expect(conflicts).toBeGreaterThan(0);
  const [row] = await hq.hq.database.query.selectFrom('item').select('body').where('id', '=', crimeId).execute();
  const kept = JSON.stringify(row?.body);
  expect([...written].filter((text) => !kept.includes(text))).toEqual([]);
  const atHq = row?.body as Crime | undefined;
  for (const { store, officer } of desks)
    await expect
      .poll(() => store.read('crime.get', { id: crimeId, officer }), WAIT)
      .toMatchObject({ title: atHq?.title, method: atHq?.method });
  const [sergeant, constable] = [`PS 1140 ${hargreaves.name}`, `PC 2418 ${rahman.name}`];
  expect(new Set(atHq?.history?.map(({ by }) => by))).toEqual(new Set([sergeant, constable]));
}, 120_000);

/** Of the first field that conflicts the officer takes their own value, or HQ's; of the others their own. */
const decide = async (store: Store, officer: Officer, crimeId: string, id: string, isMine: boolean): Promise<void> => {
  const command = await store.read('outbox.command', { id });
  const crime = await store.read('crime.get', { id: crimeId, officer });
  if (command === undefined || crime === undefined) throw new Error('gone');
  const { before, changes, leftOut = {} } = command.payload as unknown as CrimeChange;
  const [left] = conflictingFields(crime, { before, changes });
  if (left === undefined) throw new Error('no conflict');
  const { [left]: mine, ...rest } = changes;
  const decided = isMine
    ? { before: { ...before, ...valuesOf(crime, changes) }, changes, leftOut }
    : { before: { ...before, ...valuesOf(crime, rest) }, changes: rest, leftOut: { ...leftOut, [left]: mine } };
  const mended = await store.write('outbox.mend', { id, payload: { crimeId, ...decided }, summary: '', author: officer, at: now() });
  expect(mended).toMatchObject({ ok: true });
};
const WAIT = { timeout: 60_000, interval: 100 };
const valuesOf = (crime: Parameters<typeof conflictingFields>[0], changes: FieldValues): FieldValues =>
  Object.fromEntries(fieldsOf(changes).map((field) => [field, fieldValue(crime, field)]));
