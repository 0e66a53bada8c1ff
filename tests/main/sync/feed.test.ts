import { describe, expect, it } from 'vitest';
import type { ChangeLine } from '../../../contracts/hq/feeds.ts';
import type { Store } from '../../../main/store/store.ts';
import { cursor, incident, officer, unit, upsert, upsertIncident, upsertUnit } from '../support/items.ts';
import { bring, temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const apply = (store: Store, lines: readonly ChangeLine[]) => store.write('feed.apply', { system: 'storm', lines, at: AT });
const ids = async (store: Store): Promise<string[]> =>
  (await store.read('storm.list', { scope: 'area', officer: officer() })).rows.map((row) => row.id);
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
    ['has a line of another form', [upsertIncident(incident({ id: FIRST })), upsert('incident', SECOND, 1, { id: SECOND }), cursor('c1')]],
    [
      'calls an item by another’s number',
      [upsertIncident(incident({ id: FIRST })), upsert('incident', SECOND, 1, incident({ id: FIRST })), cursor('c1')],
    ],
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

  it('passes over a kind that only a newer program knows', async () => {
    const store = await temporaryStore();
    expect(
      await apply(store, [upsert('missingPerson', 'M-1', 1, { name: 'x' }), upsertIncident(incident({ id: FIRST })), cursor('c1')]),
    ).toMatchObject({ ok: true });
    expect(await ids(store)).toEqual([FIRST]);
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
    expect(await store.read('today.search', { text: 'burglary' })).toEqual([]);
  });

  it('touches neither drafts nor unsent work', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST }))]);
    await store.write('storm.addUpdate', {
      outboxId: '00000000-0000-4000-8000-000000000001',
      payload: { incidentId: FIRST, text: 'kept', at: AT },
    });
    await store.write('storm.saveDraft', { incidentId: FIRST, text: 'half a thought', at: AT });
    await apply(store, [{ op: 'reset' }, cursor('r1')]);
    expect(await store.read('outbox.count', null)).toBe(1);
    await bring(store, 'storm', [upsertIncident(incident({ id: FIRST }))]);
    const shown = await store.read('storm.get', { id: FIRST, officer: officer() });
    expect([shown?.draft, shown?.lines.at(-1)?.text]).toEqual(['half a thought', 'kept']);
  });
});
