import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../contracts/domain/person.ts';
import type { RecordLink } from '../../../../contracts/domain/record-link.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createRecordsHandlers } from '../../../../main/systems/records/handlers.ts';
import { give } from '../../support/give.ts';
import { crime, incident, officer, upsert, upsertCrime, upsertIncident } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const AT = '2021-05-18T14:00:00.000Z';
const LOG = 'LC-20210518-1587';
const ONE = 'N-104201';
const OTHER = 'N-104202';

const detail = (kind: string, text: string, id = `${kind} ${text}`): Person['details'][number] => ({
  ...{ id, kind, text, source: 'self', at: AT, by: 'SLEUTH' },
});
const person = (change: Partial<Person> = {}): Person => ({
  ...{ id: ONE, version: 1, name: 'Lewis Tattersall', born: '1988-03-14', warnings: [], decisions: [], area: 'South Ribble' },
  details: [detail('address', '22 York Close, Leyland PR25'), detail('telephone', '07700 900285')],
  ...{ marking: 'OFFICIAL', createdAt: AT, createdBy: 'SLEUTH' },
  ...change,
});
/** The same person, as control typed it once. */
const typed = (change: Partial<Person> = {}): Person => {
  const { born: _, ...rest } = person({ id: OTHER, name: 'Lewis Tatersall', details: [detail('telephone', '+44 7700 900285')] });
  return { ...rest, ...change };
};
const link = (change: Partial<RecordLink> = {}): RecordLink => ({
  ...{ id: 'L-1', version: 1, personId: ONE, role: 'victim', incidentId: LOG, area: 'South Ribble', marking: 'OFFICIAL' },
  ...{ createdAt: AT, createdBy: 'PC 2418' },
  ...change,
});
const bringAll = (store: Store, persons: readonly Person[], links: readonly RecordLink[] = []): Promise<void> =>
  bring(store, 'records', [
    ...persons.map((one) => upsert('person', one.id, one.version, one)),
    ...links.map((one) => upsert('link', one.id, one.version, one)),
  ]);
const get = async (store: Store, id = ONE) => {
  const found = await store.read('records.person', { id, officer: officer() });
  if (found === undefined) throw new Error('no such person');
  return found;
};
const names = async (store: Store, text: string): Promise<string[]> =>
  (await store.read('records.persons', { text, offset: 0, limit: 50, officer: officer() })).rows.map(({ name }) => name);

describe('a person on this laptop', () => {
  it('is found by words, by what sounds so, by telephone in any form and by number', async () => {
    const store = await temporaryStore();
    await bringAll(store, [person(), typed({ name: 'Carol Holden', details: [] })]);
    expect(await names(store, 'tattersall')).toEqual(['Lewis Tattersall']);
    expect(await names(store, 'tatersal')).toEqual(['Lewis Tattersall']);
    expect(await names(store, '07700900285')).toEqual(['Lewis Tattersall']);
    expect(await names(store, ONE)).toEqual(['Lewis Tattersall']);
    expect(await names(store, 'york close')).toEqual(['Lewis Tattersall']);
    expect(await names(store, '14/03/1988')).toEqual(['Lewis Tattersall']);
    expect(await names(store, '')).toHaveLength(2);
    expect(await store.read('records.persons', { text: 'holden', offset: 5, limit: 5, officer: officer() })).toMatchObject({
      rows: [],
      total: 1,
    });
  });

  it('has the parts that links say first named by the record, and the texts that name them', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident())]);
    await bring(store, 'crime', [
      upsertCrime(crime({ method: 'Told by LEWIS TATTERSALL of number 22' })),
      upsertCrime(crime({ id: '04/21/06128' })),
    ]);
    await bringAll(
      store,
      [person()],
      [link(), link({ id: 'L-2', role: 'witness' }), link({ id: 'L-3', crimeId: '04/21/09999', incidentId: undefined as never })],
    );
    const { parts, similar, joined } = await get(store);
    expect(parts.map(({ role, kind, title }) => [role, kind, title])).toEqual([
      ['victim', 'incident', 'Burglary, suspect may be near'],
      ['witness', 'incident', 'Burglary, suspect may be near'],
      ['named', 'crime', 'Burglary, 14 Balfour Street'],
      ['victim', 'crime', '04/21/09999'],
    ]);
    expect([similar, joined]).toEqual([[], []]);
  });

  it('has the parts that a report itself gives the record, each once', async () => {
    const store = await temporaryStore();
    const people = [
      { name: 'Lewis Tattersall', roles: ['victim', 'reportingPerson'], personId: ONE },
      { name: 'Lewis Tattersall', roles: ['suspect'], personId: OTHER },
    ];
    await bring(store, 'crime', [upsertCrime(crime({ people: people as never }))]);
    await bringAll(store, [person()], [link({ incidentId: undefined as never, crimeId: '04/21/06127' })]);
    expect((await get(store)).parts.map(({ role, linkId }) => [role, linkId])).toEqual([
      ['victim', 'L-1'],
      ['reportingPerson', undefined],
    ]);
  });

  it('is found in the reports that name the record, under whatever name it is there', async () => {
    const store = await temporaryStore();
    const people = [{ name: 'L. Tattersal', roles: ['victim'], personId: ONE }];
    await bring(store, 'crime', [upsertCrime(crime({ people: people as never }))]);
    await bringAll(store, [person({ name: 'Lewis Holden' })]);
    expect((await get(store)).parts).toMatchObject([{ role: 'victim', kind: 'crime', id: '04/21/06127' }]);
    await bring(store, 'crime', [upsertCrime(crime({ version: 2, people: [] }))]);
    expect((await get(store)).parts).toEqual([]);
  });

  it('and a child of one name each say what the other is', async () => {
    const store = await temporaryStore();
    const child = person({ id: OTHER, born: '2012-05-09' });
    await bringAll(store, [person(), child], [link({ role: 'parent', otherId: OTHER, incidentId: undefined as never })]);
    expect((await get(store)).parts).toMatchObject([{ role: 'parent', kind: 'person', id: OTHER }]);
    expect(await get(store, OTHER)).toMatchObject({ parts: [{ role: 'child', kind: 'person', id: ONE }], similar: [] });
  });

  it('made without signal is found, linked and numbered like any other', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident())]);
    await bringAll(store, []);
    const made = randomUUID();
    const given = { name: 'Beth Livesey', telephones: ['07700 900111'], source: 'self' as const, marking: 'OFFICIAL' };
    expect((await give(store, 'records', 'person.create', given, { itemId: made })).ok).toBe(true);
    expect(
      (await give(store, 'records', 'link.create', { personId: made, role: 'witness', incidentId: LOG, marking: 'OFFICIAL' })).ok,
    ).toBe(true);
    const report = {
      ...{ type: 'Burglary', title: 'Burglary', committedFrom: AT, method: '', place: { text: '9 Duke Street', area: 'South Ribble' } },
      ...{ people: [{ name: 'B. L.', roles: ['suspect'], personId: made }], marking: 'OFFICIAL' },
    } as const;
    expect(await give(store, 'crime', 'crime.create', report as never)).toMatchObject({ ok: true });
    expect(await names(store, 'livesey')).toEqual(['Beth Livesey']);
    expect(await get(store, made)).toMatchObject({
      record: { id: made, version: 0, sending: 'waiting', details: [{ kind: 'telephone', text: '07700 900111' }] },
      parts: [
        { role: 'suspect', kind: 'crime', title: 'Burglary' },
        { role: 'witness', kind: 'incident', id: LOG, sending: 'waiting' },
      ],
    });
    const hq = { ...upsert('person', 'N-7', 1, person({ id: 'N-7', name: 'Beth Livesey' })), provisionalId: made };
    await bring(store, 'records', [hq]);
    expect(await get(store, made)).toMatchObject({
      record: { id: 'N-7' },
      parts: [
        { recordId: 'N-7', kind: 'crime' },
        { recordId: 'N-7', id: LOG },
      ],
    });
  });

  it('shows at once what is added and withdrawn, as unsent', async () => {
    const store = await temporaryStore();
    await bringAll(store, [person()], [link()]);
    await give(store, 'records', 'person.add', { personId: ONE, kind: 'note', text: 'Works nights', source: 'self' });
    await give(store, 'records', 'link.withdraw', { linkId: 'L-1', reason: 'His brother' });
    expect(await get(store)).toMatchObject({
      record: { details: [{}, {}, { kind: 'note', text: 'Works nights', by: 'PC 2418', sending: 'waiting' }] },
      parts: [{ withdrawn: { by: 'PC 2418', reason: 'His brother' }, sending: 'waiting' }],
    });
    expect((await give(store, 'records', 'link.withdraw', { linkId: 'L-1', reason: 'Again' })).ok).toBe(false);
  });
});

describe('the persons of a log', () => {
  const VIOLENT = { code: 'VI', text: 'Violent towards police', at: AT, source: 'PNC' };
  const ofLog = (store: Store, id = LOG) => store.read('records.ofLog', { id, officer: officer() });

  it('are those whom links join to it, each once, who rang first, with the warnings of all records that are of them', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident({ caller: { name: 'Mr Lewis Tattersall, 38' } }))]);
    const apart = { id: 'N-104299', name: 'Carol Holden', details: [] };
    const same = { personId: OTHER, decision: 'same' as const, at: AT, by: 'PC 4127' };
    await bringAll(
      store,
      [person({ decisions: [same] }), typed({ warnings: [VIOLENT] }), person(apart)],
      [
        link({ id: 'L-0', personId: apart.id, role: 'witness' }),
        link(),
        link({ id: 'L-2', personId: OTHER, role: 'owner' }),
        link({ id: 'L-3', personId: 'N-9' }),
      ],
    );
    expect(await ofLog(store)).toEqual([
      {
        ...{ id: ONE, name: 'Lewis Tattersall', born: '1988-03-14', address: '22 York Close, Leyland PR25', telephone: '07700 900285' },
        ...{ roles: ['victim', 'owner'], caller: true, warnings: [VIOLENT] },
      },
      { id: apart.id, name: 'Carol Holden', born: '1988-03-14', roles: ['witness'], caller: false, warnings: [] },
    ]);
  });

  it('are not those whose link was withdrawn, here or at HQ', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident())]);
    const withdrawn = { at: AT, by: 'PC 4127', reason: 'Another one' };
    await bringAll(store, [person(), typed()], [link({ role: 'reportingPerson' }), link({ id: 'L-2', personId: OTHER, withdrawn })]);
    expect(await ofLog(store)).toMatchObject([{ id: ONE, caller: true }]);
    await give(store, 'records', 'link.withdraw', { linkId: 'L-1', reason: 'Not them' });
    expect(await ofLog(store)).toEqual([]);
    expect(await ofLog(store, 'LC-20210518-0001')).toEqual([]);
  });
});

describe('two records of perhaps one person', () => {
  it('are suggested with reasons and stay two until an officer decides; joined they are shown as one, and taken apart again', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertIncident(incident())]);
    await bringAll(store, [person(), typed()], [link({ personId: OTHER, role: 'reportingPerson' })]);
    const [similar] = (await get(store)).similar;
    expect(similar).toMatchObject({ record: { id: OTHER }, parts: [{ id: LOG }] });
    expect(similar?.reasons).toContain('sameTelephone');
    expect((await get(store)).parts).toEqual([]);

    await give(store, 'records', 'person.merge', { personId: OTHER, otherId: ONE });
    const one = await get(store);
    expect(one).toMatchObject({ similar: [], joined: [{ id: OTHER }], parts: [{ recordId: OTHER, id: LOG }] });
    expect(one.record.decisions).toMatchObject([{ personId: OTHER, decision: 'same', by: 'PC 2418', sending: 'waiting' }]);
    expect(await get(store, OTHER)).toMatchObject({ joined: [{ id: ONE }] });
    const { rows } = await store.read('records.persons', { text: '', offset: 0, limit: 9, officer: officer() });
    expect(rows.find(({ id }) => id === OTHER)).toMatchObject({ born: '1988-03-14', bornOf: ONE, address: '22 York Close, Leyland PR25' });
    expect(rows.find(({ id }) => id === ONE)).not.toHaveProperty('bornOf');

    await give(store, 'records', 'person.unmerge', { personId: ONE, otherId: OTHER });
    const apart = await get(store);
    expect(apart).toMatchObject({ joined: [], similar: [{ record: { id: OTHER } }], parts: [] });
    expect(apart.record.decisions.map(({ decision }) => decision)).toEqual(['same', 'undone']);
  });

  it('that an officer has said are two people are not suggested again', async () => {
    const store = await temporaryStore();
    await bringAll(store, [person({ decisions: [{ personId: OTHER, decision: 'apart', at: AT, by: 'PC 4127' }] }), typed()]);
    expect((await get(store)).similar).toEqual([]);
  });

  it('are never merged with themselves, nor with one that is not here', async () => {
    const store = await temporaryStore();
    await bringAll(store, [person()]);
    expect(await give(store, 'records', 'person.merge', { personId: ONE, otherId: ONE })).toMatchObject({ ok: false });
    expect(await give(store, 'records', 'person.merge', { personId: ONE, otherId: 'N-9' })).toMatchObject({ ok: false });
  });
});

describe('the journal', () => {
  it('has each consultation and each search, and never what was typed', async () => {
    const store = await temporaryStore();
    await bringAll(store, [person()], [link()]);
    const ports = room(store);
    const records = createRecordsHandlers(ports);
    await records.persons({ text: 'tattersall', offset: 0, limit: 10 });
    expect(await records.ofLog({ id: LOG })).toMatchObject({ value: { known: true, value: [{ id: ONE }] } });
    expect(await records.ofLog({ id: 'LC-20210518-0001' })).toEqual({ ok: true, value: { known: true, value: [] } });
    await records.person({ id: ONE });
    await records.person({ id: ONE });
    expect(await records.person({ id: 'N-9' })).toMatchObject({ ok: false, code: 'NotFound' });
    expect(ports.notes).toEqual([
      { action: 'search', subject: 'person', detail: '1 found' },
      { action: 'view', subject: LOG, detail: 'records of its persons' },
      { action: 'view', subject: ONE, detail: '' },
    ]);
  });
});
