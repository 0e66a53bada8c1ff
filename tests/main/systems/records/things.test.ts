import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../contracts/domain/person.ts';
import type { RecordLink } from '../../../../contracts/domain/record-link.ts';
import type { Thing } from '../../../../contracts/domain/thing.ts';
import type { ThingType } from '../../../../contracts/domain/thing-type.ts';
import type { Store } from '../../../../main/store/store.ts';
import { give } from '../../support/give.ts';
import { crime, incident, officer, upsert, upsertCrime, upsertIncident } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const AT = '2021-05-18T14:00:00.000Z';
const thing = (change: Partial<Thing> = {}): Thing => ({
  ...{ id: 'V-3104', version: 1, type: 'vehicle', name: 'PO09 OXL', warnings: [], details: [], decisions: [], area: 'South Ribble' },
  ...{ marking: 'OFFICIAL', createdAt: AT, createdBy: 'PNC' },
  ...change,
});
const detail = (kind: string, text: string): Thing['details'][number] => ({
  ...{ id: `${kind} ${text}`, kind, text, source: 'record', at: AT, by: 'PNC' },
});
const person = (details: Person['details']): Person => ({
  ...{ id: 'N-104201', version: 1, name: 'Lewis Tattersall', warnings: [], decisions: [], area: 'South Ribble', details },
  ...{ marking: 'OFFICIAL', createdAt: AT, createdBy: 'SLEUTH' },
});
const link = (change: Partial<RecordLink>): RecordLink => ({
  ...{ id: 'L-1', version: 1, role: 'keeper', area: 'South Ribble', marking: 'OFFICIAL', createdAt: AT, createdBy: 'PC 2418' },
  ...change,
});
const bringThings = (store: Store, ...things: readonly Thing[]): Promise<void> =>
  bring(
    store,
    'records',
    things.map((one) => upsert('thing', one.id, one.version, one)),
  );
const page = async (store: Store, type: ThingType, id: string) => {
  const found = await store.read('records.thing', { type, id, officer: officer() });
  if (found === undefined) throw new Error('nothing tells of it');
  return found;
};
const rowsOf = async (store: Store, type: ThingType | undefined, text: string) =>
  (await store.read('records.things', { type, text, offset: 0, limit: 50, officer: officer() })).rows;
const found = async (store: Store, text: string) =>
  (await store.read('today.search', { text, officer: officer() })).flatMap(({ items }) => items.map(({ kind, id }) => `${kind} ${id}`));

describe('a vehicle, a place, a telephone number and an object', () => {
  it('of which only logs, crimes and persons tell has a page that says which and as what', async () => {
    const store = await temporaryStore();
    const place = { text: '22 York Close, Leyland', postcode: 'PR25 1AB', area: 'South Ribble' };
    const told = { place, vehicles: [{ plate: 'PO09 OXL', description: 'Silver Corsa', role: 'stolen' as const }] };
    await bring(store, 'storm', [upsertIncident(incident({ ...told, caller: { telephone: '07700 900285' } } as never))]);
    await bring(store, 'crime', [
      upsertCrime(crime({ ...told, property: [{ text: 'Cordless drill', kind: 'stolen', marks: 'SN 4471/22' }] } as never)),
    ]);
    const home = [detail('telephone', '+44 7700 900285'), detail('address', '22 York Cl, Leyland PR25 1AB')];
    await bring(store, 'records', [upsert('person', 'N-104201', 1, person(home))]);
    const partsOf = async (type: ThingType, id: string) =>
      (await page(store, type, id)).parts.map(({ role, kind }) => `${role} ${kind}`).toSorted();
    expect(await partsOf('vehicle', 'PO09OXL')).toEqual(['involved incident', 'stolen crime']);
    expect(await partsOf('place', '22 york close, leyland')).toEqual(['livesAt person', 'scene crime', 'scene incident']);
    expect(await partsOf('telephone', '07700900285')).toEqual(['rang incident', 'uses person']);
    expect(await partsOf('object', 'sn447122')).toEqual(['stolen crime']);
    expect(await page(store, 'vehicle', 'PO09OXL')).toMatchObject({ name: 'PO09 OXL', key: 'PO09OXL', joined: [], similar: [] });
    expect((await page(store, 'vehicle', 'PO09OXL')).record).toBeUndefined();
    expect(await found(store, '(07700) 900285')).toContain('telephone 07700900285');
    expect(await found(store, 'sn-4471')).toContain('object sn447122');
  });

  it('is one with its record, by whichever it is asked: found once, with and without its space, warnings counted', async () => {
    const store = await temporaryStore();
    const warnings = [{ code: 'PU', text: 'Made off from police', at: AT, source: 'PNC' }];
    await bringThings(store, thing({ warnings, details: [detail('description', 'Silver Corsa, dented wing')] }));
    const told = { vehicles: [{ plate: 'po09 oxl', description: 'Grey hatchback' }], openedAt: '2021-05-19T10:00:00.000Z' };
    await bring(store, 'storm', [upsertIncident(incident(told))]);
    for (const text of ['PO09 OXL', 'po09oxl', 'dented wing', 'V-3104'])
      expect(await found(store, text), text).toContain('vehicle PO09OXL');
    expect(await rowsOf(store, 'vehicle', 'po09oxl')).toMatchObject([
      {
        id: 'PO09OXL',
        number: 'V-3104',
        name: 'PO09 OXL',
        detail: 'Silver Corsa, dented wing',
        warnings: 1,
        told: { incidents: 1, crimes: 0 },
      },
    ]);
    expect(await rowsOf(store, 'place', 'po09oxl')).toEqual([]);
    expect(await rowsOf(store, undefined, 'dented')).toHaveLength(1);
    for (const id of ['PO09OXL', 'V-3104']) expect((await page(store, 'vehicle', id)).record).toMatchObject({ id: 'V-3104', warnings });
  });

  it.each<[ThingType, string, string, string]>([
    ['vehicle', 'PO09 OXL', 'P009 OXL', 'misread'],
    ['vehicle', 'PO09 OXL', 'po09oxl', 'sameKey'],
    ['place', '22 York Close, Leyland PR25 1AB', '22 York Cl, Leyland', 'sameAddress'],
    ['telephone', '07700 900285', '+44 7700 900285', 'sameKey'],
    ['object', 'SN 4471/22', 'sn447122', 'sameKey'],
  ])('of two records of a %s that may be one, %s and %s, it says so; of others nothing', async (type, name, other, reason) => {
    const store = await temporaryStore();
    await bringThings(
      store,
      thing({ type, name }),
      thing({ id: 'V-3105', type, name: other }),
      thing({ id: 'V-3106', type, name: '9 Elm Row' }),
    );
    expect((await page(store, type, 'V-3104')).similar).toMatchObject([{ record: { id: 'V-3105' }, reasons: [reason] }]);
  });

  it('made without signal is shown at once, is joined to another by decision, and the decision is taken back', async () => {
    const store = await temporaryStore();
    await bringThings(store, thing(), thing({ id: 'V-3105', name: 'P009 OXL' }));
    const id = randomUUID();
    await give(store, 'records', 'thing.create', { type: 'object', name: 'SN 9', source: 'officer', marking: 'OFFICIAL' }, { itemId: id });
    expect(await rowsOf(store, 'object', '')).toHaveLength(1);
    const pair = { thingId: 'V-3104', otherId: 'V-3105' };
    await give(store, 'records', 'thing.merge', pair);
    expect(await page(store, 'vehicle', 'V-3105')).toMatchObject({ joined: [{ id: 'V-3104' }], similar: [] });
    await give(store, 'records', 'thing.unmerge', pair);
    expect(await page(store, 'vehicle', 'V-3105')).toMatchObject({ joined: [], similar: [{ record: { id: 'V-3104' } }] });
  });

  it('and the person who keeps it each say so', async () => {
    const store = await temporaryStore();
    await bringThings(store, thing());
    await bring(store, 'records', [
      upsert('person', 'N-104201', 1, person([])),
      upsert('link', 'L-1', 1, link({ personId: 'N-104201', thingId: 'V-3104' })),
      upsert('link', 'L-2', 1, link({ id: 'L-2', role: 'used', thingId: 'V-3104', crimeId: '04/21/06127' })),
    ]);
    expect((await page(store, 'vehicle', 'V-3104')).parts.map(({ role, kind, id }) => [role, kind, id])).toEqual([
      ['keeper', 'person', 'N-104201'],
      ['used', 'crime', '04/21/06127'],
    ]);
    const keeper = await store.read('records.person', { id: 'N-104201', officer: officer() });
    expect(keeper?.parts).toMatchObject([{ role: 'keeper', kind: 'thing', id: 'V-3104', title: 'PO09 OXL' }]);
  });

  it('and a person that links join to a task stand on it until the link is withdrawn', async () => {
    const store = await temporaryStore();
    await bringThings(store, thing());
    await bring(store, 'records', [
      upsert('person', 'N-104201', 1, person([])),
      upsert('link', 'L-1', 1, link({ personId: 'N-104201', taskId: 'T-6021', role: 'suspect' })),
      upsert('link', 'L-2', 1, link({ id: 'L-2', role: 'seen', thingId: 'V-3104', taskId: 'T-6021' })),
    ]);
    const linked = () => store.read('records.ofTask', { id: 'T-6021', officer: officer() });
    expect(await linked()).toEqual([
      { kind: 'person', id: 'N-104201', name: 'Lewis Tattersall', role: 'suspect', warnings: 0 },
      { kind: 'thing', id: 'V-3104', name: 'PO09 OXL', role: 'seen', warnings: 0 },
    ]);
    await give(store, 'records', 'link.withdraw', { linkId: 'L-1', reason: 'Another man' });
    expect(await linked()).toHaveLength(1);
  });
});
