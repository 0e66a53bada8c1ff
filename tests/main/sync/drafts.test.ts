import { describe, expect, it } from 'vitest';
import { draft, FIELDS_LENGTH, MAX_DRAFTS } from '../../../contracts/domain/draft.ts';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import { DRAFT_LENGTH } from '../../../contracts/domain/text.ts';
import type { ChangeLine } from '../../../contracts/hq/feeds.ts';
import { drafts } from '../../../contracts/ipc/drafts.ts';
import { LockedError } from '../../../main/platform/ipc/locked.ts';
import type { Store } from '../../../main/store/store.ts';
import type { NewDraft } from '../../../main/sync/drafts/drafts.ts';
import { createDraftHandlers } from '../../../main/sync/drafts/handlers.ts';
import { createCommandHandlers } from '../../../main/systems/commands/handlers.ts';
import { draftKeysOf, KEY, LOG, minute, saveDraft, taskDraft, updateDraft } from '../support/drafts.ts';
import { crime, incident, upsertCrime, upsertIncident } from '../support/items.ts';
import { room } from '../support/room.ts';
import { bring, localStore, temporaryFolder, temporaryStore } from '../support/store.ts';

const mayTravel = (): boolean => false;

describe('a draft', () => {
  it('is kept whole through closing and opening: fields, files and what it is about', async () => {
    const folder = temporaryFolder();
    const first = localStore(folder);
    await saveDraft(first, taskDraft, minute(1));
    await first.close();
    const store = await temporaryStore(folder);
    expect(await store.read('drafts.get', { key: taskDraft.key })).toEqual({ ...taskDraft, at: minute(1) });
    expect(await store.read('drafts.get', { key: 'another' })).toBeUndefined();
  });

  it('is one a key, the newest, and is listed newest first without its fields', async () => {
    const store = await temporaryStore();
    await saveDraft(store, updateDraft(LOG, 'Statement'), minute(1));
    await saveDraft(store, taskDraft, minute(2));
    await saveDraft(store, updateDraft(LOG, 'Statement from Mrs Iqbal'), minute(3));
    expect(await store.read('drafts.list', null)).toEqual([
      { key: KEY, kind: 'incident.addLine', system: 'storm', itemId: LOG, title: 'Statement from Mrs Iqbal', at: minute(3) },
      { key: taskDraft.key, kind: 'task.create', system: 'crime', title: taskDraft.title, at: minute(2) },
    ]);
  });

  it('ends in the transaction in which its command goes into the outbox, and stays when that is refused', async () => {
    const store = await temporaryStore();
    const handlers = { ...createCommandHandlers(room(store)), ...createDraftHandlers({ ...room(store), mayTravel }) };
    const command = { system: 'storm', command: 'incident.addLine' } as const;
    await handlers.save(updateDraft(LOG, 'Statement from Mrs'));
    expect(await handlers.give({ ...command, payload: { incidentId: LOG, text: 'x' }, draftKey: KEY })).toEqual({
      ok: false,
      code: 'NotFound',
    });
    expect(await draftKeysOf(store)).toEqual([KEY]);
    await bring(store, 'storm', [upsertIncident(incident())]);
    await saveDraft(store, taskDraft, minute(1));
    expect(
      await handlers.give({ ...command, payload: { incidentId: LOG, text: 'Statement from Mrs Iqbal' }, draftKey: KEY }),
    ).toMatchObject({ ok: true });
    expect(await draftKeysOf(store)).toEqual([taskDraft.key]);
  });

  it('is newer than what it takes the place of, whatever the clock says', async () => {
    const store = await temporaryStore();
    await saveDraft(store, updateDraft(LOG, 'first'), minute(30));
    const again = await saveDraft(store, updateDraft(LOG, 'second'), minute(10));
    expect(again).toEqual({ ok: true, value: { at: '2021-05-18T14:30:00.001Z' } });
    await store.write('drafts.discard', { key: KEY, now: minute(5) });
    expect(await saveDraft(store, updateDraft(LOG, 'third'), minute(6))).toEqual({ ok: true, value: { at: '2021-05-18T14:30:00.003Z' } });
  });

  it('is refused past as many as a list shows, and the ones that are there can still be changed and ended', async () => {
    const store = await temporaryStore();
    for (let n = 0; n < MAX_DRAFTS; n += 1) await saveDraft(store, updateDraft(`LC-20210518-${n}`, 'x'), minute(1));
    expect(await saveDraft(store, taskDraft, minute(2))).toEqual({ ok: false, code: 'TooManyDrafts' });
    const oldest = updateDraft('LC-20210518-0', 'changed');
    expect(await saveDraft(store, oldest, minute(2))).toMatchObject({ ok: true });
    await store.write('drafts.discard', { key: oldest.key, now: minute(3) });
    expect(await saveDraft(store, taskDraft, minute(4))).toMatchObject({ ok: true });
  });

  it('tells whoever shows drafts, and nobody when there was none to end', async () => {
    const store = await temporaryStore();
    const told: string[] = [];
    store.onChange((topics) => told.push(...topics));
    await saveDraft(store, taskDraft, minute(1));
    await store.write('drafts.discard', { key: taskDraft.key, now: minute(2) });
    await store.write('drafts.discard', { key: taskDraft.key, now: minute(3) });
    expect(told).toEqual(['drafts', 'drafts']);
  });

  it('holds the longest text that is kept, and no fields that are deeper, longer or other than JSON', () => {
    const withFields = (fields: unknown) => draft.safeParse({ ...taskDraft, at: minute(1), fields });
    let deep: unknown = 'x';
    for (let n = 0; n < 11; n += 1) deep = { deep };
    let deepest: unknown = 'x';
    for (let n = 0; n < 20_000; n += 1) deepest = [deepest];
    expect(withFields({ text: '"'.repeat(DRAFT_LENGTH) }).success).toBe(true);
    for (const fields of [
      { text: 'x'.repeat(FIELDS_LENGTH) },
      deep,
      { deepest },
      { at: new Date() },
      { pin: new Uint8Array(4) },
      [],
      null,
    ]) {
      expect(withFields(fields).success).toBe(false);
    }
  });

  it('has no field that a record does not keep, at whatever depth: it is refused, not lost', () => {
    for (const fields of ['{"__proto__":"x"}', '{"a":{"__proto__":{"x":"y"}}}', '{"a":[{"__pro\\u0000to__":"x"}]}']) {
      expect(draft.safeParse({ ...taskDraft, at: minute(1), fields: JSON.parse(fields) }).success, fields).toBe(false);
    }
    expect(draft.parse({ ...taskDraft, at: minute(1), fields: { constructor: 'c', toString: 't' } }).fields).toEqual({
      ...{ constructor: 'c', toString: 't' },
    });
  });

  it('can be changed, listed and discarded whatever a clock says', async () => {
    const LAST = '9999-12-31T23:59:59.999Z';
    const store = await temporaryStore();
    const end = { key: taskDraft.key, at: LAST, of: LAST, basedOn: LAST };
    await store.write('drafts.import', { drafts: [{ ...updateDraft(LOG, 'ahead'), at: LAST }], ended: [end] });
    for (const now of [minute(1), LAST, LAST]) {
      await saveDraft(store, updateDraft(LOG, `written on at ${now}`), now);
      await saveDraft(store, taskDraft, now);
      expect(await draftKeysOf(store)).toHaveLength(2);
    }
    // Once more is nothing new.
    await store.write('drafts.import', { drafts: [{ ...updateDraft(LOG, 'ahead'), at: LAST, basedOn: LAST }], ended: [] });
    expect((await store.read('drafts.get', { key: KEY }))?.fields['text']).toContain('written on');
    for (const key of [KEY, taskDraft.key]) await store.write('drafts.discard', { key, now: LAST });
    expect(await draftKeysOf(store)).toEqual([]);
    expect((await store.read('drafts.export', null)).ended).toHaveLength(2);
  });

  it('has its texts mended as they come in, names too', () => {
    const parsed = draft.parse({
      ...taskDraft,
      at: minute(1),
      title: 'a\0b',
      fields: { 'te\0xt': 'knife \ud83d seen', more: ['\u202eabc'] },
    });
    expect([parsed.title, parsed.fields]).toEqual(['ab', { text: 'knife \ufffd seen', more: ['\u202eabc\u202c'] }]);
  });
});

describe('a draft about what has its number by now', () => {
  const PROVISIONAL = '4c1d5a0e-93b2-4c39-8f2f-5c9a7be0a001';
  const report = crime();
  const about: NewDraft = {
    ...taskDraft,
    key: draftKeyOf('task.create', PROVISIONAL),
    itemId: PROVISIONAL,
    fields: { crimeId: PROVISIONAL, people: [{ on: [PROVISIONAL] }], text: `of ${PROVISIONAL}` },
  };
  const numbered = async (): Promise<Store> => {
    const store = await temporaryStore();
    await bring(store, 'crime', [{ ...upsertCrime(report), provisionalId: PROVISIONAL } as ChangeLine]);
    return store;
  };
  const byNumber = {
    key: draftKeyOf('task.create', report.id),
    itemId: report.id,
    fields: { crimeId: report.id, people: [{ on: [report.id] }], text: `of ${PROVISIONAL}` },
  };

  it('names it by that in its fields too, when it comes from a taskDraft that was opened before', async () => {
    const store = await numbered();
    await saveDraft(store, about, minute(1));
    expect(await store.read('drafts.get', { key: about.key })).toMatchObject(byNumber);
    expect(await draftKeysOf(store)).toEqual([byNumber.key]);
  });

  it('does so when it comes from a laptop that had not heard of the number', async () => {
    const store = await numbered();
    await store.write('drafts.import', { drafts: [{ ...about, at: minute(1) }], ended: [] });
    expect(await store.read('drafts.get', { key: about.key })).toMatchObject(byNumber);
  });
});

describe('the calls about drafts', () => {
  it('answer by their contract, and null where there is no draft', async () => {
    const handlers = createDraftHandlers({ ...room(await temporaryStore()), mayTravel });
    const values = {
      save: await handlers.save(taskDraft),
      get: await handlers.get({ key: taskDraft.key }),
      list: await handlers.list(null),
      discard: await handlers.discard({ key: taskDraft.key }),
    };
    for (const name of Object.keys(values) as (keyof typeof values)[]) {
      const answer = values[name];
      expect(answer.ok, name).toBe(true);
      if (answer.ok) expect(() => drafts.calls[name].response.parse(answer.value), name).not.toThrow();
    }
    expect(await handlers.get({ key: taskDraft.key })).toEqual({ ok: true, value: null });
  });

  it('say of which the officer’s other laptops hear nothing, because all are too much, where the policy lets drafts travel', async () => {
    const store = await temporaryStore();
    const many = Array.from({ length: 6 }, (_, n) => updateDraft(`LC-20210518-000${n}`, 'x'.repeat(190_000)));
    for (const [n, one] of many.entries()) await saveDraft(store, one, minute(n + 1));
    const staying = async (mayTravelNow: boolean) => {
      const listed = await createDraftHandlers({ ...room(store), mayTravel: () => mayTravelNow }).list(null);
      if (!listed.ok) throw new Error('not listed');
      expect(() => drafts.calls.list.response.parse(listed.value)).not.toThrow();
      return listed.value.drafts.filter(({ stays }) => stays).map(({ key }) => key);
    };
    expect(await staying(true)).toEqual([many[0]?.key]);
    expect(await staying(false)).toEqual([]);
    await store.write('drafts.discard', { key: many[3]?.key ?? '', now: minute(9) });
    expect(await staying(true)).toEqual([]);
  });

  it('throw Locked when nobody’s work is open', async () => {
    const handlers = createDraftHandlers({ ...room(undefined), mayTravel });
    for (const asked of [handlers.save(taskDraft), handlers.get({ key: KEY }), handlers.list(null), handlers.discard({ key: KEY })]) {
      await expect(asked).rejects.toThrow(LockedError);
    }
  });
});
