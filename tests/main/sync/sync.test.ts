import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { UnsentCommand } from '../../../contracts/domain/unsent.ts';
import { commands } from '../../../contracts/systems/index.ts';
import type { Store } from '../../../main/store/store.ts';
import { createSync, type Sync, type SyncOptions } from '../../../main/sync/sync.ts';
import { hastyClock, stoppedClock } from '../support/clock.ts';
import { addUpdate, setStatus } from '../support/give.ts';
import { type Fate, type Headquarters, headquarters } from '../support/hq.ts';
import { incident, officer, unit, upsertIncident } from '../support/items.ts';
import { bring, localStore, temporaryFolder, temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const LOG = 'LC-20210518-1587';

const start = (store: Store, hq: Headquarters, more: Partial<SyncOptions> = {}): Sync => {
  const sync = createSync({ store, services: hq.services, onRefreshed: () => undefined, clock: hastyClock, ...more });
  onTestFinished(() => sync.stop());
  return sync;
};
const write = (store: Store, text: string, n: number, incidentId = LOG): Promise<boolean> =>
  addUpdate(store, {
    outboxId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    payload: { incidentId, text, at: AT },
  });
const textsAtHq = (hq: Headquarters, id = LOG): string[] =>
  (hq.incidents.get(id)?.lines ?? []).filter((l) => l.kind === 'update').map((l) => l.text);
const textsHere = async (store: Store, id = LOG): Promise<string[]> =>
  ((await store.read('storm.get', { id, officer: officer() }))?.lines ?? []).filter((l) => l.kind === 'update').map((l) => l.text);
const emptyOutbox = (store: Store) => vi.waitFor(async () => expect(await store.read('outbox.count', null)).toBe(0), { timeout: 20_000 });

describe('the feed', () => {
  it('brings page after page until the end, and again when notified', async () => {
    const hq = headquarters(undefined, 2);
    for (let n = 1; n <= 7; n += 1) hq.publish('incident', incident({ id: `LC-20210518-000${n}` }));
    const store = await temporaryStore();
    start(store, hq, { clock: stoppedClock });
    const rows = async () =>
      (await store.read('storm.list', { query: { scope: 'area', offset: 0, limit: 500 }, officer: officer() })).rows.length;
    await vi.waitFor(async () => expect(await rows()).toBe(7));
    hq.publish('incident', incident({ id: 'LC-20210518-0008' }));
    await vi.waitFor(async () => expect(await rows()).toBe(8));
  });

  it('comes through a link that breaks within pages, without a row lost or read twice', async () => {
    const fates = fc.sample(fc.constantFrom<Fate>('through', 'through', 'requestLost'), { seed: 4, numRuns: 500 });
    const hq = headquarters(() => fates.pop() ?? 'through', 4);
    for (let n = 0; n < 40; n += 1) hq.publish('incident', incident({ id: `LC-20210518-00${String(n).padStart(2, '0')}` }));
    const store = await temporaryStore();
    start(store, hq);
    await vi.waitFor(
      async () =>
        expect((await store.read('storm.list', { query: { scope: 'area', offset: 0, limit: 500 }, officer: officer() })).rows).toHaveLength(
          40,
        ),
      {
        timeout: 20_000,
      },
    );
  });

  it('reports a page whose frame is not what the contract says, and goes on with the other feeds', async () => {
    const hq = headquarters();
    const troubles: string[] = [];
    const services = {
      ...hq.services,
      async *changes(system: string) {
        if (system === 'storm') yield { op: 'delete', kind: 'incident', id: LOG, version: 1 } as const;
        if (system === 'storm') yield { op: 'reset' } as const;
        yield { op: 'cursor', cursor: 'x', more: false } as const;
      },
    };
    const store = await temporaryStore();
    start(store, hq, { services, onSyncError: ({ system, code }) => troubles.push(`${system} ${code}`) });
    await vi.waitFor(async () => expect(await store.read('feed.cursor', { system: 'people' })).toBe('x'));
    await vi.waitFor(() => expect(troubles).toContain('storm FeedMalformed'));
    expect(await store.read('feed.cursor', { system: 'storm' })).toBe('');
    expect(troubles).not.toContain('people FeedMalformed');
  });

  it('reports how many records of a page it set aside, and nothing of what was in them', async () => {
    const hq = headquarters();
    const troubles: unknown[] = [];
    const services = {
      ...hq.services,
      async *changes() {
        yield { op: 'upsert', kind: 'incident', id: LOG, version: 1, data: { title: 'Mrs Iqbal' } } as const;
        yield { op: 'cursor', cursor: 'x', more: false } as const;
      },
    };
    start(await temporaryStore(), hq, { services, onSyncError: (syncError) => troubles.push(syncError), clock: stoppedClock });
    await vi.waitFor(() => expect(troubles).toContainEqual({ system: 'storm', code: 'RecordsSetAside', count: 1 }));
    expect(JSON.stringify(troubles)).not.toContain('Iqbal');
  });

  it('takes no page that never ends', async () => {
    const hq = headquarters();
    const troubles = new Set<string>();
    const services = {
      ...hq.services,
      async *changes() {
        for (;;) yield { op: 'delete', kind: 'incident', id: LOG, version: 1 } as const;
      },
    };
    start(await temporaryStore(), hq, { services, onSyncError: ({ code }) => troubles.add(code) });
    await vi.waitFor(() => expect([...troubles]).toContain('FeedMalformed'));
  });
});

describe('the outbox', () => {
  it('sends what is written, and shows it as sent once, before and after the feed has brought it', async () => {
    const hq = headquarters();
    hq.publish('incident', incident());
    const store = await temporaryStore();
    start(store, hq, { clock: stoppedClock });
    await vi.waitFor(async () => expect(await store.read('feed.cursor', { system: 'storm' })).toBe('1'));
    await write(store, 'Area search, no trace', 1);
    expect(await textsHere(store)).toEqual(['Area search, no trace']);
    await emptyOutbox(store);
    await vi.waitFor(async () => expect((await store.read('storm.get', { id: LOG, officer: officer() }))?.version).toBe(2));
    expect([textsAtHq(hq), await textsHere(store)]).toEqual([['Area search, no trace'], ['Area search, no trace']]);
  });

  it('lets nothing pass an earlier command of the same item, and a stuck item hold up no other', async () => {
    const stuck = 'LC-20210518-0001';
    const hq = headquarters();
    const store = await temporaryStore();
    for (const id of [stuck, LOG]) hq.publish('incident', incident({ id }));
    let unstuck = false;
    const services = {
      ...hq.services,
      command: (...args: Parameters<typeof hq.services.command>) =>
        args[2].itemId === stuck && !unstuck ? Promise.reject(new Error('HQ answers 500')) : hq.services.command(...args),
    };
    const sync = start(store, hq, { services });
    await vi.waitFor(async () => expect(await store.read('feed.cursor', { system: 'storm' })).toBe('2'));
    for (let n = 0; n < 4; n += 1) await write(store, `stuck ${n}`, n, stuck);
    for (let n = 0; n < 4; n += 1) await write(store, `free ${n}`, 10 + n);
    await vi.waitFor(() => expect(textsAtHq(hq)).toEqual(['free 0', 'free 1', 'free 2', 'free 3']), { timeout: 20_000 });
    expect(textsAtHq(hq, stuck)).toEqual([]);
    unstuck = true;
    sync.tryNow();
    await vi.waitFor(() => expect(textsAtHq(hq, stuck)).toEqual(['stuck 0', 'stuck 1', 'stuck 2', 'stuck 3']), { timeout: 20_000 });
  });

  it('sends what was written without signal in the order in which it was written, however often the first was tried meanwhile', async () => {
    const logs = Array.from({ length: 4 }, (_, n) => `LC-20210518-000${n}`);
    let offline = true;
    const hq = headquarters(() => (offline ? 'requestLost' : 'through'));
    const store = await temporaryStore();
    for (const id of logs) hq.publish('incident', incident({ id }));
    await bring(
      store,
      'storm',
      logs.map((id) => upsertIncident(incident({ id }))),
    );
    // No wait ends by itself: each try is asked for.
    const sync = start(store, hq, { clock: stoppedClock });
    await write(store, 'first', 0, logs[0]);
    for (let tries = 1; tries <= 5; tries += 1) {
      await vi.waitFor(() => expect(hq.asked.commands).toBe(tries));
      await vi.waitFor(async () => expect(await store.read('outbox.list', null)).toMatchObject([{ state: 'waiting', attempts: tries }]));
      if (tries < 5) sync.tryNow();
    }
    for (const n of [1, 2, 3]) await write(store, `later ${n}`, n, logs[n]);
    offline = false;
    sync.tryNow();
    await emptyOutbox(store);
    expect(hq.carriedOut.map(({ request }) => request.itemId)).toEqual(logs);
  });

  it('lets a command that HQ fails at wait alone, shown with why, and goes on with other logs meanwhile', async () => {
    const stuck = 'LC-20210518-0001';
    const hq = headquarters();
    const store = await temporaryStore();
    for (const id of [stuck, LOG]) hq.publish('incident', incident({ id }));
    let broken = true;
    let asked = 0;
    const services: typeof hq.services = {
      ...hq.services,
      command: async (...args) => {
        if (args[2].itemId !== stuck || !broken) return hq.services.command(...args);
        asked += 1;
        return { kind: 'failed', reason: 'Internal' };
      },
    };
    // A clock on which no wait ends: only what waits for nothing goes on.
    const sync = start(store, hq, { services, clock: stoppedClock });
    await vi.waitFor(async () => expect(await store.read('feed.cursor', { system: 'storm' })).toBe('2'));
    await write(store, 'stuck', 0, stuck);
    await vi.waitFor(async () => expect(await store.read('outbox.list', null)).toMatchObject([{ state: 'waiting', reason: 'Internal' }]));
    for (let n = 0; n < 4; n += 1) await write(store, `free ${n}`, 10 + n);
    await vi.waitFor(() => expect(textsAtHq(hq)).toEqual(['free 0', 'free 1', 'free 2', 'free 3']));
    expect([asked, textsAtHq(hq, stuck)]).toEqual([1, []]);
    broken = false;
    sync.tryNow();
    await vi.waitFor(() => expect(textsAtHq(hq, stuck)).toEqual(['stuck']));
    await emptyOutbox(store);
  });

  it('lets later lines of a log pass one that HQ fails at again and again, and goes on trying that one', async () => {
    const hq = headquarters();
    const store = await temporaryStore();
    hq.publish('incident', incident());
    let asked = 0;
    const services: typeof hq.services = {
      ...hq.services,
      command: async (...args) => {
        if (!JSON.stringify(args[2].payload).includes('poison')) return hq.services.command(...args);
        asked += 1;
        return { kind: 'failed', reason: 'Internal' };
      },
    };
    start(store, hq, { services });
    await vi.waitFor(async () => expect(await store.read('feed.cursor', { system: 'storm' })).toBe('1'));
    await write(store, 'poison', 1);
    await write(store, 'after it', 2);
    await vi.waitFor(() => expect(textsAtHq(hq)).toEqual(['after it']), { timeout: 20_000 });
    expect(asked).toBeGreaterThanOrEqual(5);
    const before = asked;
    await vi.waitFor(() => expect(asked).toBeGreaterThan(before));
    expect(await store.read('outbox.list', null)).toMatchObject([{ summary: 'poison', reason: 'Internal' }]);
  });

  it('sends what an older program wrote with letters that nobody can store, mended', async () => {
    const hq = headquarters();
    const store = await temporaryStore();
    hq.publish('incident', incident());
    await bring(store, 'storm', [upsertIncident(incident())]);
    const items: readonly UnsentCommand[] = ['half a pair \ud83d and NUL \0.', '\0', 'after it'].map((text, n) => ({
      id: `00000000-0000-4000-8000-00000000000${n}`,
      system: 'storm',
      command: 'incident.addLine',
      itemKind: 'incident',
      itemId: LOG,
      baseVersion: 1,
      payload: { incidentId: LOG, text, at: AT },
      summary: text,
      at: AT,
      state: 'waiting',
      attempts: 0,
    }));
    await store.write('outbox.import', { items, author: officer() });
    // Neither keeps the officer from the log, and the one without any word is listed with HQ's reason.
    expect(await textsHere(store)).toEqual(['half a pair \ufffd and NUL .', 'after it']);
    const services: typeof hq.services = {
      ...hq.services,
      command: async (system, key, request, signal) => {
        const known = commands.storm['incident.addLine'].safeParse(request.payload);
        if (!known.success)
          return { kind: 'refused', problem: { type: 'x', title: 'Payload malformed', status: 422, code: 'PayloadMalformed' } };
        return hq.services.command(system, key, request, signal);
      },
    };
    start(store, hq, { services });
    await vi.waitFor(() => expect(textsAtHq(hq)).toEqual(['half a pair \ufffd and NUL .', 'after it']), { timeout: 20_000 });
    expect(await store.read('outbox.list', null)).toMatchObject([{ state: 'refused', reason: 'Payload malformed' }]);
  });

  it('keeps what HQ refuses, with its reason, and goes on with the next', async () => {
    const hq = headquarters();
    const store = await temporaryStore();
    hq.publish('incident', incident());
    start(store, hq);
    await vi.waitFor(async () => expect(await store.read('feed.cursor', { system: 'storm' })).toBe('1'));
    hq.incidents.set(LOG, incident({ state: 'closed' }));
    await write(store, 'too late', 1);
    await vi.waitFor(async () =>
      expect(await store.read('outbox.list', null)).toMatchObject([{ state: 'refused', reason: 'LogClosed in words' }]),
    );
    hq.incidents.set(LOG, incident());
    await write(store, 'in time', 2);
    await vi.waitFor(() => expect(textsAtHq(hq)).toEqual(['in time']));
    expect(await textsHere(store)).toEqual(expect.arrayContaining(['too late', 'in time']));
  });

  it('does each command exactly once and in order, whatever is lost and whenever the program ends', async () => {
    const story = fc.record({
      fates: fc.array(fc.constantFrom<Fate>('through', 'requestLost', 'answerLost'), { maxLength: 30 }),
      /** Which of two logs each update is for, and whether the program ends and starts again after it. */
      steps: fc.array(fc.record({ log: fc.constantFrom(LOG, 'LC-20210518-0001'), restart: fc.boolean() }), { minLength: 1, maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ fates, steps }) => {
        const left = [...fates];
        const hq = headquarters(() => left.shift() ?? 'through');
        for (const id of [LOG, 'LC-20210518-0001']) hq.publish('incident', incident({ id }));
        const folder = temporaryFolder();
        let store = localStore(folder);
        await store.write('feed.apply', {
          ...{ system: 'storm', at: AT },
          lines: [
            ...[...hq.incidents.values()].map((item) => ({ op: 'upsert' as const, kind: 'incident', id: item.id, version: 1, data: item })),
            { op: 'cursor', cursor: '2', more: false },
          ],
        });
        let sync = createSync({ store, services: hq.services, onRefreshed: () => undefined, clock: hastyClock });
        for (const [n, { log, restart }] of steps.entries()) {
          await write(store, `update ${n}`, n, log);
          if (!restart) continue;
          // Closed under the running sync, as a lock closes it: what is under way is cut wherever it is.
          await Promise.all([store.close(), sync.stop()]);
          store = localStore(folder);
          sync = createSync({ store, services: hq.services, onRefreshed: () => undefined, clock: hastyClock });
        }
        await emptyOutbox(store);
        for (const id of [LOG, 'LC-20210518-0001']) {
          const expected = steps.flatMap(({ log }, n) => (log === id ? [`update ${n}`] : []));
          expect(textsAtHq(hq, id)).toEqual(expected);
          await vi.waitFor(async () => expect(await textsHere(store, id)).toEqual(expected));
        }
        await sync.stop();
        await store.close();
      }),
      { numRuns: 25 },
    );
  }, 180_000);
});

describe('a unit’s status', () => {
  it('goes out as several decisions in a row, each on top of the one before, without a conflict of our own making', async () => {
    const hq = headquarters();
    const store = await temporaryStore();
    hq.publish('unit', unit());
    await store.write('feed.apply', {
      system: 'storm',
      lines: [
        { op: 'upsert', kind: 'unit', id: 'LD21', version: 1, data: unit() },
        { op: 'cursor', cursor: '1', more: false },
      ],
      at: AT,
    });
    for (const [n, status] of [5, 6, 2].entries()) {
      await setStatus(store, {
        outboxId: `00000000-0000-4000-8000-00000000000${n}`,
        payload: { callSign: 'LD21', status, at: AT },
        officer: officer(),
      });
    }
    start(store, hq);
    await emptyOutbox(store);
    expect(hq.units.get('LD21')).toMatchObject({ status: 2, version: 4 });
  });
});

describe('stopping', () => {
  it('waits for nobody who does not answer', async () => {
    const never = () => new Promise<never>(() => undefined);
    const hq = headquarters();
    const services = {
      ...hq.services,
      changes: () => ({ [Symbol.asyncIterator]: () => ({ next: never }) }),
      changeNotifications: never,
      command: never,
    };
    const store = await temporaryStore();
    await store.write('feed.apply', {
      system: 'storm',
      lines: [
        { op: 'upsert', kind: 'incident', id: LOG, version: 1, data: incident() },
        { op: 'cursor', cursor: '1', more: false },
      ],
      at: AT,
    });
    await write(store, 'on its way', 1);
    const sync = start(store, hq, { services });
    await vi.waitFor(async () => expect(await store.read('outbox.list', null)).toMatchObject([{ state: 'sending' }]));
    await sync.stop();
    expect(await store.read('outbox.list', null)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
  });

  it('ends by itself, quietly, when the store is closed under it', async () => {
    const hq = headquarters();
    const troubles: unknown[] = [];
    const store = await temporaryStore();
    start(store, hq, { onSyncError: (syncError) => troubles.push(syncError), clock: stoppedClock });
    await vi.waitFor(() => expect(hq.asked.changes).toBeGreaterThan(2));
    await store.close();
    const asked = hq.asked.changes;
    hq.notify();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([hq.asked.changes, troubles]).toEqual([asked, []]);
  });
});
