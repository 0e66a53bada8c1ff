import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { crime, incident, line, officer, task, unit, upsert, upsertCrime, upsertIncident, upsertUnit } from '../../support/items.ts';
import { search } from '../../support/search.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const keys = async (store: Store, text: string) => (await search(store, text)).map(({ kind, id }) => `${kind} ${id}`);
const log = (id: string, change: object = {}) =>
  upsertIncident(incident({ id, openedAt: `${id.slice(3, 7)}-${id.slice(7, 9)}-${id.slice(9, 11)}T10:00:00.000Z`, ...change }));

describe('the search box', () => {
  it('gives the first of every kind and says how many there are: open work before what is closed, the newest of each first', async () => {
    const store = await temporaryStore();
    const place = { text: 'Hough Lane, Leyland', area: 'South Ribble' };
    const filed = { place, status: 'filed', officerInCase: '1' } as const;
    const old = Array.from({ length: 100 }, (_, n) => upsertCrime(crime({ id: `04/20/${String(n).padStart(5, '0')}`, ...filed })));
    const open = crime({ id: '04/19/00001', ...filed, status: 'open', reportedAt: '2019-05-18T14:14:00.000Z' });
    await bring(store, 'crime', [...old, upsertCrime(crime({ id: '04/21/00001', ...filed })), upsertCrime(open)]);
    // The oldest comes last, as a feed may bring it.
    const days = Array.from({ length: 28 }, (_, day) => `LC-202105${String(day + 1).padStart(2, '0')}-0001`);
    const closed = { place, resources: [], state: 'closed', vehicles: [] } as const;
    await bring(store, 'storm', [
      upsertUnit(unit()),
      ...[...days, 'LC-20210101-0001'].map((id) => log(id, closed)),
      log('LC-20201224-0001', { ...closed, state: 'open' }),
      log('LC-20201223-0001', { place, state: 'closed', vehicles: [] }),
    ]);
    await bring(store, 'crime', [
      upsert('task', 'T-9', 1, task({ id: 'T-9', text: 'Leyland' })),
      upsert('task', 'T-10', 1, task({ id: 'T-10', text: 'Leyland' })),
    ]);
    const groups = await store.read('today.search', { text: 'leyland', officer: officer() });
    expect(groups.map(({ kind, total }) => [kind, total])).toEqual([
      ['incident', 31],
      ['crime', 102],
      ['place', 1],
      ['task', 2],
    ]);
    const of = (kind: string) => groups.find((group) => group.kind === kind)?.items.map(({ id }) => id);
    expect(of('incident')).toEqual(['LC-20201223-0001', 'LC-20201224-0001', 'LC-20210528-0001', 'LC-20210527-0001']);
    expect(of('crime')?.slice(0, 2)).toEqual(['04/19/00001', '04/21/00001']);
    expect(of('task')).toEqual(['T-10', 'T-9']);
    const [only] = (await store.read('today.search', { text: 'leyland', only: 'crime', officer: officer() })).filter(
      ({ items }) => items.length > 0,
    );
    expect([only?.kind, only?.total, only?.items.length]).toEqual(['crime', 102, 50]);
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
    for (const typed of ['04/21/06110', '4/21/6110', '04 21 06110', '042106110', '6110', '06110'])
      expect(await keys(store, typed), typed).toContain('crime 04/21/06110');
    expect(await keys(store, '28/3')).toContain('crime 04/21/06109');
    for (const typed of ['T-6109', 't6109', 'task 6109']) expect(await keys(store, typed), typed).toContain('task T-6109');
    expect(await keys(store, 'log 968 of 28/11/21')).toEqual(['incident LC-20211128-0968']);
  });

  it('finds a telephone number in every form in which it is written and typed, an officer by the collar number', async () => {
    const store = await temporaryStore();
    const forms = ['07700 900127', '+44 7700 900127', '+44 (0)7700 900127', '0044 7700 900127', '07700900127', '07700-900-127'];
    await bring(
      store,
      'storm',
      forms.map((form, n) => log(`LC-20210518-000${n}`, { lines: [line({ text: `Rang from ${form}, no answer.` })] })),
    );
    await bring(store, 'people', [upsert('officer', 'LC002418', 1, officer())]);
    for (const form of [...forms, '07700 90'])
      expect((await store.read('today.search', { text: form, officer: officer() }))[0]?.total, form).toBe(forms.length);
    expect(await keys(store, 'PC 2418')).toContain('officer LC002418');
  });

  it.each([
    ['Łukasz Børresen', 'lukasz borresen'],
    ['Łukasz Børresen', 'ŁUKASZ'],
    ['Đorđe Weiß', 'dorde weiss'],
    ['Siân Ŵyn', 'sian wyn'],
    ["Mary O'Brien", 'obrien'],
    ['Mary O’Brien', "o'brien"],
    ['Mary O’Brien', 'brien'],
    ['Şükrü Yıldız', 'sukru yildiz'],
  ])('finds %s by %s', async (name, typed) => {
    const store = await temporaryStore();
    await bring(store, 'crime', [upsertCrime(crime({ people: [{ name, roles: ['victim'] }] }))]);
    expect(await keys(store, typed)).toEqual(['crime 04/21/06127']);
    expect((await search(store, typed))[0]?.match).toBe(name);
  });

  it('tells of a vehicle and of a place how many logs and crimes there are, until none tells of them any more', async () => {
    const store = await temporaryStore();
    const place = { text: '22 York Close, Leyland', postcode: 'PR25 1AB', area: 'South Ribble' };
    const told = { place, vehicles: [{ plate: 'PK09 OXL', description: 'Silver Corsa' }] };
    await bring(store, 'storm', [log('LC-20210518-0001', told), log('LC-20210519-0001', told)]);
    await bring(store, 'crime', [upsertCrime(crime({ ...told, reportedAt: '2021-05-18T14:14:00.000Z' }))]);
    const toldBy = async (text: string) =>
      (await store.read('today.search', { text, officer: officer() })).flatMap(({ items }) =>
        items.filter((item) => item.told !== undefined),
      );
    const [vehicle, found] = [await toldBy('pk09oxl'), await toldBy('york close')];
    expect(vehicle).toMatchObject([{ kind: 'vehicle', title: 'PK09 OXL', detail: 'Silver Corsa', told: { incidents: 2, crimes: 1 } }]);
    expect(found).toMatchObject([{ kind: 'place', title: place.text, detail: 'PR25 1AB', told: { incidents: 2, crimes: 1 } }]);
    await bring(store, 'storm', [
      log('LC-20210518-0001', { version: 2 }),
      { op: 'delete', kind: 'incident', id: 'LC-20210519-0001', version: 2 },
    ]);
    await bring(store, 'crime', [{ op: 'delete', kind: 'crime', id: '04/21/06127', version: 2 }]);
    expect(await toldBy('york close')).toEqual([]);
  });

  it.each([
    ['PX21 KTD', 'PX21KTD px21ktd PX21K PX21KT', 'PX 21 KTD', 'PX21 KT', 'PX21-KTD'],
    ['PX21KTD', 'PX21KTD PX21KT', 'PX21 KTD', 'PX21 KT', 'px 21 ktd'],
    ['P123 ABC', 'p123abc', 'P 123 ABC', 'P123 AB'],
    ['ABC 123D', 'ABC123D ABC123', 'abc 123d', 'ABC 123 D'],
    ['ABC123D', 'abc123d', 'ABC 123D', 'ABC 123'],
    ['OIG 1234', 'OIG1234 oig12', 'OIG 12'],
    ['OIG1234', 'OIG1234', 'OIG 1234'],
    ['1234 AB', '1234AB', '1234 A'],
    ['1234AB', '1234AB', '1234 AB'],
    ['Q123 ABC', 'Q123ABC', 'Q 123 ABC'],
    ['PR25 1AB', 'PR251AB pr251ab PR251 PR251A', 'pr25  1ab', 'PR25\u00a01AB', 'PR25-1AB'],
    ['PR251AB', 'PR251AB', 'PR25 1AB', 'pr25 1a'],
    ['M1 1AE', 'M11AE m11a', 'M1 1A'],
    ['SW1A 1AA', 'SW1A1AA', 'sw1a 1a'],
    ['W1A0AX', 'w1a0ax', 'W1A 0AX'],
    ['07700 900127', '07700900127 447700900127 00447700900127', '0770 0900127', '07700.900.127', '+44(0)7700900127', 'seen 07700900127'],
    ['07700900127', '07700900127 447700900127', '07700 900 127', '(07700) 900127', 'seen 07700 900127', '44 7700 900127 seen'],
    ['020 7946 0958', '02079460958 442079460958', '(020) 79460958', '+44 20 7946 0958'],
    ['QQ 12 34 56 C', 'QQ123456C qq123456', 'QQ 123456 C', 'QQ 12 34'],
    ['QQ123456C', 'QQ123456C', 'QQ 12 34 56 C', 'QQ 123456 C'],
    ['35-209900-176148-1', '352099001761481', '35 209900 176148 1'],
    ['352099001761481', '352099001761481', '35-209900-176148-1'],
    ['LC-20210518-0009', 'LC202105180009 lc202105180009', 'LC 20210518 0009', '20210518-0009'],
  ])('finds %s where it is typed with and without its spaces', async (written, words, ...typed) => {
    const store = await temporaryStore();
    await bring(store, 'storm', [log('LC-20210518-0001', { lines: [line({ text: `Seen: ${written}, gone.` })] }), log('LC-20210518-0002')]);
    for (const text of [...words.split(' '), ...typed]) expect(await keys(store, text), text).toEqual(['incident LC-20210518-0001']);
    expect((await search(store, written))[0]?.match).toBe(`Seen: ${written}, gone.`);
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
