import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { MAX_RANGE_BYTES } from '../../../../contracts/domain/blob-limits.ts';
import type { MapManifest } from '../../../../contracts/domain/map.ts';
import { seededRandom } from '../../../../hq/demo/random.ts';
import { cutFile } from '../../../../hq/maps/cut.ts';
import type { Store } from '../../../../main/store/store.ts';
import type { MapService } from '../../../../main/sync/services/map.ts';
import { type MapFetchPorts, startMapFetch } from '../../../../main/systems/storm/map/fetch.ts';
import { mapRoute } from '../../../../main/systems/storm/map/route.ts';
import { setStatus } from '../../support/give.ts';
import { officer, unit, upsertUnit } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const ABOUT = { area: 'South Ribble', madeAt: '2026-11-22T04:13:00.000Z', attribution: 'Made of nothing' };
const ORIGIN = 'https://app.local';

const noise = (bytes: number, seed = 1): Uint8Array => {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: bytes }, () => random.between(0, 255));
};
const manifestOf = (file: Uint8Array): MapManifest => ({
  ...ABOUT,
  bytes: file.byteLength,
  parts: cutFile(file).map(({ hash, data }) => ({ hash, bytes: data.byteLength })),
});

/** HQ with one map; `spoil` gives another answer for the n-th part that is asked for. */
const hqWith = (file: Uint8Array, spoil: (asked: number, data: Uint8Array | undefined) => Uint8Array | undefined = (_, data) => data) => {
  const asked: string[] = [];
  let current = file;
  const hq: MapService = {
    current: async () => manifestOf(current),
    part: async (hash) => {
      asked.push(hash);
      return spoil(asked.length, cutFile(current).find((part) => part.hash === hash)?.data);
    },
  };
  return {
    hq,
    asked,
    put: (next: Uint8Array) => {
      current = next;
    },
  };
};

/** Fetches until it is stopped, with no time between two parts; every wait for the next look ends at `look`. */
const fetching = (store: Store, hq: MapService, change: Partial<MapFetchPorts> = {}) => {
  const errors: string[] = [];
  const clock = {
    now: () => new Date('2026-11-22T04:13:00.000Z'),
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (ms < 3_600_000) setImmediate(resolve);
        else signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  };
  const fetch = startMapFetch({
    store,
    hq,
    hasRoom: () => true,
    onSyncError: ({ code }) => errors.push(code),
    clock,
    random: () => 0,
    ...change,
  });
  onTestFinished(() => fetch.stop());
  return { fetch, errors };
};
/** However busy the machine is. */
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 });
const shownBytes = async (store: Store): Promise<number | undefined> => (await store.read('map.shown', null))?.manifest.bytes;

describe('the map of the officer’s area', () => {
  it('is shown once it is whole, and not before', async () => {
    const store = await temporaryStore();
    const file = noise(400_000);
    let seen: number | undefined = -1;
    const { hq, asked } = hqWith(file);
    const watched: MapService = {
      ...hq,
      async part(...args) {
        seen = await shownBytes(store);
        return hq.part(...args);
      },
    };
    fetching(store, watched);
    await eventually(async () => expect(await shownBytes(store)).toBe(file.byteLength));
    expect(seen).toBeUndefined();
    expect(asked).toEqual(cutFile(file).map(({ hash }) => hash));
    expect(await store.read('map.coming', null)).toBeUndefined();
  });

  it('is not shown by anybody while a part of it is missing', async () => {
    const store = await temporaryStore();
    const file = noise(100_000);
    const data = new Uint8Array(Buffer.from(JSON.stringify(manifestOf(file))));
    const at = '2026-11-22T04:13:00.000Z';
    await store.write('map.begin', { version: createHash('sha256').update(data).digest('hex'), data, at });
    expect(await store.write('map.show', null)).toBe(false);
    for (const part of cutFile(file)) await store.write('map.keepPart', { hash: part.hash, data: new Uint8Array(part.data), at });
    expect(await store.write('map.show', null)).toBe(true);
  });

  it('goes on where it was cut, also at the next sign-in: no part is fetched twice', async () => {
    const store = await temporaryStore();
    const file = noise(400_000);
    const first = hqWith(file, (asked, data) => {
      if (asked > 4) throw new Error('cut');
      return data;
    });
    const { fetch } = fetching(store, first.hq);
    await eventually(() => expect(first.asked.length).toBeGreaterThan(4));
    fetch.stop();
    await store.write('blob.dropUnfinished', { now: '2026-11-22T04:13:00.000Z' });
    const second = hqWith(file);
    fetching(store, second.hq);
    await eventually(async () => expect(await shownBytes(store)).toBe(file.byteLength));
    expect(second.asked).toEqual(
      cutFile(file)
        .slice(4)
        .map(({ hash }) => hash),
    );
  });

  it('takes no part that is not what its hash says, whatever HQ answers: it is asked for again', async () => {
    const store = await temporaryStore();
    const file = noise(200_000);
    const { hq, asked } = hqWith(file, (at, data) =>
      at === 2 ? noise(20_000, 9) : at === 3 ? new Uint8Array() : at === 4 ? undefined : data,
    );
    const { errors } = fetching(store, hq);
    await eventually(async () => expect(await shownBytes(store)).toBe(file.byteLength));
    expect(asked.slice(1, 5)).toEqual(Array.from({ length: 4 }, () => asked[1]));
    expect(errors).toHaveLength(3);
  });

  it('is brought up to date by the parts that changed; the one before is shown until then', async () => {
    const store = await temporaryStore();
    const before = noise(600_000);
    const after = new Uint8Array([...before.subarray(0, 300_000), ...noise(50, 2), ...before.subarray(300_000)]);
    const server = hqWith(before);
    const { fetch } = fetching(store, server.hq);
    await eventually(async () => expect(await shownBytes(store)).toBe(before.byteLength));
    const known = server.asked.splice(0);
    server.put(after);
    fetch.tryNow();
    await eventually(async () => expect(await shownBytes(store)).toBe(after.byteLength));
    expect(server.asked.length).toBeLessThanOrEqual(3);
    for (const hash of server.asked) expect(known).not.toContain(hash);
  });

  it('takes no room from what the officer attaches', async () => {
    const store = await temporaryStore();
    fetching(store, hqWith(noise(100_000)).hq);
    await eventually(async () => expect(await shownBytes(store)).toBe(100_000));
    const room = { bytes: 50_000, type: 'image/jpeg', at: '2026-11-22T04:13:00.000Z', maxTotalBytes: 50_000 };
    expect((await store.write('blob.begin', room)).ok).toBe(true);
    expect((await store.write('blob.begin', room)).ok).toBe(false);
  });

  it('waits while link or disk have no room for it', async () => {
    const store = await temporaryStore();
    let hasRoom = false;
    const { hq, asked } = hqWith(noise(100_000));
    fetching(store, hq, { hasRoom: () => hasRoom });
    await eventually(async () => expect(await store.read('map.coming', null)).toBeDefined());
    expect(asked).toEqual([]);
    hasRoom = true;
    await eventually(async () => expect(await shownBytes(store)).toBe(100_000));
  });

  it('stays for as long as it is shown; what only the one before needed goes in time', async () => {
    const store = await temporaryStore();
    const before = noise(100_000, 5);
    const server = hqWith(before);
    const { fetch } = fetching(store, server.hq);
    await eventually(async () => expect(await shownBytes(store)).toBe(100_000));
    server.put(noise(120_000, 6));
    fetch.tryNow();
    await eventually(async () => expect(await shownBytes(store)).toBe(120_000));
    while (await store.write('blob.sweep', { now: '2026-12-22T04:13:00.000Z' }));
    for (const { hash } of cutFile(before)) expect(await store.read('blob.info', { hash })).toBeUndefined();
    for (const { hash } of cutFile(noise(120_000, 6))) expect(await store.read('blob.info', { hash })).toBeDefined();
  });
});

describe('the map over the page’s origin', () => {
  const served = async (bytes: number) => {
    const store = await temporaryStore();
    const file = noise(bytes);
    fetching(store, hqWith(file).hq);
    await eventually(async () => expect(await shownBytes(store)).toBe(bytes));
    const version = (await store.read('map.shown', null))?.version ?? '';
    let open: Store | undefined = store;
    const route = mapRoute({ store: () => open });
    const ask = (range: string | undefined, path = `/map/${version}`, method = 'GET') =>
      route(new Request(ORIGIN + path, { method, headers: range === undefined ? {} : { range } }));
    return { ask, file, store, version, shut: () => (open = undefined) };
  };

  it('gives any range as it is in the file, across parts, and at most what a shell carries at once', async () => {
    const { ask, file } = await served(1_300_000);
    for (const [first, last] of [
      [0, 16_383],
      [15_000, 300_000],
      [1_299_999, 1_299_999],
      [1_200_000, 9_000_000],
    ] as const) {
      const answer = await ask(`bytes=${first}-${last}`);
      expect(answer.status).toBe(206);
      expect(Buffer.from(await answer.arrayBuffer()).equals(file.subarray(first, last + 1))).toBe(true);
    }
    const long = await ask('bytes=0-');
    expect((await long.arrayBuffer()).byteLength).toBe(MAX_RANGE_BYTES);
    expect(long.headers.get('content-range')).toBe(`bytes 0-${MAX_RANGE_BYTES - 1}/1300000`);
  });

  it('gives nothing whole, of another version, to another method, or to a laptop where nobody works', async () => {
    const { ask, store, version, shut } = await served(50_000);
    expect((await ask(undefined)).status).toBe(413);
    expect((await ask('bytes=50000-')).status).toBe(416);
    expect((await ask('bytes=0-1', `/map/${'0'.repeat(64)}`)).status).toBe(404);
    expect((await ask('bytes=0-1', '/map/../etc/passwd')).status).toBe(404);
    expect((await ask('bytes=0-1', `/map/${version}`, 'POST')).status).toBe(405);
    shut();
    expect((await ask('bytes=0-1')).status).toBe(404);
    await store.close();
    const closed = mapRoute({ store: () => store });
    expect((await closed(new Request(`${ORIGIN}/map/${version}`, { headers: { range: 'bytes=0-1' } }))).status).toBe(404);
  });
});

describe('what the map is drawn from', () => {
  const position = { longitude: -2.697, latitude: 53.692, at: '2021-05-18T14:40:00.000Z' };

  it('is every unit with its position, the own one with what waits to be sent', async () => {
    const store = await temporaryStore();
    const me = officer();
    await bring(store, 'storm', [
      upsertUnit(unit({ position })),
      upsertUnit(unit({ callSign: 'LD25', collarNumbers: ['2903'], status: 2 })),
    ]);
    await setStatus(store, {
      outboxId: '00000000-0000-4000-8000-000000000001',
      payload: { callSign: 'LD21', status: 7, at: '2021-05-18T14:41:00.000Z' },
    });
    const { units, map, coming } = await store.read('storm.map', { officer: me });
    expect(units.map(({ callSign, status, position: at }) => [callSign, status, at])).toEqual([
      ['LD21', 7, position],
      ['LD25', 2, undefined],
    ]);
    expect([map, coming]).toEqual([undefined, undefined]);
  });
});
