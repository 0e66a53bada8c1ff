import { describe, expect, it } from 'vitest';
import { incidentQuery, storm } from '../../../../contracts/ipc/storm.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createStormHandlers } from '../../../../main/systems/storm/handlers.ts';
import { give } from '../../support/give.ts';
import { incident, line, officer, unit, upsert, upsertIncident, upsertUnit } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const number = (n: number): string => `LC-20210518-${String(n).padStart(4, '0')}`;
const on = (callSign: string, status: number, collar = '9999') => ({
  ...{ callSign, status, since: '2021-05-18T14:00:00.000Z', collarNumbers: [collar] },
});
const place = (text: string, area = 'South Ribble') => ({ text, area });
const NOW = '2021-05-18T15:00:00.000Z';

/** Four open logs and a closed one, nobody of my team on the first two. */
const anArea = async (): Promise<Store> => {
  const store = await temporaryStore();
  const logs = [
    {
      id: number(1),
      title: 'Burglary',
      grade: 3,
      openedAt: '2021-05-18T14:30:00.000Z',
      place: place('Hough Lane, Leyland'),
      resources: [],
    },
    { id: number(2), title: 'Fight 100%_x', grade: 1, openedAt: '2021-05-18T10:00:00.000Z', resources: [on('DG03', 5)] },
    { id: number(3), title: 'Théft', grade: 2, openedAt: '2021-05-16T10:00:00.000Z', resources: [on('LD24', 6, '4127')] },
    { id: number(4), title: 'Noise', grade: 4, openedAt: '2021-05-18T14:50:00.000Z', resources: [on('LD21', 2, '2418')] },
    { id: number(5), title: 'Burglary', state: 'closed' as const, closedAt: NOW, place: place('Preston', 'Preston'), resources: [] },
  ];
  const at = ['2021-05-18T14:31:00.000Z', '2021-05-18T14:59:00.000Z', '2021-05-18T12:00:00.000Z', '2021-05-18T14:51:00.000Z', NOW];
  await bring(
    store,
    'storm',
    logs.map((log, index) => upsertIncident(incident({ ...log, lines: [line({ at: at[index] ?? NOW })] }))),
  );
  await bring(store, 'storm', [upsertUnit(unit({ incidentId: number(4), collarNumbers: ['2418'] }))]);
  await bring(
    store,
    'people',
    ['2418', '4127'].map((collarNumber) =>
      upsert('officer', `LC${collarNumber}`, 1, officer({ staffId: `LC${collarNumber}`, collarNumber })),
    ),
  );
  return store;
};

type Asked = Partial<Parameters<ReturnType<typeof createStormHandlers>['list']>[0]>;
const ask = async (store: Store, asked: Asked) => {
  const ports = room(store);
  ports.at = new Date(NOW);
  const answer = await createStormHandlers(ports).list({ scope: 'area', offset: 0, limit: 100, ...asked });
  if (!answer.ok || !answer.value.known) throw new Error('the list is not known');
  expect(() => storm.calls.list.response.parse(answer.value)).not.toThrow();
  return answer.value.value;
};
const found = async (store: Store, asked: Asked) => {
  const { rows, total } = await ask(store, asked);
  expect(total).toBe(rows.length);
  return rows.map(({ id }) => Number(id.slice(-4)));
};

describe('a list of logs', () => {
  it('is of my team’s logs, or of those that a unit attends now', async () => {
    const store = await anArea();
    expect(await found(store, { scope: 'team' })).toEqual([3, 4]);
    expect(await found(store, { scope: 'live' })).toEqual([2, 3]);
    expect((await ask(store, {})).counts).toEqual({ mine: 1, area: 4, team: 2, live: 2, closed: 1 });
  });

  it('knows at once what my unit’s unsent status makes of it', async () => {
    const store = await anArea();
    await give(store, 'storm', 'unit.setStatus', { callSign: 'LD21', status: 6 });
    expect(await found(store, { scope: 'live' })).toEqual([2, 3, 4]);
    await give(store, 'storm', 'unit.standDown', { callSign: 'LD21', status: 2, incidentId: number(4) });
    expect(await found(store, { scope: 'mine' })).toEqual([]);
    expect(await found(store, { scope: 'team' })).toEqual([3]);
    expect(await found(store, { unit: 'LD21' })).toEqual([]);
    expect((await ask(store, { scope: 'live' })).counts).toMatchObject({ mine: 0, team: 1, live: 2 });
  });

  it('is narrowed down by words of title, place, number and call sign, every one of which must be there', async () => {
    const store = await anArea();
    const byText = (text: string) => found(store, { text });
    expect(await byText('BURG')).toEqual([1]);
    expect(await byText('leyland burg')).toEqual([1]);
    expect(await byText('preston')).toEqual([]);
    expect(await byText('0003')).toEqual([3]);
    expect(await byText('ld2')).toEqual([3, 4]);
    expect(await byText('théft')).toEqual([3]);
    expect(await byText('  ')).toHaveLength(4);
  });

  it.each(['%', '_', '100%_x', "'", '"', '\\', '$."x"', '{', 'a'.repeat(200)])('takes %s for what it is', async (text) => {
    const store = await anArea();
    expect(await found(store, { text })).toEqual('fight 100%_x'.includes(text) ? [2] : []);
  });

  it('is narrowed down by unit, grade, age and area, and by all of them', async () => {
    const store = await anArea();
    expect(await found(store, { unit: 'DG03' })).toEqual([2]);
    expect(await found(store, { grade: 3 })).toEqual([1]);
    expect(await found(store, { age: 'hour' })).toEqual([1, 4]);
    expect(await found(store, { age: 'day' })).toEqual([2, 1, 4]);
    expect(await found(store, { age: 'older' })).toEqual([3]);
    expect(await found(store, { scope: 'closed', area: 'Preston' })).toEqual([5]);
    expect(await found(store, { scope: 'closed', area: 'South Ribble' })).toEqual([]);
    expect(await found(store, { age: 'day', grade: 1, unit: 'DG03', text: 'fight' })).toEqual([2]);
  });

  it('is sorted by grade, newest change, newest and oldest', async () => {
    const store = await anArea();
    expect(await found(store, {})).toEqual([2, 3, 1, 4]);
    expect(await found(store, { sort: 'changed' })).toEqual([2, 4, 1, 3]);
    expect(await found(store, { sort: 'newest' })).toEqual([4, 1, 2, 3]);
    expect(await found(store, { sort: 'oldest' })).toEqual([3, 2, 1, 4]);
  });

  it('counts what was found on every page, also beyond the last', async () => {
    const store = await anArea();
    expect(await ask(store, { age: 'day', offset: 1, limit: 1 })).toMatchObject({ rows: [{ id: number(1) }], total: 3 });
    expect(await ask(store, { age: 'day', offset: 90, limit: 10 })).toMatchObject({ rows: [], total: 3 });
  });

  it('says by what it can be narrowed down, and how many that leaves', async () => {
    const store = await anArea();
    const answer = await createStormHandlers(room(store)).facets({ scope: 'area' });
    expect(answer).toMatchObject({
      value: {
        value: {
          units: ['DG03', 'LD21', 'LD24'].map((value) => ({ value, count: 1 })),
          areas: [{ value: 'South Ribble', count: 4 }],
          grades: [1, 2, 3, 4].map((value) => ({ value, count: 1 })),
        },
      },
    });
  });

  it('marks who is on a log and that it tells of a hazard', async () => {
    const store = await anArea();
    await bring(store, 'storm', [
      upsertIncident(incident({ id: number(2), version: 2, resources: [on('DG03', 5)], lines: [line({ kind: 'hazard' })] })),
    ]);
    const { rows } = await ask(store, {});
    expect(rows.map(({ id, units, hazard, mine }) => [Number(id.slice(-4)), units, hazard, mine])).toEqual([
      [2, ['DG03'], true, false],
      [3, ['LD24'], false, false],
      [1, [], false, false],
      [4, ['LD21'], false, true],
    ]);
  });

  it('is asked for by what the contract allows alone', () => {
    const parse = (change: object) => incidentQuery.safeParse({ scope: 'area', offset: 0, limit: 10, ...change }).success;
    expect(parse({})).toBe(true);
    for (const wrong of [
      { text: 'a'.repeat(201) },
      { unit: "x' OR 1" },
      { grade: 1.5 },
      { age: 'week' },
      { sort: 'id; DROP' },
      { scope: 'all' },
    ])
      expect(parse(wrong), JSON.stringify(wrong)).toBe(false);
  });
});
