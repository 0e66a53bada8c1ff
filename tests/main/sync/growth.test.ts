import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OtherFields } from '../../../contracts/domain/growing.ts';
import type { System } from '../../../contracts/hq/feeds.ts';
import { domains } from '../../../contracts/ipc/index.ts';
import { feedKinds } from '../../../contracts/systems/index.ts';
import { splitOthers } from '../../../main/sync/other-fields.ts';
import { parsePage } from '../../../main/sync/page.ts';
import { systemsInStore } from '../../../main/systems/index.ts';
import { crime, cursor, duty, incident, line, offence, officer, task, unit, upsert } from '../support/items.ts';
import { bring, temporaryStore } from '../support/store.ts';

const list = { id: 'status', version: 1, entries: [{ code: '6', label: 'At scene' }] };
const balance = { id: 'balance', version: 1, annualLeaveDays: 20, timeOffInLieuMinutes: 90, restDaysOwed: 0 };
/** An item of every kind of every feed, with the words that HQ may add to at their places. */
const items: readonly {
  readonly system: System;
  readonly kind: string;
  readonly id: string;
  readonly item: object;
  readonly words: readonly string[];
}[] = [
  {
    ...{ system: 'storm', kind: 'incident', id: incident().id, item: incident({ lines: [line(), line({ id: 'L2' })] }) },
    words: ['state', 'marking', 'lines.0.kind'],
  },
  { system: 'storm', kind: 'unit', id: unit().callSign, item: unit(), words: [] },
  { system: 'storm', kind: 'codeList', id: 'status', item: list, words: [] },
  {
    ...{ system: 'crime', kind: 'crime', id: crime().id },
    item: crime({ property: [{ text: 'Watch', kind: 'stolen' }], outcome: { code: 14, text: 'Evidential difficulties' } }),
    words: ['status', 'marking', 'people.0.roles.0', 'property.0.kind'],
  },
  { system: 'crime', kind: 'task', id: task().id, item: task(), words: ['state', 'priority'] },
  { system: 'crime', kind: 'offence', id: offence().code, item: offence(), words: [] },
  { system: 'people', kind: 'officer', id: officer().staffId, item: officer(), words: ['roles.0'] },
  { system: 'people', kind: 'duty', id: duty().id, item: duty(), words: ['kind'] },
  { system: 'people', kind: 'balance', id: 'balance', item: balance, words: [] },
];

/** Names that the program gives a meaning of its own elsewhere, and those that JavaScript does. */
const awkward = [
  'own',
  'sending',
  'draft',
  'asOf',
  'other',
  'tasks',
  'mine',
  'seenUntil',
  'constructor',
  'toString',
  '__proto__',
  'hasOwnProperty',
];
const name = fc.oneof(fc.stringMatching(/^new[A-Za-z_]{0,20}$/), fc.constantFrom(...awkward));
const scalar = fc.oneof(fc.stringMatching(/^[ -~é–]{0,40}$/), fc.integer(), fc.boolean());
const { extra } = fc.letrec<{ extra: unknown }>((tie) => ({
  extra: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(scalar, { maxLength: 4 }),
    fc.array(tie('extra'), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie('extra')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
  ),
}));
const extras = fc.array(fc.tuple(name, extra), { minLength: 1, maxLength: 5 });

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Every object in a value, itself first. */
const objectsIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.flatMap(objectsIn) : isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
const put = (into: object, path: string, value: unknown): void => {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const at = steps.reduce<unknown>((object, step) => (object as Record<string, unknown>)[step], into) as Record<string, unknown>;
  at[last] = value;
};
const add = (object: Record<string, unknown>, key: string, value: unknown): void => {
  if (!Object.hasOwn(object, key)) Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
};

const grown = fc.constantFrom(...items).chain((one) =>
  fc
    .record({
      places: fc.array(fc.tuple(fc.nat(), extras), { minLength: 1, maxLength: 4 }),
      word: fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,30}$/),
    })
    .map(({ places, word }) => {
      const item = structuredClone(one.item);
      for (const path of one.words) put(item, path, word);
      const objects = objectsIn(item);
      for (const [index, fields] of places) {
        const object = objects[index % objects.length];
        if (object !== undefined) for (const [key, value] of fields) add(object, key, value);
      }
      return { ...one, item };
    }),
);

describe('a feed that has grown at HQ', () => {
  it('is taken, kept and shown: any item of today with fields, and with words, that this version does not know', () => {
    fc.assert(
      fc.property(grown, ({ system, kind, id, item }) => {
        const page = parsePage(systemsInStore.describers, system, [upsert(kind, id, 2, item), cursor('1')]);
        expect(page?.setAside).toEqual([]);
        const [taken] = page?.changes ?? [];
        const body = taken !== undefined && 'body' in taken ? taken.body : undefined;
        // It comes back: kept as HQ gave it, whatever its names are.
        expect(JSON.parse(JSON.stringify(body))).toEqual(JSON.parse(JSON.stringify(item)));
        const { known, other } = splitOthers(system, kind as never, JSON.parse(JSON.stringify(body)));
        const schema = (feedKinds[system] as Record<string, { parse(value: unknown): unknown }>)[kind];
        expect(known).toEqual(schema?.parse(item));
        for (const { path, value } of other?.fields ?? []) {
          expect(path.length).toBeGreaterThan(0);
          expect(['string', 'number', 'boolean']).toContain(typeof value);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is shown where the item is: other fields as text, and never in the place of the program’s own', async () => {
    const store = await temporaryStore();
    const added = {
      weather: 'Fog',
      own: true,
      sending: 'refused',
      draft: 'not mine',
      other: 'HQ’s',
      callBack: { number: '01772 614444', tries: 2 },
    };
    const log = incident({ state: 'paused', marking: 'SECRET', lines: [{ ...line({ kind: 'transfer' }), ...added }] });
    const paused = { ...log, grade: 7, ...added };
    await bring(store, 'storm', [upsert('incident', log.id, 1, paused), upsert('unit', 'LD21', 1, unit({ status: 42 }))]);
    const shown = await store.read('storm.get', { id: log.id, officer: officer() });
    expect(domains.storm.calls.get.response.safeParse(shown).success).toBe(true);
    expect(shown).toMatchObject({ state: 'paused', marking: 'SECRET', grade: 7 });
    expect(shown?.lines).toEqual([line({ kind: 'transfer' })]);
    expect(shown?.other?.fields).toContainEqual({ path: ['callBack', 'number'], value: '01772 614444' });
    expect(shown?.other?.fields).toContainEqual({ path: ['lines', '1', 'weather'], value: 'Fog' });
    // Not closed: it stands in the list of the area.
    const list = await store.read('storm.list', { query: { scope: 'area', offset: 0, limit: 100 }, officer: officer() });
    expect(domains.storm.calls.list.response.safeParse({ known: true, value: list }).success).toBe(true);
    expect(list.rows.map(({ id, marking }) => [id, marking])).toEqual([[log.id, 'SECRET']]);
    expect((await store.read('storm.unit', { officer: officer() }))?.status).toBe(42);
  });

  it('is shown for reports, tasks and officers too', async () => {
    const store = await temporaryStore();
    const report = crime({ status: 'underReview', people: [{ name: 'A Iqbal', roles: ['interpreter'] }] });
    await bring(store, 'crime', [
      upsert('crime', report.id, 1, { ...report, solvability: 7 }),
      upsert('task', task().id, 1, { ...task({ state: 'parked', priority: 'urgent' }), tags: ['CCTV', 'Spar'] }),
    ]);
    const colleague = { ...officer({ roles: ['officer', 'custody'] }), shoulder: { colour: 'blue' } };
    await bring(store, 'people', [upsert('officer', colleague.staffId, 1, colleague)]);
    const crimeShown = await store.read('crime.get', { id: report.id, officer: officer() });
    expect(domains.crime.calls.get.response.safeParse(crimeShown).success).toBe(true);
    expect(crimeShown).toMatchObject({ status: 'underReview', other: { fields: [{ path: ['solvability'], value: 7 }], more: 0 } });
    const others = (rows: readonly { readonly other?: OtherFields | undefined }[]) => rows.map(({ other }) => other?.fields);
    expect(others(await store.read('crime.tasks', { officer: officer() }))).toEqual([[{ path: ['tags'], value: 'CCTV, Spar' }]]);
    expect(others(await store.read('people.team', { team: officer().team }))).toEqual([[{ path: ['shoulder', 'colour'], value: 'blue' }]]);
  });

  it('is shown up to a bound, and says how much more there is', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, number) => [`new${number}`, 'x'.repeat(10_000)]));
    const { other } = splitOthers('crime', 'task', { ...task(), ...many });
    expect([other?.fields.length, other?.more]).toEqual([50, 4950]);
    expect(other?.fields.every(({ value }) => String(value).length <= 4000)).toBe(true);
    expect(domains.crime.calls.tasks.response.safeParse({ known: true, value: [{ ...task(), other }] }).success).toBe(true);
  });

  it('is still refused where a field that is known is not what it was', () => {
    const page = parsePage(systemsInStore.describers, 'storm', [
      upsert('incident', incident().id, 2, { ...incident(), title: 7 }),
      cursor('1'),
    ]);
    expect(page?.setAside).toMatchObject([{ reason: 'FieldsMalformed' }]);
  });
});
