import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Briefing } from '../../../../contracts/domain/briefing.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { Store } from '../../../../main/store/store.ts';
import { give } from '../../support/give.ts';
import { duty, officer, upsert } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const NOW = '2021-05-18T14:42:00.000Z';
const sergeant = officer({
  staffId: 'LC001140',
  collarNumber: '1140',
  rank: 'PS',
  name: 'Paul Hargreaves',
  roles: ['officer', 'supervisor'],
});
const item = (id: string, change: Partial<Briefing> = {}): Briefing => ({
  ...{ id, version: 1, area: 'South Ribble', tours: ['late'], title: `Item ${id}`, text: 'Two quads.', why: 'Six calls.' },
  ...{ from: '2021-05-17T06:00:00.000Z', until: '2021-05-20T06:00:00.000Z', marking: 'OFFICIAL', results: [] },
  ...{ setBy: 'Intelligence unit', setAt: '2021-05-17T06:00:00.000Z' },
  ...change,
});
const others = [
  item('BR-2', { tours: ['night'] }),
  item('BR-3', { area: 'Chorley' }),
  item('BR-4', { until: '2021-05-18T06:00:00.000Z' }),
  item('BR-5', { from: '2021-05-19T06:00:00.000Z' }),
  item('BR-6', { ended: { at: '2021-05-18T08:00:00.000Z', by: 'PS 1140' } }),
];
const withItems = async (items: readonly Briefing[]): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'people', [upsert('duty', 'D1', 1, duty())]);
  await bring(
    store,
    'briefing',
    items.map((one) => upsert('briefing', one.id, 1, one)),
  );
  return store;
};
const rows = async (store: Store, who: Officer = officer(), now = NOW) => (await store.read('today.view', { officer: who, now })).briefing;
const items = async (store: Store, who: Officer = officer()) => (await store.read('briefing.items', { officer: who, now: NOW })).items;

describe('the briefing on the laptop', () => {
  it('is of the officer’s area and the tour that is on, and to a supervisor all that the area has or just had', async () => {
    const store = await withItems([item('BR-1'), ...others]);
    expect((await rows(store)).map(({ id }) => id)).toEqual(['BR-1']);
    expect((await items(store)).map(({ id }) => id)).toEqual(['BR-1']);
    expect((await items(store, sergeant)).map(({ id }) => id)).toEqual(['BR-1', 'BR-2', 'BR-5', 'BR-4', 'BR-6']);
  });

  it('is of every tour while the roster does not say which is on', async () => {
    const store = await temporaryStore();
    await bring(
      store,
      'briefing',
      [item('BR-1'), ...others].map((one) => upsert('briefing', one.id, 1, one)),
    );
    expect((await rows(store)).map(({ id }) => id)).toEqual(['BR-1', 'BR-2']);
  });

  it('shows a result at once, counts it as told in this tour alone, and has it once when HQ brings it', async () => {
    const before = { id: randomUUID(), at: '2021-05-17T16:00:00.000Z', by: 'PC 2418', collarNumber: '2418', found: 'seen' as const };
    const store = await withItems([item('BR-1', { results: [before] })]);
    expect(await rows(store)).toMatchObject([{ mine: 0, results: 1 }]);
    const outboxId = randomUUID();
    const told = await give(
      store,
      'briefing',
      'briefing.result',
      { briefingId: 'BR-1', found: 'nothingSeen', text: 'Quiet.' },
      { outboxId },
    );
    expect(told.ok).toBe(true);
    expect(await rows(store)).toMatchObject([{ mine: 1, results: 2 }]);
    expect(await items(store)).toMatchObject([{ sending: 'waiting', total: 2, results: [before, { id: outboxId, found: 'nothingSeen' }] }]);
    const atHq = { ...before, id: outboxId, at: '2021-05-18T14:41:00.000Z', found: 'nothingSeen' as const };
    await bring(store, 'briefing', [upsert('briefing', 'BR-1', 2, item('BR-1', { version: 2, results: [before, atHq] }))]);
    expect(await items(store)).toMatchObject([{ total: 2 }]);
  });

  it('is set by a supervisor without signal, and by nobody else; a sixth item for a tour is refused before it goes', async () => {
    const { title, text, why, tours, from, until } = item('');
    const payload = { title, text, why, tours: tours as ['late'], from, until };
    const store = await withItems([1, 2, 3, 4].map((n) => item(`BR-${n}`)));
    expect(await give(store, 'briefing', 'briefing.create', payload)).toMatchObject({ ok: false, code: 'NotAllowed' });
    expect(await give(store, 'briefing', 'briefing.create', payload, { officer: sergeant })).toMatchObject({ ok: true });
    expect((await rows(store, sergeant)).length).toBe(5);
    expect(await give(store, 'briefing', 'briefing.create', payload, { officer: sergeant })).toMatchObject({
      ok: false,
      code: 'NotAllowed',
    });
    expect(await give(store, 'briefing', 'briefing.end', { briefingId: 'BR-1' }, { officer: sergeant })).toMatchObject({ ok: true });
    expect((await rows(store, sergeant)).map(({ id }) => id)).not.toContain('BR-1');
  });
});
