import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Circulation, Missing } from '../../../../contracts/domain/missing.ts';
import { circulationOf } from '../../../../contracts/domain/missing-circulation.ts';
import { missingAfter } from '../../../../contracts/domain/missing-steps.ts';
import { newMissing } from '../../../../contracts/domain/new-missing.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import { missing as calls } from '../../../../contracts/ipc/missing.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createMissingHandlers } from '../../../../main/systems/missing/handlers.ts';
import { give } from '../../support/give.ts';
import { cursor, officer, unit, upsert, upsertUnit } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { search } from '../../support/search.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const AT = '2021-05-18T14:00:00.000Z';
const NOW = '2021-05-18T14:41:00.000Z';
const ID = 'MP-21-00412';
const MADE = '00000000-0000-4000-8000-000000000100';
const sergeant = officer({ staffId: 'LC001140', rank: 'PS', collarNumber: '1140', callSign: 'LD01', roles: ['officer', 'supervisor'] });
const crew = officer({ staffId: 'LC002377', collarNumber: '2377', callSign: 'LD24' });

const facts = {
  ...{ name: 'Kieran Ashworth', born: '2006-03-09', personId: 'N-104201', description: 'Grey hooded top', answers: [] },
  lastSeen: { at: '2021-05-18T12:40:00.000Z', place: { text: 'Worden Park, Leyland', area: 'South Ribble' } },
  ...{ reporter: { name: 'Donna Ashworth' }, marking: 'OFFICIAL' as const },
  risk: { grade: 'medium' as const, reasons: ['Asthma'], whyNotLower: '' },
};
const given = (change: Partial<Given<'missing', 'missing.create'>> = {}): Given<'missing', 'missing.create'> => ({ ...facts, ...change });
const step = (who: Officer = officer(), at = AT) => ({ id: randomUUID(), at, by: 'PC 2418', officer: who });
const report = (change: Partial<Missing> = {}): Missing => ({
  ...newMissing(facts, step(), { team: 'Leyland Response', earlier: [] }),
  ...{ id: ID, version: 1, ...change },
});
const areas = ['South Ribble'];
const shows = { photograph: true, medicalNeed: true, homeAddress: false };
const circulated = (change: Partial<Missing> = {}): Missing =>
  missingAfter(report(change), { act: 'circulate', areas, shows, instructions: 'Do not chase' }, step());
const cardOf = (from: Missing, version = 1): Circulation => {
  const told = circulationOf(from, [], '2021-05-18');
  if (told === undefined) throw new Error('not circulated');
  return { ...told, version };
};
const bringReports = (store: Store, ...reports: readonly Missing[]) =>
  bring(
    store,
    'missing',
    reports.map((one) => upsert('missing', one.id, one.version, one)),
  );
const bringCards = (store: Store, ...cards: readonly Circulation[]) =>
  bring(
    store,
    'missing',
    cards.map((one) => upsert('circulation', one.id, one.version, one)),
  );
const list = (store: Store, query: object = {}, who = officer(), now = NOW) =>
  store.read('missing.list', { query: { scope: 'all', state: 'missing', text: '', offset: 0, limit: 50, ...query }, officer: who, now });
const idsOf = async (...asked: Parameters<typeof list>) => (await list(...asked)).rows.map(({ id }) => id);
const get = async (store: Store, who = officer(), id = ID) => {
  const shown = await store.read('missing.get', { id, officer: who });
  if (shown === undefined) throw new Error('not here');
  return shown;
};
const take = (store: Store) => store.write('outbox.take', { system: 'missing' });
const sighting = { text: 'One boy alone', sure: 'possible', seenAt: AT, where: 'Hough Lane' } as const;

describe('a report that is made without signal', () => {
  it('is listed, found, opened and worked on at once, and keeps all of it under the number that HQ allots', async () => {
    const store = await temporaryStore();
    await bring(store, 'missing', []);
    const made = await give(store, 'missing', 'missing.create', given(), { itemId: MADE });
    expect(made).toMatchObject({ ok: true, value: { itemId: MADE } });
    expect((await give(store, 'missing', 'missing.note', { missingId: MADE, text: 'Bicycle gone' })).ok).toBe(true);
    expect((await give(store, 'missing', 'missing.risk', { missingId: MADE, grade: 'high', reasons: ['Cold'], whyNotLower: '' })).ok).toBe(
      true,
    );
    const row = { id: MADE, age: 15, grade: 'high', mine: true, seen: 'whole', sending: 'waiting', reviewDue: '2021-05-18T16:41:00.000Z' };
    expect(await list(store)).toMatchObject({ rows: [row], total: 1, scopes: { mine: 1, near: 1, all: 1 } });
    expect(await search(store, 'ashworth')).toMatchObject([{ kind: 'missing', id: MADE, mine: true }]);
    expect((await get(store, officer(), MADE)).report).toMatchObject({
      ...{ version: 0, owner: '2418', state: 'missing', sending: 'waiting' },
      lines: [{ kind: 'reported' }, { kind: 'risk' }, { text: 'Bicycle gone', sending: 'waiting' }, { kind: 'risk', grade: 'high' }],
    });
    const first = await take(store);
    await store.write('outbox.settle', { id: String(first?.id), answer: { kind: 'done', version: 1, allottedId: ID } });
    expect(await take(store)).toMatchObject({ command: 'missing.note', itemId: ID, payload: { missingId: ID }, baseVersion: 1 });
    expect(await idsOf(store)).toEqual([ID]);
    expect((await get(store, officer(), MADE)).id).toBe(ID);
  });

  it('is not made with a birth date in the future, nor twice of one person', async () => {
    const store = await temporaryStore();
    await bringReports(
      store,
      report(),
      report({ id: 'MP-21-00409', name: 'Craig Worsley', born: '1987-01-01', personId: 'N-7', state: 'closed' }),
    );
    const make = (change: Partial<Given<'missing', 'missing.create'>>) => give(store, 'missing', 'missing.create', given(change));
    expect(await make({ personId: 'N-9', born: '2030-01-01' })).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await make({})).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await make({ personId: 'N-9', name: 'KIERAN ASHWORTH' })).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await make({ personId: 'N-9', name: 'Kieran  Ashworth\u200f' })).toEqual({ ok: false, code: 'NotAllowed' });
    // One that is closed stands in nobody's way.
    expect((await make({ name: 'Craig Worsley', born: '1987-01-01', personId: 'N-7' })).ok).toBe(true);
    expect(await store.read('missing.ofPerson', { id: 'N-104201', officer: officer(), now: NOW })).toMatchObject([{ id: ID }]);
  });
});

describe('a report on this laptop', () => {
  it('and what is circulated are found by the search, by number and by words', async () => {
    const store = await temporaryStore();
    await bringReports(store, report());
    await bringCards(store, { ...cardOf(circulated({ name: 'Ruth Calder' })), id: 'MP-21-00420' });
    const found = async (text: string) => (await search(store, text)).map(({ kind, id }) => `${kind} ${id}`);
    expect(await found('calder')).toEqual(['circulation MP-21-00420']);
    expect(await found('21/420')).toEqual(['circulation MP-21-00420']);
    expect(await found('kieran')).toEqual([`missing ${ID}`]);
  });

  it('has the tasks that were set on it, those that wait to be sent as well', async () => {
    const store = await temporaryStore();
    await bringReports(store, report());
    const set = { title: 'House to house', text: 'Even numbers', owner: '2418', priority: 'normal' as const, dueAt: NOW };
    expect((await give(store, 'crime', 'task.create', { ...set, missingId: ID }, { officer: sergeant })).ok).toBe(true);
    expect((await get(store)).tasks).toMatchObject([{ title: 'House to house', state: 'new', missingId: ID, sending: 'waiting' }]);
  });

  it('goes its way on screen ahead of HQ, and what HQ would refuse is not taken on', async () => {
    const store = await temporaryStore();
    await bringReports(store, report());
    const act = (name: 'review' | 'askReview' | 'endCirculation' | 'wellBeing' | 'found' | 'circulate', fields: object, who = officer()) =>
      give(store, 'missing', `missing.${name}`, { missingId: ID, ...fields } as never, { officer: who });
    const no = { ok: false, code: 'NotAllowed' };
    const check = { spokenAlone: true, hurt: false, victim: false, safeToReturn: true, text: '', returnInterview: true };
    expect(await act('review', { text: 'x' })).toEqual(no);
    expect((await act('review', { text: 'Stands' }, sergeant)).ok).toBe(true);
    expect(await act('endCirculation', { text: '' })).toEqual(no);
    expect((await act('circulate', { areas, shows, instructions: 'Do not chase' })).ok).toBe(true);
    expect((await get(store)).card).toMatchObject({ running: true, instructions: 'Do not chase', version: 0 });
    expect(await act('wellBeing', check)).toEqual(no);
    const found = { when: AT, where: 'Bandstand', byWhom: 'LD24', condition: 'Cold' };
    expect(await act('found', { ...found, when: '2021-05-18T15:00:00.000Z' })).toEqual(no);
    expect(await act('found', { ...found, when: '1970-01-01T00:00:00.000Z' })).toEqual(no);
    expect((await act('found', found)).ok).toBe(true);
    expect((await list(store)).counts).toEqual({ missing: 0, found: 1, closed: 0 });
    expect((await get(store)).card?.running).toBe(false);
    expect((await act('wellBeing', check)).ok).toBe(true);
    expect((await get(store, sergeant)).report).toMatchObject({
      state: 'closed',
      reviews: [{ text: 'Stands' }],
      found: { where: 'Bandstand' },
    });
    expect(await act('review', { text: 'x' }, sergeant)).toEqual(no);
    expect((await store.read('outbox.list', null)).map(({ summary }) => summary)).toEqual([
      ...['Review: Kieran Ashworth. Stands', 'Circulate: Kieran Ashworth', 'Found: Kieran Ashworth', 'Well-being check: Kieran Ashworth'],
    ]);
  });

  it('goes on where the officer says that it was not them who was found', async () => {
    const store = await temporaryStore();
    await bringReports(
      store,
      missingAfter(report(), { act: 'found', when: AT, where: 'Bandstand', byWhom: 'LD24', condition: '' }, step()),
    );
    expect((await give(store, 'missing', 'missing.notFound', { missingId: ID, text: 'His brother' })).ok).toBe(true);
    expect((await list(store)).counts).toEqual({ missing: 1, found: 0, closed: 0 });
    expect(await store.read('outbox.list', null)).toMatchObject([{ summary: 'It was not them: Kieran Ashworth. His brother' }]);
  });

  it('is shown as its window takes it where it is circulated without signal, with its number or before it', async () => {
    const store = await temporaryStore();
    await bringReports(store, report());
    await give(store, 'missing', 'missing.create', given({ personId: 'N-9', name: 'Somebody Else' }), { itemId: MADE });
    for (const id of [ID, MADE]) {
      const circulate = { missingId: id, areas, shows, instructions: '' };
      expect((await give(store, 'missing', 'missing.circulate', circulate)).ok).toBe(true);
      expect(calls.calls.get.response.safeParse(await get(store, officer(), id)).error).toBeUndefined();
    }
  });

  it('shows a line once, whether HQ’s answer or HQ’s feed comes first', async () => {
    const store = await temporaryStore();
    await bringReports(store, report());
    const outboxId = randomUUID();
    await give(store, 'missing', 'missing.sighting', { missingId: ID, ...sighting }, { outboxId });
    await take(store);
    const atHq = missingAfter(report(), { act: 'sighting', ...sighting }, { ...step(), id: outboxId });
    await bringReports(store, { ...atHq, version: 2 });
    expect((await get(store)).report?.lines.filter(({ kind }) => kind === 'sighting')).toHaveLength(1);
    await store.write('outbox.settle', { id: outboxId, answer: { kind: 'done', version: 2 } });
    expect((await get(store)).report?.lines.filter(({ kind }) => kind === 'sighting')).toMatchObject([{ id: outboxId }]);
    expect(await store.read('outbox.count', null)).toBe(0);
  });

  it('stands in its list by what is urgent: late reviews, then the gravest, then whose review is due first', async () => {
    const store = await temporaryStore();
    const risk = (grade: string) => [{ at: AT, by: 'PC 2418', collarNumber: '2418', grade, reasons: [], whyNotLower: '' }];
    const of = (serial: number, grade: string, reviewDue: string, more: Partial<Missing> = {}): Missing =>
      report({
        id: `MP-21-0000${serial}`,
        personId: undefined,
        name: `Person ${'abcd'[serial]}Smith`,
        risks: risk(grade),
        reviewDue,
        ...more,
      });
    await bringReports(
      store,
      of(1, 'low', '2021-05-18T20:00:00.000Z'),
      of(2, 'high', '2021-05-18T16:00:00.000Z'),
      of(3, 'high', '2021-05-18T15:00:00.000Z'),
      of(4, 'veryLow', '2021-05-18T14:40:00.000Z', { owner: '4127', reportedByCollar: '4127', area: 'Chorley' }),
    );
    expect(await idsOf(store)).toEqual(['MP-21-00004', 'MP-21-00003', 'MP-21-00002', 'MP-21-00001']);
    expect(await idsOf(store, { scope: 'mine', limit: 1, offset: 1 })).toEqual(['MP-21-00002']);
    expect((await list(store)).scopes).toEqual({ mine: 3, near: 3, all: 4 });
    expect(await idsOf(store, { text: 'person csm' })).toEqual(['MP-21-00002']);
    const today = async (who: Officer) => (await store.read('today.view', { officer: who, now: NOW })).missing;
    expect((await today(officer())).late).toEqual([]);
    expect((await today(officer())).near.map(({ id }) => id)).toEqual(['MP-21-00003', 'MP-21-00002', 'MP-21-00001']);
    const late = async () => (await today(sergeant)).late.map(({ id }) => id);
    expect(await late()).toEqual(['MP-21-00004']);
    await give(store, 'missing', 'missing.askReview', { missingId: 'MP-21-00001' }, { officer: sergeant });
    expect(await late()).toEqual(['MP-21-00004']);
    expect((await today(sergeant)).asked.map(({ id }) => id)).toEqual(['MP-21-00001']);
    await give(store, 'missing', 'missing.review', { missingId: 'MP-21-00001', text: 'Low stands' }, { officer: sergeant });
    expect((await today(sergeant)).asked).toEqual([]);
    const found = { missingId: 'MP-21-00003', when: AT, where: 'Bandstand', byWhom: 'LD24', condition: 'Cold' };
    await give(store, 'missing', 'missing.found', found);
    const { near, toCheck } = await today(officer());
    expect([near, toCheck].map((rows) => rows.map(({ id }) => id))).toEqual([['MP-21-00002', 'MP-21-00001'], ['MP-21-00003']]);
  });

  it('is found by its number as it is said, and journalled when it is opened, without a name', async () => {
    const store = await temporaryStore();
    await bringReports(store, report());
    for (const typed of [ID, 'mp 21 412', '21/412']) expect(await search(store, typed), typed).toMatchObject([{ kind: 'missing', id: ID }]);
    const ports = room(store);
    const missing = createMissingHandlers(ports);
    expect(await missing.get({ id: ID })).toMatchObject({ ok: true, value: { report: { name: 'Kieran Ashworth' } } });
    expect(await missing.get({ id: 'MP-21-99999' })).toEqual({ ok: false, code: 'NotFound' });
    const { rows } = await list(store, { text: 'ashworth' });
    expect(rows).toHaveLength(1);
  });
});

describe('what is circulated', () => {
  it('is all that a crew has: it acknowledges once, says what it saw and that it found them, who is near no more from then on', async () => {
    const store = await temporaryStore();
    await bringCards(store, cardOf(circulated()));
    expect((await list(store, { scope: 'near' }, crew)).rows).toMatchObject([
      { id: ID, seen: 'card', running: true, acknowledged: false, age: 15 },
    ]);
    const acknowledge = () => give(store, 'missing', 'missing.acknowledge', { circulationId: ID }, { officer: crew });
    expect([(await acknowledge()).ok, (await acknowledge()).ok]).toEqual([true, true]);
    expect(await store.read('outbox.count', null)).toBe(1);
    expect((await list(store, {}, crew)).rows).toMatchObject([{ acknowledged: true, sending: 'waiting' }]);
    const no = { ok: false, code: 'NotFound' };
    expect(await give(store, 'missing', 'missing.note', { missingId: ID, text: 'x' }, { officer: crew })).toEqual(no);
    expect((await give(store, 'missing', 'missing.sighting', { missingId: ID, ...sighting }, { officer: crew })).ok).toBe(true);
    expect(await get(store, crew)).toMatchObject({
      card: { sightings: [{ text: 'One boy alone' }], acknowledgements: [{ callSign: 'LD24' }] },
    });
    expect((await get(store, crew)).report).toBeUndefined();
    const found = { missingId: ID, when: AT, where: 'Bandstand', byWhom: 'LD24', condition: '' };
    expect((await give(store, 'missing', 'missing.found', found, { officer: crew })).ok).toBe(true);
    expect((await store.read('today.view', { officer: crew, now: NOW })).missing.near).toEqual([]);
    expect((await list(store, { scope: 'near' }, crew)).rows).toEqual([]);
  });

  it('leaves list and Today when HQ takes it away, with what was written about it still to be sent', async () => {
    const store = await temporaryStore();
    await bringCards(store, cardOf(circulated()));
    await give(store, 'missing', 'missing.sighting', { missingId: ID, ...sighting }, { officer: crew });
    const gone = { op: 'delete', kind: 'circulation', id: ID, version: 2 } as const;
    await store.write('feed.apply', { system: 'missing', lines: [gone, cursor('c9')], at: NOW });
    expect(await idsOf(store, {}, crew)).toEqual([]);
    expect((await store.read('today.view', { officer: crew, now: NOW })).missing.near).toEqual([]);
    expect(await store.read('missing.get', { id: ID, officer: crew })).toBeUndefined();
    expect(await store.read('outbox.count', null)).toBe(1);
    expect(await give(store, 'missing', 'missing.acknowledge', { circulationId: ID }, { officer: crew })).toEqual({
      ok: false,
      code: 'NotFound',
    });
  });

  it('is offered to the force’s areas, the officer’s own first, with how many are there', async () => {
    const store = await temporaryStore();
    await bring(store, 'people', [
      upsert('officer', 'LC002377', 1, crew),
      upsert('officer', 'LC009', 1, { ...crew, staffId: 'LC009', area: 'Chorley' }),
    ]);
    await bring(store, 'storm', [upsertUnit(unit()), upsertUnit(unit({ callSign: 'LD24' }))]);
    expect(await store.read('missing.areas', { officer: officer() })).toEqual([
      { area: 'South Ribble', officers: 1, crews: 2 },
      { area: 'Chorley', officers: 1 },
    ]);
  });
});
