import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { ClientHttp2Session } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SealedWork, sealedWork, type UnsentCommand } from '../../../contracts/domain/unsent.ts';
import { trustBundle } from '../../../contracts/hq/device.ts';
import { destroyLease, type LeasePlace, saveLease } from '../../../main/device/lease/lease.ts';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import type { Trust } from '../../../main/device/trust/trust.ts';
import { callerOver } from '../../../main/device/tunnel/call.ts';
import { exchange } from '../../../main/device/tunnel/streams.ts';
import { readPacket, readSealed } from '../../../main/device/unsent/files.ts';
import { takeBackUnsent } from '../../../main/device/unsent/import-unsent.ts';
import { keepUnsentSealed, type UnsentPorts } from '../../../main/device/unsent/keeper.ts';
import { openPart } from '../../../main/device/unsent/part-files.ts';
import { blobContent } from '../../../main/device/unsent/seal-parts.ts';
import { createUnsentSender } from '../../../main/device/unsent/upload-unsent.ts';
import { createVouch, makeVoucher, readWriting, signWork } from '../../../main/device/unsent/voucher.ts';
import { keepLeaseEnds } from '../../../main/session/officers/lease-ends.ts';
import type { Store } from '../../../main/store/store.ts';
import { openEnvelope, sealEnvelope } from '../../../pki/index.ts';
import { testSecrets } from '../../doubles/network/secrets.ts';
import { ask, tunnel } from '../../hq/support/client.ts';
import { incident, rahman } from '../../hq/support/force.ts';
import { addLaptop, type Desk, deskOf } from '../../hq/support/ict.ts';
import { lendTo, tagOf } from '../../hq/support/leases.ts';
import type { Holder } from '../../hq/support/pki.ts';
import { LAPTOP, type RunningForce, startForce } from '../../hq/support/running.ts';
import { temporaryFolder, temporaryStore } from '../support/store.ts';
import { hashOf, jpeg, MB, pageOf } from '../sync/blobs/support.ts';
import { softKey } from './support/soft-key.ts';

const INCIDENT = 'LC-20260111-0841';
let force: RunningForce;
let line: ClientHttp2Session;
let desk: Desk;
let trust: Trust;
let authentication: Holder;
let keyManagement: Holder;
let recovery: Holder;
const secrets = testSecrets();
const tagKey = randomBytes(32);
const tag = tagOf(tagKey, rahman);
const now = (): Date => new Date();

beforeAll(async () => {
  force = await startForce({ items: [incident(INCIDENT, rahman.area)] });
  line = await tunnel(force);
  desk = await deskOf(force, rahman, await addLaptop(force, 'LAP-0600'));
  await lendTo(force, rahman);
  authentication = await force.pki.card(rahman);
  keyManagement = await force.pki.card(rahman, { kind: 'cardKeyManagement' });
  recovery = await force.pki.card({ ...rahman, staffId: 'LC000001', name: 'Recovery' }, { kind: 'cardKeyManagement' });
  trust = createTrust({ root: force.pki.root.certificate, file: join(mkdtempSync(join(tmpdir(), 'mo-trust-')), 'trust.json') });
  const bundle = trustBundle.parse(JSON.parse((await ask(line, 'GET', '/v1/device/trust')).body.toString()));
  expect((await trust.update(bundle)).ok).toBe(true);
});
afterAll(async () => {
  desk?.close();
  line?.destroy();
  await force?.stop();
});

const command = (text: string, blobs: readonly string[] = []): UnsentCommand => ({
  ...{ id: randomUUID(), system: 'storm', command: 'incident.addLine', itemKind: 'incident', itemId: INCIDENT, baseVersion: 1 },
  ...{ payload: { incidentId: INCIDENT, text, at: now().toISOString() }, summary: text.slice(0, 100), at: now().toISOString() },
  ...{ state: 'waiting', attempts: 0 },
  ...(blobs.length > 0 ? { blobs: [...blobs] } : {}),
});

/** An officer's open work whose sealed copy is kept, on a laptop of its own. */
const openWork = async (change: Partial<UnsentPorts> = {}) => {
  const dataFolder = temporaryFolder();
  const folder = join(dataFolder, 'officers', tag);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(dataFolder, 'officers', 'names.sealed'), await secrets.seal(tagKey));
  const place: LeasePlace = { folder, secrets };
  const deviceShare = randomBytes(32).toString('base64');
  const notAfter = new Date(Date.now() + 3_600_000).toISOString();
  const lease = { id: randomUUID(), device: LAPTOP, officer: rahman, deviceShare, issuedAt: now().toISOString(), notAfter };
  await saveLease(place, { lease, lastSeen: now() });
  const store = await temporaryStore();
  const ports: UnsentPorts = {
    ...{ store, place, staffId: rahman.staffId, device: LAPTOP, keyManagement: keyManagement.certificate },
    vouch: createVouch(authentication.signer, { staffId: rahman.staffId, device: LAPTOP }, now),
    ...{
      recovery: () => recovery.certificate,
      maxBytes: () => 64 * MB,
      now,
      log: () => undefined,
      timing: { pauseMs: 0, closeMs: 10_000 },
    },
    ...change,
  };
  const keeper = keepUnsentSealed(ports);
  await keeper.sealed();
  return { dataFolder, folder, place, store, keeper, ports };
};
type Work = Awaited<ReturnType<typeof openWork>>;

const carry = async ({ store }: Pick<Work, 'store'>, text: string, ...photographs: readonly Uint8Array<ArrayBuffer>[]): Promise<void> => {
  for (const one of photographs) await pageOf(() => store).keep(one);
  await store.write('outbox.import', { items: [command(text, photographs.map(hashOf))], author: rahman });
};
const settled = ({ keeper }: Pick<Work, 'keeper'>, left = 0) =>
  vi.waitFor(async () => {
    await keeper.sealed();
    expect(keeper.state.left).toBe(left);
  }, 20_000);
const partNames = (folder: string): readonly string[] => {
  try {
    return readdirSync(join(folder, 'unsent')).toSorted();
  } catch {
    return [];
  }
};
const workIn = async (place: LeasePlace): Promise<SealedWork> => {
  const envelope = await readPacket(place);
  if (envelope === undefined) throw new Error('no packet');
  const work = readWriting(await openEnvelope(envelope, softKey(recovery)), sealedWork, {
    ...{ staffId: rahman.staffId, trust, at: now() },
  });
  if (!work.ok) throw new Error(work.code);
  return work.value;
};
const partCountOf = ({ beside }: SealedWork): number => beside?.blobs.reduce((sum, { parts }) => sum + parts.length, 0) ?? 0;

/** The tunnel's requests on the device channel, as `fate` lets them through. */
const channel = (fate: () => boolean = () => true) => ({
  async request({
    method,
    path,
    headers,
    body,
  }: {
    method: string;
    path: string;
    headers?: Readonly<Record<string, string>>;
    body?: Uint8Array;
  }) {
    if (!fate()) throw new Error('cut');
    const reply = await ask(line, method, path, body, headers ?? {});
    return { status: reply.status, headers: {}, body: new Uint8Array(reply.body) };
  },
});
const handOver = async ({ dataFolder, place }: Work, fate?: () => boolean): Promise<string> => {
  const packet = await readSealed(place);
  if (packet === undefined) throw new Error('no packet');
  return createUnsentSender({ tunnel: channel(fate), dataFolder, secrets })(tag, packet, () => undefined).catch(() => 'cut');
};
const takeBack = (store: Store, maxTotalBytes = 256 * MB) =>
  takeBackUnsent({
    ...{
      call: callerOver<'shift'>((request) => exchange(desk.session, request)),
      store,
      key: softKey(keyManagement),
      trust,
      holder: { ...rahman, force: 'Landchester Police' },
    },
    ...{ maxTotalBytes: () => maxTotalBytes, now, log: () => undefined },
  });
const waiting = async (): Promise<number> =>
  (await force.hq.database.query.selectFrom('unsent_bundle').select('id').where('taken_at', 'is', null).execute()).length;

describe('the sealed copy of what work carries', () => {
  it('has no limit of its own: more text than one envelope takes, and films, lie in parts beside it, and nothing readable', async () => {
    const work = await openWork();
    const film = jpeg(5 * MB);
    await carry(work, 'a film of the door', film);
    await work.store.write('outbox.import', {
      items: Array.from({ length: 1500 }, (_, n) => command(`MARKER-${n} ${'x'.repeat(3000)}`)),
      author: rahman,
    });
    await settled(work);
    const sealed = await workIn(work.place);
    expect(sealed.beside?.items.length).toBeGreaterThan(5);
    expect([partCountOf(sealed), work.keeper.state]).toEqual([20, { left: 0, full: false }]);
    for (const path of readdirSync(work.folder, { recursive: true, encoding: 'utf8' })) {
      const file = join(work.folder, path);
      if (!statSync(file).isFile()) continue;
      expect(
        [Buffer.from('MARKER-'), Buffer.from(film.subarray(MB, MB + 64))].some((plain) => readFileSync(file).includes(plain)),
        path,
      ).toBe(false);
    }
    await work.keeper.close();
  }, 60_000);

  it('seals a part once, however often the work changes, and in a later session too', async () => {
    const work = await openWork();
    await carry(work, 'with a photograph', jpeg(3 * MB));
    await settled(work);
    const before = partNames(work.folder);
    const stamps = before.map((name) => statSync(join(work.folder, 'unsent', name)).mtimeMs);
    await work.store.write('outbox.import', { items: [command('typed afterwards')], author: rahman });
    await settled(work);
    await work.keeper.close();
    const later = keepUnsentSealed(work.ports);
    await work.store.write('outbox.import', { items: [command('typed the next day')], author: rahman });
    await vi.waitFor(async () => {
      await later.sealed();
      expect((await workIn(work.place)).items).toHaveLength(3);
    });
    expect(before).toHaveLength(12);
    expect(partNames(work.folder)).toEqual(before);
    expect(before.map((name) => statSync(join(work.folder, 'unsent', name)).mtimeMs)).toEqual(stamps);
    expect(partCountOf(await workIn(work.place))).toBe(12);
    await later.close();
  });

  it('says how much is on this laptop only when there is no room for it, and takes it in when there is', async () => {
    let maxBytes = 2 * MB;
    const work = await openWork({ maxBytes: () => maxBytes });
    await carry(work, 'small', jpeg(MB));
    await carry(work, 'large', jpeg(4 * MB));
    await settled(work, 1);
    expect(work.keeper.state).toEqual({ left: 1, full: true });
    const sealed = await workIn(work.place);
    expect(sealed.items.map(({ summary }) => summary)).toEqual(['small', 'large']); // The words themselves are never left out.
    expect(sealed.beside?.blobs.map(({ bytes }) => bytes)).toEqual([MB]);
    maxBytes = 8 * MB;
    await work.store.write('outbox.import', { items: [command('one more')], author: rahman });
    await settled(work);
    expect(work.keeper.state).toEqual({ left: 0, full: false });
    await work.keeper.close();
  });

  it('goes with its parts and its key once HQ has the work', async () => {
    const work = await openWork();
    await carry(work, 'soon at HQ', jpeg(MB));
    await settled(work);
    expect(partNames(work.folder)).toHaveLength(4);
    const [{ id = '' } = {}] = await work.store.read('outbox.list', null);
    const [{ blobs: [hash = ''] = [] } = {}] = await work.store.read('outbox.export', null);
    await work.store.write('blob.sent', { hash, sent: MB, atHq: true });
    await work.store.write('outbox.take', { system: 'storm' });
    await work.store.write('outbox.settle', { id, answer: { kind: 'done', version: 2 } });
    await settled(work);
    expect([partNames(work.folder), readdirSync(work.folder).filter((name) => name.startsWith('unsent'))]).toEqual([[], []]);
    expect(await work.store.read('sealed.key', null)).toBeUndefined();
    await work.keeper.close();
  });

  it('opens to nobody with disk and card once the lease is gone', async () => {
    const work = await openWork();
    await carry(work, 'locked away', jpeg(MB));
    await settled(work);
    await work.keeper.close();
    destroyLease(work.folder);
    expect(await readPacket(work.place)).toBeUndefined();
    expect(await readSealed(work.place)).toBeUndefined();
  });

  it('is left whole to the force’s recovery key where the lease ends with a photograph unsent, each once, and to the card no more', async () => {
    const work = await openWork();
    const photograph = jpeg(MB + 5);
    await carry(work, 'a photograph', photograph);
    await carry(work, 'the same photograph', photograph);
    await settled(work);
    await work.keeper.close();
    const ends = keepLeaseEnds({
      ...{ dataFolder: work.dataFolder, secrets, offlineHours: () => undefined, recovery: () => recovery.certificate },
      ...{ isUsed: () => false, isClockRight: () => true, log: () => undefined, passed: () => 0 },
      now: () => new Date(Date.now() + 2 * 3_600_000),
    });
    await ends.now();
    ends.stop();
    expect(readdirSync(work.folder).toSorted()).toEqual(['lease.ended', 'unsent', 'unsent.json', 'unsent.p7m']);
    const left = (await readPacket(work.place)) ?? new Uint8Array();
    await expect(openEnvelope(left, softKey(keyManagement))).rejects.toMatchObject({ code: 'NotARecipient' });
    const { items, beside } = await workIn(work.place);
    expect(items.map(({ summary, blobs }) => [summary, blobs])).toEqual([
      ['a photograph', [hashOf(photograph)]],
      ['the same photograph', [hashOf(photograph)]],
    ]);
    const [blob, ...others] = beside?.blobs ?? [];
    expect(others).toEqual([]);
    const key = Buffer.from(beside?.key ?? '', 'base64');
    const parts = (blob?.parts ?? []).map((name, part) => {
      const sealed = new Uint8Array(readFileSync(join(work.folder, 'unsent', name)));
      return openPart(sealed, blobContent(hashOf(photograph), part), key) ?? new Uint8Array();
    });
    expect(hashOf(Buffer.concat(parts))).toBe(hashOf(photograph));
    expect(partNames(work.folder)).toHaveLength(parts.length);
  });

  it('makes good what was lost or damaged on the disk in the meantime', async () => {
    const work = await openWork();
    await carry(work, 'with a photograph', jpeg(2 * MB));
    await settled(work);
    await work.keeper.close();
    const [first = '', second = ''] = partNames(work.folder);
    rmSync(join(work.folder, 'unsent', first));
    writeFileSync(join(work.folder, 'unsent', second), 'cut short');
    writeFileSync(join(work.folder, 'unsent', `${second}.new`), 'half a part');
    const later = keepUnsentSealed(work.ports);
    await settled({ keeper: later });
    const sealed = await workIn(work.place);
    expect(partNames(work.folder)).toEqual(sealed.beside?.blobs.flatMap(({ parts }) => parts).toSorted());
    await later.close();
  });
});

describe('work that is handed over with what it carries', () => {
  it('goes on where it was cut, and its officer finds all of it on another laptop, once', async () => {
    const work = await openWork();
    const [photograph, film] = [jpeg(MB / 2), jpeg(6 * MB + 1)];
    await carry(work, 'a photograph and a film', photograph, film);
    await settled(work);
    await work.keeper.close();
    let asked = 0;
    let until = 3;
    const fate = (): boolean => {
      asked += 1;
      return asked <= until;
    };
    for (; ; until += 5) {
      asked = 0;
      if ((await handOver(work, fate)) === 'acknowledged') break;
      expect(until).toBeLessThan(60);
      const home = await temporaryStore();
      expect(await takeBack(home), 'not before all of it has come').toBe(0);
    }
    const home = await temporaryStore();
    expect(await takeBack(home)).toBe(1);
    expect(await home.read('outbox.export', null)).toEqual(await work.store.read('outbox.export', null));
    for (const one of [photograph, film]) {
      const parts = Array.from({ length: Math.ceil(one.byteLength / (256 * 1024)) }, (_, part) =>
        home.read('blob.part', { hash: hashOf(one), part }),
      );
      expect(hashOf(Buffer.concat((await Promise.all(parts)).map((part) => part ?? new Uint8Array())))).toBe(hashOf(one));
    }
    expect([await takeBack(home), await waiting()]).toEqual([0, 0]);
  }, 60_000);

  it('is brought home again from the beginning when that was cut, and stays at HQ while there is no room', async () => {
    const work = await openWork();
    const film = jpeg(3 * MB);
    await carry(work, 'a film', film);
    await settled(work);
    await work.keeper.close();
    expect(await handOver(work)).toBe('acknowledged');
    const home = await temporaryStore();
    expect(await takeBack(home, 2 * MB)).toBe(0);
    expect(await waiting()).toBe(1);
    expect(await takeBack(home, 4 * MB)).toBe(1);
    expect(await home.read('blob.info', { hash: hashOf(film) })).toEqual({ bytes: 3 * MB, type: 'image/jpeg' });
    expect(await waiting()).toBe(0);
  }, 60_000);

  it('comes without what never reached HQ, which is seen and not passed over', async () => {
    const work = await openWork();
    const [whole, half] = [jpeg(MB / 2), jpeg(2 * MB)];
    await carry(work, 'one of two', whole);
    await carry(work, 'the other', half);
    await settled(work);
    await work.keeper.close();
    const sealed = await workIn(work.place);
    for (const name of sealed.beside?.blobs.at(-1)?.parts.slice(3) ?? []) rmSync(join(work.folder, 'unsent', name));
    expect(await handOver(work)).toBe('acknowledged');
    const home = await temporaryStore();
    expect(await takeBack(home)).toBe(2);
    expect([await home.read('blob.info', { hash: hashOf(whole) }), await home.read('blob.info', { hash: hashOf(half) })]).toEqual([
      { bytes: MB / 2, type: 'image/jpeg' },
      undefined,
    ]);
  }, 60_000);

  it('takes no part that was put in the place of another, and none that is not vouched for', async () => {
    const work = await openWork();
    await carry(work, 'a photograph', jpeg(MB));
    await settled(work);
    await work.keeper.close();
    const sealed = await workIn(work.place);
    const { beside } = sealed;
    if (beside === undefined) throw new Error('nothing beside');
    const [blob] = beside.blobs;
    if (blob === undefined) throw new Error('no blob');
    // Signed by the officer's own card, so that only the parts themselves can tell: two changed places.
    const [one = '', two = '', ...rest] = blob.parts;
    const swapped = { ...sealed, beside: { ...beside, blobs: [{ ...blob, parts: [two, one, ...rest] }] } };
    const voucher = await makeVoucher(authentication.signer, { staffId: rahman.staffId, device: LAPTOP }, now());
    const envelope = await sealEnvelope(signWork(JSON.stringify(swapped), voucher), [keyManagement.certificate, recovery.certificate]);
    const packet = await readSealed(work.place);
    if (packet === undefined) throw new Error('no packet');
    const sent = createUnsentSender({ tunnel: channel(), dataFolder: work.dataFolder, secrets })(
      tag,
      { ...packet, envelope },
      () => undefined,
    );
    expect(await sent).toBe('acknowledged');
    const home = await temporaryStore();
    expect(await takeBack(home)).toBe(1);
    expect(await home.read('blob.info', { hash: blob.hash })).toBeUndefined();
  }, 60_000);

  it('is taken by HQ only part by part as it was named, from the laptop that named it', async () => {
    const work = await openWork();
    await carry(work, 'a photograph', jpeg(MB));
    await settled(work);
    await work.keeper.close();
    const packet = await readSealed(work.place);
    if (packet === undefined) throw new Error('no packet');
    const parts = [...packet.parts];
    const body = JSON.stringify({
      tagKey: tagKey.toString('base64'),
      tag,
      envelope: Buffer.from(packet.envelope).toString('base64'),
      parts,
    });
    const kept = JSON.parse((await ask(line, 'POST', '/v1/device/unsent', body)).body.toString());
    expect(kept.missing.toSorted()).toEqual(parts.map(({ digest }) => digest).toSorted());
    const digest = parts[0]?.digest ?? '';
    const put = async (name: string, data: Uint8Array, over = line, id: string = kept.id) =>
      (await ask(over, 'PUT', `/v1/device/unsent/${id}/parts/${name}`, data)).status;
    const good = packet.read(digest);
    const other = randomBytes(good.byteLength);
    expect(await put(digest, other)).toBe(422);
    expect(await put(hashOf(other), other)).toBe(404);
    expect(await put('..', good)).toBe(400);
    expect(await put(digest, good, line, randomUUID())).toBe(404);
    expect(await put(digest, new Uint8Array(3 * MB))).toBe(413);
    const stranger = await tunnel(force, { identity: await addLaptop(force, 'LAP-0609') });
    expect(await put(digest, good, stranger)).toBe(404);
    stranger.destroy();
    expect([await put(digest, good), await put(digest, good)]).toEqual([200, 200]);
    expect((await ask(desk.session, 'GET', `/v1/unsent/${kept.id}/parts/${digest}`)).status).toBe(200);
    const again = JSON.parse((await ask(line, 'POST', '/v1/device/unsent', body)).body.toString());
    expect(again.missing).toHaveLength(parts.length - 1);
    for (const { digest: name } of parts) expect(await put(name, packet.read(name))).toBe(200);
    expect(await takeBack(await temporaryStore())).toBe(1);
    expect((await ask(desk.session, 'GET', `/v1/unsent/${kept.id}/parts/${digest}`)).status).toBe(404);
    expect(await put(digest, good)).toBe(404);
  }, 60_000);
});
