import { describe, expect, it, vi } from 'vitest';
import { today as contract } from '../../../../contracts/ipc/today.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createTodayHandlers } from '../../../../main/systems/today/handlers.ts';
import {
  crime,
  duty,
  incident,
  offence,
  officer,
  task,
  unit,
  upsert,
  upsertCrime,
  upsertIncident,
  upsertUnit,
} from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { search } from '../../support/search.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const tom = officer({ staffId: 'LC004127', name: 'Tom Halliwell', collarNumber: '4127' });
const sergeant = officer({ staffId: 'LC001140', name: 'Paul Hargreaves', rank: 'PS', collarNumber: '1140' });
const view = async (store: Store, at: string) => store.read('today.view', { officer: officer(), now: at });

const aDay = async (): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'storm', [
    upsertUnit(unit()),
    upsertIncident(incident({ id: 'LC-20210518-1402', grade: 1, title: 'Gravest' })),
    upsertIncident(incident({ grade: 3, title: 'In hand' })),
  ]);
  await bring(store, 'crime', [
    upsertCrime(crime()),
    upsert('offence', '028/03', 1, offence()),
    ...(['new', 'done', 'approved', 'returned'] as const).map((state, n) => upsert('task', `T-${n}`, 1, task({ id: `T-${n}`, state }))),
  ]);
  await bring(store, 'people', [
    ...[officer(), tom, sergeant].map((one) => upsert('officer', one.staffId, 1, one)),
    upsert(
      'duty',
      'N',
      1,
      duty({ id: 'N', day: '2021-05-17', label: 'Night', start: '2021-05-17T21:00:00.000Z', end: '2021-05-18T06:00:00.000Z' }),
    ),
    upsert('duty', 'D1', 1, duty()),
    upsert('duty', 'D2', 1, duty({ id: 'D2', day: '2021-05-19', start: '2021-05-19T14:00:00.000Z', end: '2021-05-19T22:00:00.000Z' })),
  ]);
  return store;
};

describe('Today', () => {
  it('shows in one read the duty, the crew, the sergeant, the log in hand, my logs and my open tasks', async () => {
    const shown = await view(await aDay(), '2021-05-18T14:42:00.000Z');
    expect(shown).toMatchObject({
      ...{
        duty: { id: 'D1' },
        nextDuty: { id: 'D2' },
        unit: { callSign: 'LD21' },
        crew: [{ collarNumber: '4127' }],
        supervisor: { staffId: 'LC001140' },
      },
      ...{
        hand: { title: 'In hand' },
        logs: [{ title: 'Gravest' }, { title: 'In hand' }],
        tasks: [{ id: 'T-0' }, { id: 'T-3' }],
        unread: { count: 0, newest: [] },
      },
    });
  });

  it('has my gravest log in hand when my unit is on none', async () => {
    const store = await aDay();
    const { incidentId: _, ...free } = unit({ version: 2 });
    await bring(store, 'storm', [upsertUnit(free)]);
    expect((await view(store, '2021-05-18T14:42:00.000Z')).hand?.title).toBe('Gravest');
  });

  it('has the night’s duty on until it ends, and at three in the morning still yesterday’s day', async () => {
    const store = await aDay();
    expect((await view(store, '2021-05-18T02:00:00.000Z')).duty?.id).toBe('N');
    expect((await view(store, '2021-05-19T02:00:00.000Z')).duty?.id).toBe('D1');
  });

  it('shows an empty laptop as empty', async () => {
    const shown = await view(await temporaryStore(), '2021-05-18T14:42:00.000Z');
    expect(shown).toMatchObject({ crew: [], logs: [], tasks: [], unread: { count: 0 } });
    expect(shown.asOf).toBeUndefined();
  });
});

describe('the search box', () => {
  const find = async (store: Store, text: string) => (await search(store, text)).map(({ kind, id }) => `${kind} ${id}`);

  it('finds logs, crimes and officers by the beginnings of words, and no offence', async () => {
    const store = await aDay();
    expect((await find(store, 'burg')).sort()).toEqual(['crime 04/21/06127']);
    expect(await find(store, 'halli')).toEqual(['officer LC004127']);
    expect((await find(store, 'balfour')).sort()).toEqual(['crime 04/21/06127', 'incident LC-20210518-1402', 'incident LC-20210518-1587']);
  });

  it('finds a task by its words and by its number', async () => {
    const store = await aDay();
    await bring(store, 'crime', [upsert('task', 'T-6021', 1, task({ id: 'T-6021', title: 'Doorbell film', text: 'From 9 and 20.' }))]);
    expect(await find(store, 'doorb')).toEqual(['task T-6021']);
    expect(await find(store, 'T-6021')).toEqual(['task T-6021']);
  });

  it('finds a vehicle with and without the space in its registration', async () => {
    const store = await aDay();
    for (const typed of ['pk09 oxl', 'PK09OXL']) expect(await find(store, typed)).toHaveLength(2);
  });

  it('finds a log by its short number, with and without its day, newest first', async () => {
    const store = await temporaryStore();
    const logs = ['LC-20210111-0841', 'LC-20220111-0841', 'LC-20210518-0841', 'LC-20210518-0842'];
    await bring(
      store,
      'storm',
      logs.map((id) => upsertIncident(incident({ id }))),
    );
    expect(await find(store, '841')).toEqual(['incident LC-20220111-0841', 'incident LC-20210518-0841', 'incident LC-20210111-0841']);
    expect(await find(store, '841 of 11 January')).toEqual(['incident LC-20220111-0841', 'incident LC-20210111-0841']);
    expect(await find(store, 'log 0841 of 11 Jan 2021')).toEqual(['incident LC-20210111-0841']);
  });

  it('finds mail by subject and words', async () => {
    const store = await temporaryStore();
    const message = {
      id: 'm1',
      uid: 1,
      subject: 'Late briefing',
      fromName: 'Paul Hargreaves',
      fromAddress: 'p@force.example',
      recipients: '',
      at: '2021-05-18T12:47:00.000Z',
      seen: false,
      flagged: false,
      attachments: 0,
      marking: undefined,
    };
    await store.write('mail.saveHeaders', { folder: 'INBOX', messages: [message] });
    expect(await search(store, 'brief')).toMatchObject([
      { kind: 'mail', id: 'm1', title: 'Late briefing', detail: 'Paul Hargreaves', at: '2021-05-18T12:47:00.000Z' },
    ]);
  });

  it('gives the first four of each kind, fifty of one that is asked for alone, and nothing for nothing', async () => {
    const store = await temporaryStore();
    const logs = Array.from({ length: 60 }, (_, n) => incident({ id: `LC-20210518-${String(n).padStart(4, '0')}` }));
    await bring(store, 'storm', logs.map(upsertIncident));
    const only = await store.read('today.search', { text: 'burglary', only: 'incident', officer: officer() });
    expect([(await find(store, 'burglary')).length, only[0]?.items.length, await find(store, '  ')]).toEqual([4, 50, []]);
  });

  it('is journalled without what was typed, and answers by contract', async () => {
    const ports = room(await aDay());
    const handlers = createTodayHandlers(ports);
    const found = await handlers.search({ text: 'Halliwell' });
    await handlers.search({ text: ' ' });
    if (found.ok) expect(() => contract.calls.search.response.parse(found.value)).not.toThrow();
    expect(ports.notes).toEqual([{ action: 'search', subject: 'everything', detail: '1 found' }]);
    // Typed key by key it is one search: its beginning is journalled at once, its end when nothing more is typed.
    vi.useFakeTimers();
    try {
      await handlers.search({ text: 'Halliwell T' });
      await handlers.search({ text: 'Halliwell Tom' });
      expect(ports.notes).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(2000);
      expect(ports.notes).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
    const shown = await handlers.view(null);
    expect(shown).toMatchObject({ ok: true, value: { storm: { known: true, value: { hand: { title: 'In hand' } } } } });
    if (shown.ok) expect(() => contract.calls.view.response.parse(shown.value)).not.toThrow();
  });
});
