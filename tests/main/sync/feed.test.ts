import { describe, expect, it } from 'vitest';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { ChangeLine, System } from '../../../contracts/hq/feeds.ts';
import type { Store } from '../../../main/store/store.ts';
import { openConnection } from '../../../main/store/worker/connection.ts';
import type { FeedLine } from '../../../main/sync/line.ts';
import { parsePage } from '../../../main/sync/page.ts';
import { systemsInStore } from '../../../main/systems/index.ts';
import { updateDraft } from '../support/drafts.ts';
import { addUpdate } from '../support/give.ts';
import { crime, cursor, duty, incident, line, officer, unit, upsert, upsertCrime, upsertIncident, upsertUnit } from '../support/items.ts';
import { search } from '../support/search.ts';
import { bring, key, temporaryFolder, temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const apply = (store: Store, lines: readonly FeedLine[], system: System = 'storm') => store.write('feed.apply', { system, lines, at: AT });
const ids = async (store: Store): Promise<string[]> =>
  (await store.read('storm.list', { query: { scope: 'area', offset: 0, limit: 500 }, officer: officer() })).rows.map((row) => row.id);
const FIRST = 'LC-20210518-0001';
const SECOND = 'LC-20210518-0002';

describe('a page of a change feed', () => {
  it('is taken over whole: rows, removals and cursor', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST }))]);
    await apply(store, [{ op: 'delete', kind: 'incident', id: FIRST, version: 2 }, upsertIncident(incident({ id: SECOND })), cursor('c9')]);
    expect([
      await ids(store),
      await store.read('feed.cursor', { system: 'storm' }),
      await store.read('feed.syncedAt', { system: 'storm' }),
    ]).toEqual([[SECOND], 'c9', AT]);
  });

  const malformed: readonly [string, readonly ChangeLine[]][] = [
    ['has no cursor', [upsertIncident(incident({ id: FIRST }))]],
    ['has its cursor in the middle', [cursor('c0'), upsertIncident(incident({ id: FIRST })), cursor('c1')]],
    ['resets in the middle', [upsertIncident(incident({ id: FIRST })), { op: 'reset' }, cursor('c1')]],
    ['says "more" without going on', [upsertIncident(incident({ id: FIRST })), cursor('', true)]],
    ['is empty', []],
  ];
  it.each(malformed)('that %s is not taken over at all', async (_, lines) => {
    const store = await temporaryStore();
    expect(await apply(store, lines)).toEqual({ ok: false, code: 'FeedMalformed' });
    expect([await ids(store), await store.read('feed.cursor', { system: 'storm' })]).toEqual([[], '']);
  });

  it('changes nothing with a version that is older than, or equal to, the one held', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST, version: 5, title: 'five' }))]);
    await bring(store, 'storm', [
      upsertIncident(incident({ id: FIRST, version: 5, title: 'other' })),
      { op: 'delete', kind: 'incident', id: FIRST, version: 5 },
      upsertIncident(incident({ id: FIRST, version: 4, title: 'four' })),
    ]);
    expect((await store.read('storm.get', { id: FIRST, officer: officer() }))?.title).toBe('five');
  });

  it('tells nobody when it brought nothing', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST }))]);
    const told: string[] = [];
    store.onChange((systems) => told.push(...systems));
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST }))]);
    expect(told).toEqual([]);
  });
});

describe('one bad record', () => {
  const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`);
  const bad: readonly [string, unknown, string][] = [
    ['lacks fields', upsert('incident', SECOND, 1, { id: SECOND }), 'FieldsMalformed'],
    ['is called by another’s number', upsert('incident', SECOND, 1, incident({ id: FIRST })), 'FieldsMalformed'],
    ['holds a date that is none', upsert('incident', SECOND, 1, { ...incident({ id: SECOND }), openedAt: 'Friday' }), 'FieldsMalformed'],
    ['is of a kind that only a newer program knows', upsert('missingPerson', 'M-1', 1, { name: 'x' }), 'UnknownKind'],
    ['is of a kind that an object has by nature', upsert('constructor', 'M-1', 1, { name: 'x' }), 'UnknownKind'],
    ['could not be read', { op: 'unread', reason: 'NotJson', kind: '', id: '' }, 'NotJson'],
    ['has no version', { op: 'upsert', kind: 'incident', id: SECOND, data: incident({ id: SECOND }) }, 'NotALine'],
    ['is of no known form', { op: 'rename', kind: 'incident', id: SECOND }, 'NotALine'],
    ['is no object', null, 'NotALine'],
    ['is nested without end', { op: 'upsert', kind: 'incident', id: SECOND, version: 1, data: deep }, 'TooDeep'],
  ];
  const withBad = (record: unknown): readonly FeedLine[] =>
    [upsertIncident(incident({ id: FIRST })), record, upsertUnit(unit()), cursor('c1')] as readonly FeedLine[];

  it.each(bad)('that %s is set aside with its reason, and the others of its page are taken', async (_, record, reason) => {
    const store = await temporaryStore();
    expect(await apply(store, withBad(record))).toEqual({ ok: true, value: { more: false, setAside: 1 } });
    expect([await ids(store), (await store.read('storm.unit', { officer: officer() }))?.callSign]).toEqual([[FIRST], 'LD21']);
    expect(await store.read('feed.cursor', { system: 'storm' })).toBe('c1');
    expect(await store.read('feed.setAside', null)).toEqual([{ system: 'storm', kind: expect.any(String), reason, count: 1 }]);
  });

  it.each<[System, ChangeLine, string]>([
    ['crime', upsertCrime(crime()), 'crime'],
    ['people', upsert('duty', 'D1', 1, duty()), 'duty'],
  ])('stops no other in the feed of %s either', async (system, good, kind) => {
    const store = await temporaryStore();
    expect(await apply(store, [upsert(kind, 'x', 1, {}), good, cursor('c1')], system)).toMatchObject({ ok: true });
    expect(await store.read('feed.cursor', { system })).toBe('c1');
    expect(parsePage(systemsInStore.describers, system, [upsert(kind, 'x', 1, {}), good, cursor('c1')])?.changes).toHaveLength(1);
  });

  it('is told once, however often it comes, and not at all once it comes right or goes', async () => {
    const store = await temporaryStore();
    const count = async () => (await store.read('feed.setAside', null)).reduce((sum, each) => sum + each.count, 0);
    for (const version of [1, 2]) await bring(store, 'storm', [upsert('incident', SECOND, version, { nonsense: true })]);
    expect(await count()).toBe(1);
    await bring(store, 'storm', [upsertIncident(incident({ id: SECOND, version: 3 }))]);
    expect([await count(), await ids(store)]).toEqual([0, [SECOND]]);
    await bring(store, 'storm', [upsert('incident', FIRST, 1, {})]);
    await bring(store, 'storm', [{ op: 'delete', kind: 'incident', id: FIRST, version: 2 }]);
    expect(await count()).toBe(0);
  });

  it('that is older than what is held is no loss', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST, version: 5 })), upsert('incident', FIRST, 4, {})]);
    expect(await store.read('feed.setAside', null)).toEqual([]);
  });

  it('leaves the version before it on the screen, through a reset too', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST, title: 'as it was' })), upsertIncident(incident({ id: SECOND }))]);
    await bring(store, 'storm', [{ op: 'reset' }, upsert('incident', FIRST, 2, {})]);
    expect([await ids(store), (await store.read('storm.get', { id: FIRST, officer: officer() }))?.title]).toEqual([[FIRST], 'as it was']);
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST, version: 1, title: 'right again' }))]);
    expect((await store.read('storm.get', { id: FIRST, officer: officer() }))?.title).toBe('right again');
  });

  it('is asked for again by a program that reads by other contracts, and only by such a one', async () => {
    const folder = temporaryFolder();
    const store = await temporaryStore(folder);
    await bring(store, 'storm', [upsert('missingPerson', 'M-1', 1, {}), upsertIncident(incident({ id: FIRST }))]);
    const held = await store.read('feed.cursor', { system: 'storm' });
    await store.write('feed.begin', { system: 'storm' });
    expect(await store.read('feed.cursor', { system: 'storm' })).toBe(held);
    await store.close();
    const driver = openConnection(folder, key());
    driver.exec(`UPDATE set_aside SET reader = 'of an older program'`);
    driver.close();
    const newer = await temporaryStore(folder);
    for (const system of ['storm', 'crime'] as const) await newer.write('feed.begin', { system });
    expect(await newer.read('feed.cursor', { system: 'storm' })).toBe('');
    expect([await newer.read('feed.setAside', null), await ids(newer)]).toEqual([[], [FIRST]]);
  });

  const held = (n: number) => `LC-20210518-${String(n).padStart(4, '0')}`;
  const holding = async (count: number): Promise<Store> => {
    const store = await temporaryStore();
    for (let n = 0; n < count; n += 300) {
      await bring(
        store,
        'storm',
        Array.from({ length: Math.min(300, count - n) }, (_, each) => upsertIncident(incident({ id: held(n + each) }))),
      );
    }
    return store;
  };
  const isHeld = async (store: Store, n: number): Promise<boolean> =>
    (await store.read('storm.get', { id: held(n), officer: officer() })) !== undefined;

  it('leaves the version before it through a reset, however many cannot be read', async () => {
    const store = await holding(600);
    for (let n = 0; n < 600; n += 300) {
      const unreadable = Array.from({ length: 300 }, (_, each) => upsert('incident', held(n + each), 2, {}));
      const others = Array.from({ length: 550 }, (_, each) => upsert('incident', `x${each}`, 1, {}));
      const page = n === 0 ? [{ op: 'reset' } as const, ...others, ...unreadable] : unreadable;
      await apply(store, [...page, cursor(`r${n}`, n === 0)]);
    }
    expect(await Promise.all([0, 299, 300, 499, 599].map((n) => isHeld(store, n)))).toEqual([true, true, true, true, true]);
    expect((await store.read('feed.setAside', null))[0]?.count).toBe(500 + 600);
    await apply(store, [{ op: 'reset' }, upsertIncident(incident({ id: held(7) })), cursor('again')]);
    expect([await isHeld(store, 7), await isHeld(store, 599), await store.read('feed.setAside', null)]).toEqual([true, false, []]);
  });

  it.each([
    ['does not tell which it is', { kind: '', id: '' }, [true, true]],
    ['tells its kind alone', { kind: 'incident', id: '' }, [true, true]],
    ['is of another kind', { kind: 'unit', id: '' }, [true, false]],
  ])('that %s may be any that does not come again', async (_, name, expected) => {
    for (const crowd of [0, 490]) {
      const store = await holding(2);
      const others = Array.from({ length: crowd }, (_, n) => upsert('incident', `x${n}`, 1, {}));
      const unnamed = { op: 'unread', reason: 'NotJson', ...name } as const;
      await apply(store, [{ op: 'reset' }, upsertIncident(incident({ id: held(0) })), ...others, unnamed, cursor('r1', true)]);
      await apply(store, [
        ...others.slice(0, 20).map((other) => ({ ...other, id: `y${'id' in other && other.id}` })),
        unnamed,
        cursor('r2'),
      ]);
      expect([await isHeld(store, 0), await isHeld(store, 1)]).toEqual(expected);
      await apply(store, [{ op: 'reset' }, upsertIncident(incident({ id: held(0) })), cursor('r3')]);
      expect([await isHeld(store, 0), await isHeld(store, 1)]).toEqual([true, false]);
    }
  });

  it('that does not tell which it is is minded even when 500 are set aside already', async () => {
    const store = await holding(2);
    const others = Array.from({ length: 600 }, (_, n) => upsert('incident', `x${n}`, 1, {}));
    const unnamed = Array.from({ length: 5 }, () => ({ op: 'unread', reason: 'NotJson', kind: '', id: '' }) as const);
    await apply(store, [{ op: 'reset' }, ...others, ...unnamed, cursor('r1')]);
    expect([await isHeld(store, 0), await isHeld(store, 1)]).toEqual([true, true]);
    expect((await store.read('feed.setAside', null)).reduce((sum, { count }) => sum + count, 0)).toBe(501);
  });

  it('does not fill the store, however many there are', async () => {
    const store = await temporaryStore();
    for (let page = 0; page < 3; page += 1) {
      const records = Array.from({ length: 300 }, (_, n) => upsert('incident', `x${page}-${n}`, 1, {}));
      await bring(store, 'storm', records);
    }
    await bring(
      store,
      'storm',
      Array.from({ length: 300 }, (_, n) => upsert(`kind${n}`, 'x', 1, {})),
    );
    expect(await store.read('feed.setAside', null)).toEqual([{ system: 'storm', kind: 'incident', reason: 'FieldsMalformed', count: 500 }]);
  });
});

describe('what a newer HQ says', () => {
  it('a line of a log of a kind that is not known here is kept, and so is one without words', async () => {
    const store = await temporaryStore();
    const lines = [
      line(),
      line({ id: 'L2', kind: 'transfer', text: 'Passed to Merseyside' }),
      line({ id: 'L3', kind: 'update', text: '' }),
    ];
    await bring(store, 'storm', [upsertIncident(incident({ lines }))]);
    expect((await store.read('storm.get', { id: incident().id, officer: officer() }))?.lines).toEqual(lines);
  });

  it('a field that is not known here is passed over', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsert('incident', FIRST, 1, { ...incident({ id: FIRST }), what3words: 'a.b.c' })]);
    expect(await ids(store)).toEqual([FIRST]);
  });

  it('a letter that nobody can store is mended, and its record taken', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST, title: 'van \ud83d, NUL \0' }))]);
    expect((await store.read('storm.get', { id: FIRST, officer: officer() }))?.title).toBe('van \ufffd, NUL ');
  });
});

describe('a reset', () => {
  it('forgets what does not come again, and shows the old until the new has come whole', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [
      upsertIncident(incident({ id: FIRST, version: 9 })),
      upsertIncident(incident({ id: SECOND, version: 9 })),
    ]);
    await apply(store, [{ op: 'reset' }, upsertIncident(incident({ id: SECOND, version: 1, title: 'anew' })), cursor('r1', true)]);
    expect((await ids(store)).sort()).toEqual([FIRST, SECOND]);
    await apply(store, [upsertUnit(unit()), cursor('r2')]);
    expect(await ids(store)).toEqual([SECOND]);
    expect((await store.read('storm.get', { id: SECOND, officer: officer() }))?.title).toBe('anew');
    expect(await search(store, 'burglary')).toEqual([]);
  });

  it('touches neither drafts nor unsent work', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST }))]);
    await addUpdate(store, {
      outboxId: '00000000-0000-4000-8000-000000000001',
      payload: { incidentId: FIRST, text: 'kept', at: AT },
    });
    await store.write('drafts.save', { draft: updateDraft(FIRST, 'half a thought'), now: AT });
    await apply(store, [{ op: 'reset' }, cursor('r1')]);
    expect(await store.read('outbox.count', null)).toBe(1);
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST }))]);
    const shown = await store.read('storm.get', { id: FIRST, officer: officer() });
    const draft = await store.read('drafts.get', { key: draftKeyOf('incident.addLine', FIRST) });
    expect([draft?.fields, shown?.lines.at(-1)?.text]).toEqual([{ text: 'half a thought' }, 'kept']);
  });
});
