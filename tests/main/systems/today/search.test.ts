import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { crime, incident, line, officer, task, unit, upsert, upsertCrime, upsertIncident, upsertUnit } from '../../support/items.ts';
import { search } from '../../support/search.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const keys = async (store: Store, text: string) => (await search(store, text)).map(({ kind, id }) => `${kind} ${id}`);
const log = (id: string, change: object = {}) =>
  upsertIncident(incident({ id, openedAt: `${id.slice(3, 7)}-${id.slice(7, 9)}-${id.slice(9, 11)}T10:00:00.000Z`, ...change }));

describe('the search box', () => {
  it('gives every kind its share of the answer, the newest of it, and says how many there are', async () => {
    const store = await temporaryStore();
    const place = { text: 'Hough Lane, Leyland', area: 'South Ribble' };
    const old = Array.from({ length: 100 }, (_, n) => upsertCrime(crime({ id: `04/20/${String(n).padStart(5, '0')}`, place })));
    await bring(store, 'crime', [...old, upsertCrime(crime({ id: '04/21/00001', place }))]);
    // The oldest comes last, as a feed may bring it.
    const days = Array.from({ length: 28 }, (_, day) => `LC-202105${String(day + 1).padStart(2, '0')}-0001`);
    await bring(
      store,
      'storm',
      [...days, 'LC-20210101-0001'].map((id) => log(id, { place })),
    );
    await bring(store, 'crime', [
      upsert('task', 'T-9', 1, task({ id: 'T-9', text: 'Leyland' })),
      upsert('task', 'T-10', 1, task({ id: 'T-10', text: 'Leyland' })),
    ]);
    const { items, total } = await store.read('today.search', { text: 'leyland', officer: officer() });
    const of = (kind: string) => items.filter((item) => item.kind === kind).map(({ id }) => id);
    expect([items.length, total]).toEqual([50, 132]);
    expect(of('incident').slice(0, 2)).toEqual(['LC-20210528-0001', 'LC-20210527-0001']);
    expect(of('crime').slice(0, 2)).toEqual(['04/21/00001', '04/20/00099']);
    expect([of('incident').length, of('crime').length, of('task')]).toEqual([29, 19, ['T-10', 'T-9']]);
  });

  it('prefers my own latest log of a serial to another’s of today', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [
      upsertUnit(unit()),
      log('LC-20210518-1597', { resources: [] }),
      log('LC-20210517-1597'),
      log('LC-20210516-1597', { state: 'closed', closedAt: '2021-05-16T12:00:00.000Z' }),
      log('LC-20210515-1597', { resources: [] }),
    ]);
    const ids = ['LC-20210517-1597', 'LC-20210516-1597', 'LC-20210518-1597', 'LC-20210515-1597'];
    expect(await keys(store, '1597')).toEqual(ids.map((id) => `incident ${id}`));
  });

  it('finds a crime by the serial that is spoken, a report by its offence code, a log by its serial and day', async () => {
    const store = await temporaryStore();
    await bring(store, 'crime', [
      upsertCrime(crime({ id: '04/21/06109', offenceCode: '028/03' })),
      upsertCrime(crime({ id: '04/21/06110', offenceCode: '008/01' })),
      upsert('task', 'T-6109', 1, task({ id: 'T-6109' })),
    ]);
    await bring(store, 'storm', [log('LC-20211128-0968', { resources: [] }), log('LC-20211127-0968')]);
    expect(await keys(store, '6109')).toEqual(['crime 04/21/06109', 'task T-6109']);
    expect(await keys(store, '028/03')).toEqual(['crime 04/21/06109']);
    expect(await keys(store, '968 28/11')).toEqual(['incident LC-20211128-0968']);
    expect(await keys(store, '04/21/06110')).toEqual(['crime 04/21/06110']);
  });

  it.each([
    ['PX21KTD', 'PX21 KTD'],
    ['PX21 KTD', 'PX21KTD'],
    ['pr251ab', 'PR25 1AB'],
    ['PR25 1AB', 'pr251ab'],
    ['M1 1AE', 'M11AE'],
    ['p123abc', 'P123 ABC'],
  ])('finds %s where %s was written', async (typed, written) => {
    const store = await temporaryStore();
    await bring(store, 'storm', [log('LC-20210518-0001', { lines: [line({ text: `Seen: ${written}, gone.` })] }), log('LC-20210518-0002')]);
    expect(await keys(store, typed)).toEqual(['incident LC-20210518-0001']);
    expect((await search(store, typed))[0]?.match).toBe(`Seen: ${written}, gone.`);
  });

  it('says in which words it was found, where its row does not show them', async () => {
    const store = await temporaryStore();
    const long = `${'A long account of it. '.repeat(40)}The Cafetière went over the wall. ${'And on. '.repeat(100)}`;
    await bring(store, 'storm', [log('LC-20210518-0001', { lines: [line(), line({ id: 'L2', text: 'Silver Corsa, grey hooded top' })] })]);
    await bring(store, 'crime', [upsertCrime(crime({ method: long }))]);
    expect((await search(store, 'hooded'))[0]).toMatchObject({ match: 'Silver Corsa, grey hooded top' });
    expect((await search(store, 'burglary'))[0]).not.toHaveProperty('match');
    const found = (await search(store, 'cafetiere'))[0]?.match ?? '';
    expect(found).toContain('The Cafetière went over the wall.');
    expect(found.length).toBeLessThan(160);
  });
});
