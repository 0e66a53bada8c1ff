import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { addUpdate, setStatus } from '../../support/give.ts';
import { incident, line, officer, unit, upsertIncident, upsertUnit } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const me = officer();
const number = (n: number): string => `LC-20210518-${String(n).padStart(4, '0')}`;
const other = { callSign: 'LD99', status: 6, since: AT, collarNumbers: ['9999'] };
const list = async (store: Store, scope: 'mine' | 'area' | 'closed', who = me, page = { offset: 0, limit: 500 }) =>
  store.read('storm.list', { query: { scope, ...page }, officer: who });
const ids = async (store: Store, scope: 'mine' | 'area' | 'closed', who = me) => (await list(store, scope, who)).rows.map((row) => row.id);

describe('the log list', () => {
  it('holds as mine the logs on which my unit is, or on which a resource lists me', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [
      upsertUnit(unit({ collarNumbers: [] })),
      upsertIncident(incident({ id: number(1), resources: [{ ...other, callSign: 'LD21' }] })),
      upsertIncident(incident({ id: number(2), resources: [{ ...other, collarNumbers: ['2418'] }] })),
      upsertIncident(incident({ id: number(3), resources: [other] })),
      upsertIncident(incident({ id: number(4), state: 'closed', closedAt: AT })),
    ]);
    expect((await ids(store, 'mine')).sort()).toEqual([number(1), number(2)]);
    expect((await list(store, 'area')).rows.map(({ id, mine }) => [id, mine]).sort()).toEqual([
      [number(1), true],
      [number(2), true],
      [number(3), false],
    ]);
    expect((await list(store, 'closed')).counts).toEqual({ mine: 2, area: 3, team: 0, live: 3, closed: 1 });
  });

  it('finds my unit by my collar number when the directory gives me no call sign', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertUnit(unit()), upsertIncident(incident({ resources: [{ ...other, callSign: 'LD21' }] }))]);
    const { callSign: _, ...without } = me;
    expect((await store.read('storm.unit', { officer: without }))?.callSign).toBe('LD21');
    expect(await ids(store, 'mine', without)).toHaveLength(1);
  });

  it('shows other areas’ logs to nobody', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ resources: [] }))]);
    expect([await ids(store, 'area'), await ids(store, 'area', officer({ area: 'Preston' }))]).toEqual([['LC-20210518-1587'], []]);
  });

  it('has the gravest first, then the newest; closed ones by when they were closed', async () => {
    const store = await temporaryStore();
    const log = (n: number, grade: 1 | 2 | 3 | 4, openedAt: string) => upsertIncident(incident({ id: number(n), grade, openedAt }));
    await bring(store, 'storm', [
      log(1, 3, '2021-05-18T10:00:00.000Z'),
      log(2, 1, '2021-05-18T09:00:00.000Z'),
      log(3, 3, '2021-05-18T11:00:00.000Z'),
      upsertIncident(incident({ id: number(4), state: 'closed', closedAt: '2021-05-18T12:00:00.000Z' })),
      upsertIncident(incident({ id: number(5), state: 'closed', closedAt: '2021-05-18T13:00:00.000Z' })),
    ]);
    expect(await ids(store, 'area')).toEqual([number(2), number(3), number(1)]);
    expect(await ids(store, 'closed')).toEqual([number(5), number(4)]);
  });

  it('comes in pages that fit together, in one order, with unsent work laid over each', async () => {
    const store = await temporaryStore();
    const log = (n: number, state: 'open' | 'closed') =>
      upsertIncident(incident({ id: number(n), grade: n <= 60 ? 2 : 3, ...(state === 'closed' ? { state, closedAt: AT } : { state }) }));
    // Alike in all that they are sorted by but the number, as logs that control opens in one go are.
    const open = Array.from({ length: 120 }, (_, index) => log(index + 1, 'open'));
    const closed = Array.from({ length: 30 }, (_, index) => log(index + 201, 'closed'));
    await bring(store, 'storm', [upsertUnit(unit()), ...open.toReversed(), ...closed.toReversed()]);
    await addUpdate(store, {
      outboxId: '00000000-0000-4000-8000-000000000001',
      payload: { incidentId: number(77), text: 'Doorbell footage kept', at: AT },
    });
    for (const scope of ['mine', 'area', 'closed'] as const) {
      const whole = await list(store, scope);
      const pages = [];
      for (let offset = 0; offset < whole.rows.length; offset += 25) pages.push(await list(store, scope, me, { offset, limit: 25 }));
      expect(
        pages
          .map(({ rows }) => rows.length)
          .slice(0, -1)
          .every((length) => length === 25),
      ).toBe(true);
      expect(pages.flatMap(({ rows }) => rows)).toEqual(whole.rows);
      expect(pages.map(({ total }) => total)).toEqual(pages.map(() => (scope === 'closed' ? 30 : 120)));
      const ordered = Array.from({ length: scope === 'closed' ? 30 : 120 }, (_, index) => number(index + (scope === 'closed' ? 201 : 1)));
      expect(whole.rows.map(({ id }) => id)).toEqual(ordered);
      expect(whole.rows.filter(({ unsent }) => unsent > 0).map(({ id }) => id)).toEqual(scope === 'closed' ? [] : [number(77)]);
    }
    expect((await list(store, 'area', me, { offset: 500, limit: 25 })).rows).toEqual([]);
  });

  it('counts the lines that came since the log was open, and not the officer’s own', async () => {
    const store = await temporaryStore();
    const seen = line({ id: 'a', at: '2021-05-18T14:14:00.000Z' });
    await bring(store, 'storm', [upsertIncident(incident({ lines: [seen] }))]);
    const newLines = async () => (await list(store, 'mine')).rows[0]?.newLines;
    expect(await newLines()).toBe(0);
    await store.write('storm.markSeen', { id: 'LC-20210518-1587', until: seen.at });
    const later = [line({ id: 'b', at: '2021-05-18T14:36:00.000Z' }), line({ id: 'c', at: '2021-05-18T14:38:00.000Z' })];
    await bring(store, 'storm', [upsertIncident(incident({ version: 2, lines: [seen, ...later] }))]);
    expect(await newLines()).toBe(2);
    // Written by a laptop whose clock is days ahead; HQ has its own time.
    await addUpdate(store, {
      outboxId: '00000000-0000-4000-8000-000000000001',
      payload: { incidentId: 'LC-20210518-1587', text: 'x', at: '2021-05-22T14:41:00.000Z' },
    });
    const own = line({ id: 'd', at: '2021-05-18T14:49:00.000Z', operator: 'PC 2418', kind: 'update' });
    await bring(store, 'storm', [upsertIncident(incident({ version: 3, lines: [seen, ...later, own] }))]);
    expect(await newLines()).toBe(2);
    await store.write('storm.markSeen', { id: 'LC-20210518-1587', until: '2021-05-18T14:38:00.000Z' });
    expect(await newLines()).toBe(0);
    const others = line({ id: 'e', at: '2021-05-18T14:50:00.000Z' });
    await bring(store, 'storm', [upsertIncident(incident({ version: 4, lines: [seen, ...later, own, others] }))]);
    expect(await newLines()).toBe(1);
  });

  it('shows an unsent update as the log’s last line, counted as unsent', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertUnit(unit()), upsertIncident(incident())]);
    await addUpdate(store, {
      outboxId: '00000000-0000-4000-8000-000000000001',
      payload: { incidentId: 'LC-20210518-1587', text: 'Doorbell footage kept', at: AT },
    });
    expect((await list(store, 'mine')).rows[0]).toMatchObject({
      unsent: 1,
      lastLine: { text: 'Doorbell footage kept', at: AT, operator: 'PC 2418', terminal: 'LD21' },
    });
  });
});

describe('my status', () => {
  const set = (store: Store, status: number, n = 1, callSign = 'LD21') =>
    setStatus(store, {
      outboxId: `00000000-0000-4000-8000-00000000000${n}`,
      payload: { callSign, status, at: AT },
      officer: me,
    });

  it('shows at once on my unit and on its log', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertUnit(unit()), upsertIncident(incident())]);
    await set(store, 7);
    expect(await store.read('storm.unit', { officer: me })).toMatchObject({
      status: 7,
      since: AT,
      sending: true,
      incidentId: 'LC-20210518-1587',
    });
    expect((await store.read('storm.get', { id: 'LC-20210518-1587', officer: me }))?.resources).toMatchObject([
      { callSign: 'LD21', status: 7, since: AT },
    ]);
  });

  it('detaches my unit from its log when it goes available, even when it is committed again before that is sent', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertUnit(unit()), upsertIncident(incident())]);
    await set(store, 2);
    await set(store, 5, 2);
    expect(await store.read('storm.unit', { officer: me })).toMatchObject({ status: 5 });
    expect((await store.read('storm.unit', { officer: me }))?.incidentId).toBeUndefined();
    expect((await store.read('storm.get', { id: 'LC-20210518-1587', officer: me }))?.resources).toEqual([]);
    expect((await list(store, 'area')).counts).toMatchObject({ mine: 0, area: 1 });
  });

  it('is nobody else’s unit’s', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertUnit(unit({ callSign: 'LD24', collarNumbers: ['2377'] })), upsertUnit(unit())]);
    expect([await set(store, 2, 1, 'LD24'), await store.read('outbox.count', null)]).toEqual([false, 0]);
  });

  it('is said in the force’s own words in the outbox', async () => {
    const store = await temporaryStore();
    const codeList = { id: 'status', version: 1, entries: [{ code: '6', label: 'At scene' }] };
    await bring(store, 'storm', [upsertUnit(unit()), { op: 'upsert', kind: 'codeList', id: 'status', version: 1, data: codeList }]);
    await set(store, 6);
    expect(await store.read('outbox.list', null)).toMatchObject([{ summary: 'LD21: 6 At scene' }]);
    expect(await store.read('storm.codeLists', null)).toEqual([codeList]);
  });
});

describe('a log that a unit was given while it is on another', () => {
  it('says on which', async () => {
    const store = await temporaryStore();
    const given = { callSign: 'LD21', status: 6, since: AT, collarNumbers: ['2418'] };
    await bring(store, 'storm', [
      upsertUnit(unit({ status: 6, incidentId: number(1) })),
      upsertIncident(incident({ id: number(1), resources: [given] })),
      upsertIncident(incident({ id: number(2), resources: [given, other] })),
    ]);
    const elsewhere = async (id: string) => (await store.read('storm.get', { id, officer: me }))?.elsewhere;
    expect([await elsewhere(number(1)), await elsewhere(number(2))]).toEqual([[], [{ callSign: 'LD21', incidentId: number(1) }]]);
  });
});
