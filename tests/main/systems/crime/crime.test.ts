import { describe, expect, it } from 'vitest';
import { crime as contract } from '../../../../contracts/ipc/crime.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createCrimeHandlers } from '../../../../main/systems/crime/handlers.ts';
import { crime, offence, officer, task, upsert, upsertCrime } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const number = (n: number): string => `04/21/${String(n).padStart(5, '0')}`;
const list = (store: Store, text = '', more: object = {}) =>
  store.read('crime.list', { query: { scope: 'area', text, offset: 0, limit: 50, ...more }, officer: officer() });
const ids = async (store: Store, text: string, more: object = {}) => (await list(store, text, more)).rows.map((row) => row.id).sort();

const storeWithCrimes = async (): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'crime', [
    upsertCrime(
      crime({ id: number(1), place: { text: 'On or near Balfour Street', area: 'South Ribble' }, reportedAt: '2021-05-01T08:00:00.000Z' }),
    ),
    upsertCrime(
      crime({
        id: number(2),
        place: { text: 'On or near Hough Lane', area: 'South Ribble' },
        officerInCase: '9999',
        offenceCode: '046/00',
        method: 'Till snatch',
        title: 'Theft',
        reportedAt: '2021-05-03T08:00:00.000Z',
      }),
    ),
    upsertCrime(
      crime({ id: number(3), place: { text: 'On or near Balfour Street', area: 'Preston' }, reportedAt: '2021-05-02T08:00:00.000Z' }),
    ),
  ]);
  return store;
};

describe('the crime list', () => {
  it('holds mine by officer in case and my area’s by place, last reported first', async () => {
    const store = await storeWithCrimes();
    const { rows, counts, total, asOf } = await list(store);
    expect(rows.map(({ id, mine }) => [id, mine])).toEqual([
      [number(2), false],
      [number(1), true],
    ]);
    expect([counts, total, asOf]).toEqual([{ mine: 2, area: 2 }, 2, '2021-05-18T14:40:00.000Z']);
    expect(await ids(store, '', { scope: 'mine' })).toEqual([number(1), number(3)]);
  });

  it('finds by words of the place and the method, by their beginnings, and by number', async () => {
    const store = await storeWithCrimes();
    expect(await ids(store, 'balf str')).toEqual([number(1)]);
    expect(await ids(store, 'TILL')).toEqual([number(2)]);
    expect(await ids(store, number(2))).toEqual([number(2)]);
    expect(await ids(store, 'balfour till')).toEqual([]);
  });

  it('finds by offence, and counts in both scopes what the same words find', async () => {
    const store = await storeWithCrimes();
    expect(await ids(store, '', { offenceCode: '046/00' })).toEqual([number(2)]);
    expect((await list(store, 'balfour', { offenceCode: '028/03' })).counts).toEqual({ mine: 2, area: 1 });
  });

  it('comes in pages', async () => {
    const store = await storeWithCrimes();
    const page = await list(store, '', { offset: 1, limit: 1 });
    expect([page.rows.map((row) => row.id), page.total]).toEqual([[number(1)], 2]);
  });
});

describe('an offence', () => {
  const storeWithOffences = async (): Promise<Store> => {
    const store = await storeWithCrimes();
    const offences = [
      offence({ code: '028/03' }),
      offence({ code: '028/02', text: 'Burglary dwelling, violence' }),
      offence({ code: '046/00', text: 'Theft from shop', category: 'Shoplifting' }),
      offence({ code: '128/00', text: 'Going equipped', category: 'Other' }),
      offence({ code: '280/01', text: 'Other', category: 'Other' }),
    ];
    await bring(
      store,
      'crime',
      offences.map((item) => upsert('offence', item.code, 1, item)),
    );
    return store;
  };
  const find = async (store: Store, text: string, area = 'South Ribble') =>
    (await store.read('crime.offences', { text, limit: 10, area })).map(({ code, used }) => [code, used]);

  it('is found by words, most used in the officer’s area first', async () => {
    const store = await storeWithOffences();
    expect(await find(store, 'burg dwell')).toEqual([
      ['028/03', 1],
      ['028/02', 0],
    ]);
    expect(await find(store, 'shoplifting')).toEqual([['046/00', 1]]);
  });

  it('is found by its new words once HQ has changed it, after a search for its old ones', async () => {
    const store = await storeWithOffences();
    expect(await find(store, 'unlawful ferreting')).toEqual([]);
    await bring(store, 'crime', [
      upsert('offence', '280/01', 2, offence({ code: '280/01', text: 'Unlawful ferreting', category: 'Other' })),
    ]);
    expect(await find(store, 'unlawful ferreting')).toEqual([['280/01', 0]]);
  });

  it('is found by its code, whole or begun, with or without its zeros', async () => {
    const store = await storeWithOffences();
    expect(await find(store, '028/03')).toEqual([['028/03', 1]]);
    expect(await find(store, '28/3')).toEqual([['028/03', 1]]);
    expect(await find(store, '28/0')).toEqual([
      ['028/03', 1],
      ['028/02', 0],
    ]);
    expect(await find(store, '28')).toEqual([
      ['028/03', 1],
      ['028/02', 0],
      ['280/01', 0],
    ]);
  });

  it('comes from the most used of the area when nothing was typed', async () => {
    const store = await storeWithOffences();
    expect((await find(store, '')).map(([code]) => code)).toEqual(['028/03', '046/00', '028/02', '128/00', '280/01']);
    expect((await find(store, '', 'Preston'))[0]).toEqual(['028/03', 1]);
  });
});

describe('the Crime pane’s calls', () => {
  it('show a report with its offence in words and its tasks, by contract, journalled as a view', async () => {
    const store = await temporaryStore();
    const tasks = [task(), task({ id: 'T-8', owner: '9999', dueAt: '2021-05-18T09:00:00.000Z' }), task({ id: 'T-9', crimeId: number(9) })];
    await bring(store, 'crime', [
      upsertCrime(crime()),
      upsert('offence', '028/03', 1, offence()),
      ...tasks.map((item) => upsert('task', item.id, 1, item)),
    ]);
    const ports = room(store);
    const handlers = createCrimeHandlers(ports);
    const shown = await handlers.get({ id: '04/21/06127' });
    expect(shown).toMatchObject({ ok: true, value: { offence: { code: '028/03' }, tasks: [{ id: 'T-8' }, { id: 'T-7' }] } });
    if (shown.ok) expect(() => contract.calls.get.response.parse(shown.value)).not.toThrow();
    expect(ports.notes).toEqual([{ action: 'view', subject: '04/21/06127', detail: '' }]);
    const mine = await handlers.tasks(null);
    expect(mine.ok && mine.value.known && mine.value.value.map(({ id }) => id)).toEqual(['T-7', 'T-9']);
    expect(await handlers.get({ id: '04/21/00001' })).toEqual({ ok: false, code: 'NotFound' });
  });

  it('tell by which provisional id this laptop called a task until HQ had numbered it', async () => {
    const store = await temporaryStore();
    const provisionalId = '0b9f7a52-1f6c-4a0e-8a47-3f1c1f9d2a11';
    await bring(store, 'crime', [
      { op: 'upsert', kind: 'task', id: 'T-6021', version: 1, data: task({ id: 'T-6021' }), provisionalId },
      upsert('task', 'T-7', 1, task()),
    ]);
    const shown = await createCrimeHandlers(room(store)).tasks(null);
    const called = shown.ok && shown.value.known ? shown.value.value.map(({ id, was }) => [id, was]) : [];
    expect(called).toEqual([
      ['T-6021', provisionalId],
      ['T-7', undefined],
    ]);
  });

  it('journal a search without the words that were typed', async () => {
    const store = await storeWithCrimes();
    const ports = room(store);
    const handlers = createCrimeHandlers(ports);
    const query = { scope: 'area', offset: 0, limit: 50 } as const;
    await handlers.list({ ...query, text: '' });
    const found = await handlers.list({ ...query, text: 'Balfour' });
    if (found.ok) expect(() => contract.calls.list.response.parse(found.value)).not.toThrow();
    expect(ports.notes).toEqual([{ action: 'search', subject: 'crime', detail: '1 found' }]);
    expect(await handlers.offences({ text: 'x', limit: 1 })).toEqual({ ok: true, value: { known: true, value: [] } });
  });
});
