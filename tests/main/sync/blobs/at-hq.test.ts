import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { attachmentsIn } from '../../../../contracts/domain/blob.ts';
import type { BlobPlace } from '../../../../contracts/ipc/blobs.ts';
import { enrol } from '../../../../main/device/enrolment/enrol.ts';
import { createTrust } from '../../../../main/device/trust/create-trust.ts';
import type { Trust } from '../../../../main/device/trust/trust.ts';
import { createTunnel } from '../../../../main/device/tunnel/create-tunnel.ts';
import type { DeviceCredential } from '../../../../main/device/tunnel/credential.ts';
import type { Tunnel } from '../../../../main/device/tunnel/tunnel.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createBlobHandlers } from '../../../../main/sync/blobs/handlers.ts';
import { createReceivers } from '../../../../main/sync/blobs/receive.ts';
import { createServices } from '../../../../main/sync/services/services.ts';
import { type ShiftCredential, takeShiftCertificate } from '../../../../main/sync/services/shift-certificate.ts';
import { createSync } from '../../../../main/sync/sync.ts';
import { isUp, statusOf } from '../../../doubles/network/laptop.ts';
import { testSecrets } from '../../../doubles/network/secrets.ts';
import { incident, rahman } from '../../../hq/support/force.ts';
import { type RunningForce, startForce } from '../../../hq/support/running.ts';
import { localStore, temporaryFolder, temporaryStore } from '../../support/store.ts';
import { hashOf, jpeg, MB, pageOf } from './support.ts';

const DEVICE = 'LAP-0500';
const INCIDENT = 'LC-20260111-0841';

let hq: RunningForce;
let folder: string;
let trust: Trust;
let credential: DeviceCredential;
let shift: ShiftCredential;
let way: Awaited<ReturnType<typeof startCuttingLink>>;
let tunnel: Tunnel;

/** A way to a port on which every connection breaks after so many bytes, given one by one; then none does any more. */
const startCuttingLink = async (port: number) => {
  const cuts: number[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((from) => {
    const to = net.connect(port, '127.0.0.1');
    let left = cuts.shift() ?? Number.POSITIVE_INFINITY;
    for (const [source, target] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(source);
      source.on('data', (bytes) => {
        left -= bytes.byteLength;
        if (left < 0) for (const end of [from, to]) end.resetAndDestroy();
        else target.write(bytes);
      });
      source.on('error', () => undefined);
      source.on('close', () => {
        open.delete(source);
        target.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cuts,
    reset: () => {
      for (const socket of open) socket.destroy();
    },
    close: () => server.close(),
  };
};

beforeAll(async () => {
  hq = await startForce({ items: [incident(INCIDENT, rahman.area)] });
  folder = mkdtempSync(join(tmpdir(), 'mobile-office-blobs-'));
  const place = { folder: join(folder, 'device'), secrets: testSecrets() };
  const code = await hq.hq.makeEnrolmentCode(DEVICE);
  const common = { host: '127.0.0.1', gatewayName: 'gateway.hq', root: hq.pki.root.certificate, device: DEVICE };
  const enrolled = await enrol({ ...common, port: hq.hq.ports.enrolment, code, place });
  if (!enrolled.ok) throw new Error(enrolled.code);
  credential = enrolled.value;
  trust = createTrust({ root: hq.pki.root.certificate, file: join(folder, 'device', 'trust.json') });
  way = await startCuttingLink(hq.hq.ports.gateway);
  tunnel = createTunnel({
    sites: [{ name: 'HQ', host: '127.0.0.1', port: way.port }],
    gatewayName: 'gateway.hq',
    credential: () => credential,
    trust,
  });
  await statusOf(tunnel, isUp);
  const { signer } = await hq.pki.card(rahman);
  const taken = await takeShiftCertificate({ tunnel, signer, device: DEVICE, trust, at: new Date() });
  if (!taken.ok) throw new Error(taken.code);
  shift = taken.value;
});
afterAll(async () => {
  await tunnel?.close();
  way?.reset();
  way?.close();
  await hq?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Unsent work that carries these blobs. */
const write = async (store: Store, blobs: readonly string[], text: string): Promise<void> => {
  const at = new Date().toISOString();
  const payload = { incidentId: INCIDENT, text, at };
  const target = { system: 'storm', command: 'incident.addLine', itemKind: 'incident', itemId: INCIDENT, baseVersion: 1 } as const;
  await store.write('outbox.import', {
    items: [{ id: randomUUID(), ...target, payload, summary: text, at, state: 'waiting', attempts: 0, blobs: [...blobs] }],
    author: rahman,
  });
};
const start = (store: Store) => {
  const services = createServices({ tunnel, shift, trust });
  const sync = createSync({ store, services, onRefreshed: () => undefined, random: () => 0 });
  // As the session does when the link comes back; and the officer, who does not wait for the tunnel's next try.
  const unlisten = tunnel.onStatus(({ link }) => {
    if (link === 'offline') tunnel.tryNow();
    else sync.tryNow();
  });
  const impatient = setInterval(() => tunnel.tryNow(), 500);
  return async (): Promise<void> => {
    unlisten();
    clearInterval(impatient);
    await Promise.all([sync.stop(), services.close()]);
  };
};
const kept = async (hash: string): Promise<string | undefined> => {
  const content = await hq.hq.database.query.selectFrom('blob_content').select('id').where('hash', '=', hash).executeTakeFirst();
  if (content === undefined) return undefined;
  const rows = await hq.hq.database.query.selectFrom('blob_chunk').select('data').where('id', '=', content.id).orderBy('at_byte').execute();
  return hashOf(Buffer.concat(rows.map(({ data }) => data)));
};
const isEmpty = (store: Store) =>
  vi.waitFor(async () => expect(await store.read('outbox.count', null)).toBe(0), { timeout: 60_000, interval: 50 });
const linesWith = async (text: string): Promise<number> => {
  const item = await hq.hq.database.query.selectFrom('item').select('body').where('id', '=', INCIDENT).executeTakeFirstOrThrow();
  return JSON.stringify(item.body).split(text).length - 1;
};

describe('attachments on their way to HQ', () => {
  it('are there before the command that carries them, and how far is seen in the outbox', async () => {
    const store = await temporaryStore();
    const photographs = [jpeg(2 * MB + 5), jpeg(100)];
    for (const one of photographs) await pageOf(() => store).keep(one);
    await write(store, photographs.map(hashOf), 'with two photographs');
    const [before] = await store.read('outbox.list', null);
    expect(before?.blobs).toEqual({ sent: 0, total: 2 * MB + 105 });
    const seen: number[] = [];
    store.onChange(
      () =>
        void store
          .read('outbox.list', null)
          .then(([item]) => seen.push(item?.blobs?.sent ?? 0))
          .catch(() => undefined),
    );
    const stop = start(store);
    await isEmpty(store);
    await stop();
    for (const one of photographs) expect(await kept(hashOf(one))).toBe(hashOf(one));
    expect(await linesWith('with two photographs')).toBe(1);
    expect(seen.filter((sent) => sent > 100 && sent < 2 * MB).length).toBeGreaterThan(0);
  }, 90_000);

  it('come through whole, and their command once, however often and wherever the link is cut', async () => {
    const store = await temporaryStore();
    const photograph = jpeg(3 * MB + 1234);
    await pageOf(() => store).keep(photograph);
    await write(store, [hashOf(photograph)], 'over a bad link');
    let seed = 20_210_518;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    way.cuts.push(...Array.from({ length: 6 }, () => 12_000 + Math.floor(random() * 900_000)));
    onTestFinished(() => void way.cuts.splice(0));
    way.reset();
    const stop = start(store);
    await isEmpty(store);
    await stop();
    expect(way.cuts).toEqual([]);
    expect(await kept(hashOf(photograph))).toBe(hashOf(photograph));
    expect(await linesWith('over a bad link')).toBe(1);
  }, 120_000);

  it('go on where HQ stands after the program has ended in their midst', async () => {
    const place = temporaryFolder();
    const first = localStore(place);
    const photograph = jpeg(4 * MB);
    await pageOf(() => first).keep(photograph);
    await write(first, [hashOf(photograph)], 'after a crash');
    const stopFirst = start(first);
    await vi.waitFor(async () => expect((await first.read('outbox.list', null))[0]?.blobs?.sent).toBeGreaterThan(MB / 2), {
      timeout: 30_000,
      interval: 5,
    });
    await first.close();
    await stopFirst();
    const reached = await hq.hq.database.query
      .selectFrom('blob')
      .select('received')
      .where('hash', '=', hashOf(photograph))
      .executeTakeFirst();
    expect(reached?.received).toBeGreaterThan(0);
    const store = await temporaryStore(place);
    const stop = start(store);
    await isEmpty(store);
    await stop();
    expect(await kept(hashOf(photograph))).toBe(hashOf(photograph));
    expect(await linesWith('after a crash')).toBe(1);
  }, 90_000);

  it('are sent again when HQ has lost them before their command came', async () => {
    const store = await temporaryStore();
    const photograph = jpeg(MB);
    await pageOf(() => store).keep(photograph);
    await write(store, [hashOf(photograph)], 'sent twice');
    await store.write('blob.sent', { hash: hashOf(photograph), sent: MB, atHq: true });
    const stop = start(store);
    await isEmpty(store);
    await stop();
    expect(await kept(hashOf(photograph))).toBe(hashOf(photograph));
    expect(await linesWith('sent twice')).toBe(1);
  }, 90_000);

  it('hold up no other work, and one that is nowhere is told', async () => {
    const store = await temporaryStore();
    await write(store, ['f'.repeat(64)], 'carries what is nowhere');
    await write(store, [], 'carries nothing');
    const stop = start(store);
    await vi.waitFor(async () => {
      const [lost, ...others] = await store.read('outbox.list', null);
      expect([lost?.state, lost?.reason, others.length]).toEqual(['refused', 'An attachment is neither on this laptop nor at HQ', 0]);
    }, 30_000);
    await stop();
    expect(await linesWith('carries nothing')).toBe(1);
  }, 60_000);
});

describe('attachments on their way back', () => {
  /** A second laptop's store, in which the report is and its attachments are not; `lie`: what its way to HQ makes of a part. */
  const secondLaptop = async (lie: (part: Uint8Array) => Uint8Array = (part) => part) => {
    const store = await temporaryStore();
    const services = createServices({ tunnel, shift, trust });
    const sync = createSync({ store, services, onRefreshed: () => undefined, random: () => 0 });
    onTestFinished(async () => {
      await Promise.all([sync.stop(), services.close()]);
    });
    const source = services.attachments;
    const handlers = createBlobHandlers({
      store: () => store,
      receiverOf: createReceivers({ limits: () => ({ maxBytes: 64 * MB, maxTotalBytes: 128 * MB }), now: () => new Date() }),
      limits: () => ({ maxBytes: 64 * MB, maxTotalBytes: 128 * MB }),
      source: () =>
        source && {
          async part(asked, signal) {
            const part = await source.part(asked, signal);
            return part.ok ? { ok: true, value: lie(part.value) } : part;
          },
        },
      changed: () => undefined,
      journal: async () => undefined,
    });
    const placeOf = async (hash: string): Promise<BlobPlace | undefined> => {
      const answer = await handlers.places({ hashes: [hash] });
      return answer.ok ? answer.value.places[0] : undefined;
    };
    return { store, handlers, placeOf };
  };
  /** The number of a report that carries the photograph, recorded by this officer on the first laptop. */
  const recorded = async (photograph: Uint8Array<ArrayBuffer>): Promise<string> => {
    const store = await temporaryStore();
    await pageOf(() => store).keep(photograph);
    const at = new Date().toISOString();
    const attachments = [{ hash: hashOf(photograph), bytes: photograph.byteLength, type: 'image/jpeg', name: 'door.jpg' }];
    const payload = {
      ...{ type: 'Burglary', title: 'Shed', committedFrom: at, method: '', marking: 'OFFICIAL', attachments },
      place: { text: 'Back lane', area: rahman.area },
    };
    const given = await store.write('commands.give', {
      ...{ system: 'crime', command: 'crime.create', payload, outboxId: randomUUID(), newId: randomUUID(), officer: rahman, at },
    });
    if (!given.ok) throw new Error(given.code);
    const stop = start(store);
    await isEmpty(store);
    await stop();
    const list = await store.read('crime.get', { id: given.value.itemId, officer: rahman });
    expect(list?.attachments).toEqual(attachments);
    return list?.id ?? '';
  };
  const arrives = (store: Store, id: string) =>
    vi.waitFor(async () => expect(attachmentsIn(await store.read('crime.get', { id, officer: rahman }))).toHaveLength(1), {
      timeout: 30_000,
      interval: 50,
    });

  it('come to another laptop when they are asked for, over a link that breaks, and are what was sent', async () => {
    const photograph = jpeg(2 * MB + 99);
    const [hash, id] = [hashOf(photograph), await recorded(photograph)];
    const { store, handlers, placeOf } = await secondLaptop();
    await arrives(store, id);
    expect(await placeOf(hash)).toEqual({ kind: 'atHq' });
    expect(await handlers.fetch({ system: 'crime', kind: 'task', id, hash })).toEqual({ ok: false, code: 'NotFound' });
    expect(await handlers.fetch({ system: 'crime', kind: 'crime', id, hash: 'f'.repeat(64) })).toEqual({ ok: false, code: 'NotFound' });
    way.cuts.push(700_000, 300_000);
    onTestFinished(() => void way.cuts.splice(0));
    way.reset();
    const seen = new Set<string>();
    await vi.waitFor(
      async () => {
        const place = await placeOf(hash);
        seen.add(place?.kind === 'failed' ? place.code : String(place?.kind));
        if (place?.kind === 'atHq' || place?.kind === 'failed') await handlers.fetch({ system: 'crime', kind: 'crime', id, hash });
        tunnel.tryNow();
        expect(place).toEqual({ kind: 'here' });
      },
      { timeout: 60_000, interval: 100 },
    );
    expect([...seen]).toContain('coming');
    expect(hashOf(new Uint8Array(await (await pageOf(() => store).ask('GET', `/blobs/${hash}`)).arrayBuffer()))).toBe(hash);
  }, 120_000);

  it('that are not what they should be are not kept', async () => {
    const photograph = jpeg(MB);
    const [hash, id] = [hashOf(photograph), await recorded(photograph)];
    const lies = [
      (part: Uint8Array) => part.map((byte, at) => (at === 5000 ? byte ^ 1 : byte)),
      (part: Uint8Array) => part.subarray(1),
      (part: Uint8Array) => part.map(() => 60),
    ];
    for (const lie of lies) {
      const { store, handlers, placeOf } = await secondLaptop(lie);
      await arrives(store, id);
      await handlers.fetch({ system: 'crime', kind: 'crime', id, hash });
      await vi.waitFor(async () => expect(await placeOf(hash)).toEqual({ kind: 'failed', code: 'Damaged' }), {
        timeout: 30_000,
        interval: 50,
      });
      expect((await pageOf(() => store).ask('GET', `/blobs/${hash}`)).status).toBe(404);
    }
  }, 120_000);

  it('are stopped by the officer, and begin again when they are wanted', async () => {
    const photograph = jpeg(2 * MB);
    const [hash, id] = [hashOf(photograph), await recorded(photograph)];
    const { store, handlers, placeOf } = await secondLaptop();
    await arrives(store, id);
    await handlers.fetch({ system: 'crime', kind: 'crime', id, hash });
    expect(await placeOf(hash)).toMatchObject({ kind: 'coming' });
    await handlers.stop({ hash });
    expect(await placeOf(hash)).toEqual({ kind: 'atHq' });
    await handlers.fetch({ system: 'crime', kind: 'crime', id, hash });
    await vi.waitFor(async () => expect(await placeOf(hash)).toEqual({ kind: 'here' }), { timeout: 30_000, interval: 50 });
  }, 90_000);
});

describe('a copy of unsent work that is older than what HQ has done', () => {
  it('is done no second time on another laptop, with what it carries', async () => {
    const store = await temporaryStore();
    const photograph = jpeg(MB);
    await pageOf(() => store).keep(photograph);
    await write(store, [hashOf(photograph)], 'sealed before it was sent');
    const copy = await store.read('outbox.export', null);
    const stop = start(store);
    await isEmpty(store);
    await stop();
    const next = await temporaryStore();
    await pageOf(() => next).keep(photograph);
    expect(await next.write('outbox.import', { items: copy, author: rahman })).toBe(1);
    const stopNext = start(next);
    await isEmpty(next);
    await stopNext();
    expect(await linesWith('sealed before it was sent')).toBe(1);
  }, 90_000);

  it('is done no second time where it names what has its number by now', async () => {
    const store = await temporaryStore();
    const at = new Date().toISOString();
    const sergeant = { ...rahman, roles: ['officer', 'supervisor'] as const };
    const give = async (command: string, payload: Record<string, unknown>, itemId: string): Promise<void> => {
      const ids = { outboxId: randomUUID(), newId: randomUUID() };
      const officer = { ...sergeant, roles: [...sergeant.roles] };
      expect(await store.write('commands.give', { ...{ system: 'crime', command, payload, itemId, officer, at }, ...ids })).toMatchObject({
        ok: true,
      });
    };
    const [report, task] = [randomUUID(), randomUUID()];
    const title = `Shed ${report.slice(0, 8)}`;
    const place = { text: 'Back lane', area: rahman.area };
    await give('crime.create', { type: 'Burglary', title, committedFrom: at, method: '', marking: 'OFFICIAL', place }, report);
    await give(
      'task.create',
      { title, text: 'Ask next door', crimeId: report, owner: rahman.collarNumber, priority: 'normal', dueAt: at },
      task,
    );
    await hq.hq.database.query
      .updateTable('officer')
      .set({ roles: ['officer', 'supervisor'] })
      .where('staff_id', '=', rahman.staffId)
      .execute();
    const copy = await store.read('outbox.export', null);
    expect(copy).toHaveLength(2);
    const stop = start(store);
    await isEmpty(store);
    await stop();
    const next = await temporaryStore();
    const stopReading = start(next);
    await vi.waitFor(
      async () => expect((await next.read('crime.tasks', { officer: rahman })).filter((one) => one.title === title)).toHaveLength(1),
      30_000,
    );
    await stopReading();
    await next.write('outbox.import', { items: copy, author: rahman });
    const stopNext = start(next);
    await isEmpty(next);
    await stopNext();
    const made = await hq.hq.database.query.selectFrom('item').select(['kind', 'body']).where('system', '=', 'crime').execute();
    expect(
      made
        .filter(({ body }) => JSON.stringify(body).includes(title))
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['crime', 'task']);
  }, 90_000);
});
