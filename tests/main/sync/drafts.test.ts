import { describe, expect, it } from 'vitest';
import { type Draft, draft, FIELDS_LENGTH, MAX_DRAFT_ENDS, MAX_DRAFTS } from '../../../contracts/domain/draft.ts';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import { DRAFT_LENGTH } from '../../../contracts/domain/text.ts';
import type { ChangeLine } from '../../../contracts/hq/feeds.ts';
import { drafts } from '../../../contracts/ipc/drafts.ts';
import { LockedError } from '../../../main/platform/ipc/locked.ts';
import type { Store } from '../../../main/store/store.ts';
import type { NewDraft } from '../../../main/sync/drafts/drafts.ts';
import { createDraftHandlers } from '../../../main/sync/drafts/handlers.ts';
import { createCommandHandlers } from '../../../main/systems/commands/handlers.ts';
import { updateDraft } from '../support/drafts.ts';
import { crime, incident, upsertCrime, upsertIncident } from '../support/items.ts';
import { room } from '../support/room.ts';
import { bring, localStore, temporaryFolder, temporaryStore } from '../support/store.ts';

const LOG = 'LC-20210518-1587';
const KEY = draftKeyOf('incident.addLine', LOG);
const minute = (n: number): string => `2021-05-18T14:${String(n).padStart(2, '0')}:00.000Z`;
const form: NewDraft = {
  key: '9b2f7a52-1f6c-4a0e-8a47-3f1c1f9d2a11',
  kind: 'task.create',
  system: 'crime',
  title: 'Ask for the footage of 12 Balfour Street',
  fields: { title: 'Ask for the footage', due: null, people: [{ name: 'Iqbal', role: 'witness' }], urgent: true },
  blobs: [{ hash: 'ab'.repeat(32), bytes: 120_000, type: 'image/jpeg', name: 'door.jpg' }],
};
const save = (store: Store, given: NewDraft, now: string) => store.write('drafts.save', { draft: given, now });
const keysOf = async (store: Store): Promise<readonly string[]> => (await store.read('drafts.list', null)).map(({ key }) => key);

describe('a draft', () => {
  it('is kept whole through closing and opening: fields, files and what it is about', async () => {
    const folder = temporaryFolder();
    const first = localStore(folder);
    await save(first, form, minute(1));
    await first.close();
    const store = await temporaryStore(folder);
    expect(await store.read('drafts.get', { key: form.key })).toEqual({ ...form, at: minute(1) });
    expect(await store.read('drafts.get', { key: 'another' })).toBeUndefined();
  });

  it('is one a key, the newest, and is listed newest first without its fields', async () => {
    const store = await temporaryStore();
    await save(store, updateDraft(LOG, 'Statement'), minute(1));
    await save(store, form, minute(2));
    await save(store, updateDraft(LOG, 'Statement from Mrs Iqbal'), minute(3));
    expect(await store.read('drafts.list', null)).toEqual([
      { key: KEY, kind: 'incident.addLine', system: 'storm', itemId: LOG, title: 'Statement from Mrs Iqbal', at: minute(3) },
      { key: form.key, kind: 'task.create', system: 'crime', title: form.title, at: minute(2) },
    ]);
  });

  it('ends in the transaction in which its command goes into the outbox, and stays when that is refused', async () => {
    const store = await temporaryStore();
    const handlers = { ...createCommandHandlers(room(store)), ...createDraftHandlers(room(store)) };
    const command = { system: 'storm', command: 'incident.addLine' } as const;
    await handlers.save(updateDraft(LOG, 'Statement from Mrs'));
    expect(await handlers.give({ ...command, payload: { incidentId: LOG, text: 'x' }, draftKey: KEY })).toEqual({
      ok: false,
      code: 'NotFound',
    });
    expect(await keysOf(store)).toEqual([KEY]);
    await bring(store, 'storm', [upsertIncident(incident())]);
    await save(store, form, minute(1));
    expect(
      await handlers.give({ ...command, payload: { incidentId: LOG, text: 'Statement from Mrs Iqbal' }, draftKey: KEY }),
    ).toMatchObject({ ok: true });
    expect(await keysOf(store)).toEqual([form.key]);
  });

  it('is newer than what it takes the place of, whatever the clock says', async () => {
    const store = await temporaryStore();
    await save(store, updateDraft(LOG, 'first'), minute(30));
    const again = await save(store, updateDraft(LOG, 'second'), minute(10));
    expect(again).toEqual({ ok: true, value: { at: '2021-05-18T14:30:00.001Z' } });
    await store.write('drafts.discard', { key: KEY, now: minute(5) });
    expect(await save(store, updateDraft(LOG, 'third'), minute(6))).toEqual({ ok: true, value: { at: '2021-05-18T14:30:00.003Z' } });
  });

  it('is refused past as many as a list shows, and the ones that are there can still be changed and ended', async () => {
    const store = await temporaryStore();
    for (let n = 0; n < MAX_DRAFTS; n += 1) await save(store, updateDraft(`LC-20210518-${n}`, 'x'), minute(1));
    expect(await save(store, form, minute(2))).toEqual({ ok: false, code: 'TooManyDrafts' });
    const oldest = updateDraft('LC-20210518-0', 'changed');
    expect(await save(store, oldest, minute(2))).toMatchObject({ ok: true });
    await store.write('drafts.discard', { key: oldest.key, now: minute(3) });
    expect(await save(store, form, minute(4))).toMatchObject({ ok: true });
  });

  it('tells whoever shows drafts, and nobody when there was none to end', async () => {
    const store = await temporaryStore();
    const told: string[] = [];
    store.onChange((topics) => told.push(...topics));
    await save(store, form, minute(1));
    await store.write('drafts.discard', { key: form.key, now: minute(2) });
    await store.write('drafts.discard', { key: form.key, now: minute(3) });
    expect(told).toEqual(['drafts', 'drafts']);
  });

  it('holds the longest text that is kept, and no fields that are deeper, longer or other than JSON', () => {
    const withFields = (fields: unknown) => draft.safeParse({ ...form, at: minute(1), fields });
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
      expect(draft.safeParse({ ...form, at: minute(1), fields: JSON.parse(fields) }).success, fields).toBe(false);
    }
    expect(draft.parse({ ...form, at: minute(1), fields: { constructor: 'c', toString: 't' } }).fields).toEqual({
      ...{ constructor: 'c', toString: 't' },
    });
  });

  it('can be changed, listed and discarded whatever a clock says', async () => {
    const LAST = '9999-12-31T23:59:59.999Z';
    const store = await temporaryStore();
    const end = { key: form.key, at: LAST, of: LAST, basedOn: LAST };
    await store.write('drafts.import', { drafts: [{ ...updateDraft(LOG, 'ahead'), at: LAST }], ended: [end] });
    for (const now of [minute(1), LAST, LAST]) {
      await save(store, updateDraft(LOG, `written on at ${now}`), now);
      await save(store, form, now);
      expect(await keysOf(store)).toHaveLength(2);
    }
    // Once more is nothing new.
    await store.write('drafts.import', { drafts: [{ ...updateDraft(LOG, 'ahead'), at: LAST, basedOn: LAST }], ended: [] });
    expect((await store.read('drafts.get', { key: KEY }))?.fields['text']).toContain('written on');
    for (const key of [KEY, form.key]) await store.write('drafts.discard', { key, now: LAST });
    expect(await keysOf(store)).toEqual([]);
    expect((await store.read('drafts.export', null)).ended).toHaveLength(2);
  });

  it('has its texts mended as they come in, names too', () => {
    const parsed = draft.parse({ ...form, at: minute(1), title: 'a\0b', fields: { 'te\0xt': 'knife \ud83d seen', more: ['\u202eabc'] } });
    expect([parsed.title, parsed.fields]).toEqual(['ab', { text: 'knife \ufffd seen', more: ['\u202eabc\u202c'] }]);
  });
});

describe('a draft about what has its number by now', () => {
  const PROVISIONAL = '4c1d5a0e-93b2-4c39-8f2f-5c9a7be0a001';
  const report = crime();
  const about: NewDraft = {
    ...form,
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

  it('names it by that in its fields too, when it comes from a form that was opened before', async () => {
    const store = await numbered();
    await save(store, about, minute(1));
    expect(await store.read('drafts.get', { key: about.key })).toMatchObject(byNumber);
    expect(await keysOf(store)).toEqual([byNumber.key]);
  });

  it('does so when it comes from a laptop that had not heard of the number', async () => {
    const store = await numbered();
    await store.write('drafts.import', { drafts: [{ ...about, at: minute(1) }], ended: [] });
    expect(await store.read('drafts.get', { key: about.key })).toMatchObject(byNumber);
  });
});

describe('a draft on a laptop that hears of a number later than another', () => {
  const PROVISIONAL = '4c1d5a0e-93b2-4c39-8f2f-5c9a7be0a001';
  const report = crime();
  const about = (id: string, text: string): NewDraft => ({ ...form, key: draftKeyOf('task.create', id), itemId: id, fields: { text } });
  const number = (store: Store) => bring(store, 'crime', [{ ...upsertCrime(report), provisionalId: PROVISIONAL } as ChangeLine]);
  const wordsIn = async (store: Store) => (await store.read('drafts.export', null)).drafts.map(({ fields }) => fields['text']).sort();

  it.each([
    ['older', minute(1), minute(2)],
    ['newer', minute(2), minute(1)],
  ])('is kept beside one that was begun there under the number, when it is %s', async (_, here, there) => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await save(one, about(PROVISIONAL, 'here'), here);
    await number(other);
    await save(other, about(report.id, 'there'), there);
    await one.write('drafts.import', await other.read('drafts.export', null));
    await number(one);
    expect(await wordsIn(one)).toEqual(['here', 'there']);
    expect((await keysOf(one)).every((key) => key.startsWith(draftKeyOf('task.create', report.id)))).toBe(true);
    for (let n = 0; n < 2; n += 1) {
      await other.write('drafts.import', await one.read('drafts.export', null));
      await one.write('drafts.import', await other.read('drafts.export', null));
    }
    expect([await wordsIn(one), await wordsIn(other)]).toEqual([
      ['here', 'there'],
      ['here', 'there'],
    ]);
  });

  it('is not lost when the one under the number was sent there meanwhile', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await save(one, about(PROVISIONAL, 'here'), minute(1));
    await number(other);
    await save(other, about(report.id, 'there'), minute(2));
    await other.write('drafts.discard', { key: draftKeyOf('task.create', report.id), now: minute(3) });
    await one.write('drafts.import', await other.read('drafts.export', null));
    await number(one);
    expect(await wordsIn(one)).toEqual(['here']);
  });

  it('stays one when it came from there and is written on there', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await save(one, { ...about(PROVISIONAL, 'half'), fields: { text: 'half', crimeId: PROVISIONAL } }, minute(1));
    await other.write('drafts.import', await one.read('drafts.export', null));
    for (const store of [one, other]) await number(store);
    await save(one, about(report.id, 'half and the rest'), minute(5));
    await other.write('drafts.import', await one.read('drafts.export', null));
    expect(await wordsIn(other)).toEqual(['half and the rest']);
  });
});

describe('the calls about drafts', () => {
  it('answer by their contract, and null where there is no draft', async () => {
    const handlers = createDraftHandlers(room(await temporaryStore()));
    const values = {
      save: await handlers.save(form),
      get: await handlers.get({ key: form.key }),
      list: await handlers.list(null),
      discard: await handlers.discard({ key: form.key }),
    };
    for (const name of Object.keys(values) as (keyof typeof values)[]) {
      const answer = values[name];
      expect(answer.ok, name).toBe(true);
      if (answer.ok) expect(() => drafts.calls[name].response.parse(answer.value), name).not.toThrow();
    }
    expect(await handlers.get({ key: form.key })).toEqual({ ok: true, value: null });
  });

  it('throw Locked when nobody’s work is open', async () => {
    const handlers = createDraftHandlers(room(undefined));
    for (const asked of [handlers.save(form), handlers.get({ key: KEY }), handlers.list(null), handlers.discard({ key: KEY })]) {
      await expect(asked).rejects.toThrow(LockedError);
    }
  });
});

describe('drafts that come from another laptop', () => {
  const at = (given: NewDraft, when: string): Draft => ({ ...given, at: when });
  const textOf = async (store: Store) => (await store.read('drafts.get', { key: KEY }))?.fields['text'];
  const merge = (store: Store, coming: readonly Draft[], ended: readonly { key: string; at: string; of: string }[] = []) =>
    store.write('drafts.import', { drafts: coming, ended });

  it('take the place of what is older here, and never of what is newer or as new', async () => {
    const store = await temporaryStore();
    await merge(store, [at(updateDraft(LOG, 'older there'), minute(9))]);
    await save(store, updateDraft(LOG, 'here'), minute(10));
    expect(await merge(store, [at(updateDraft(LOG, 'older there'), minute(9)), at(form, minute(1))])).toBe(1);
    expect(await merge(store, [at(updateDraft(LOG, 'as old there'), minute(10))])).toBe(0);
    expect(await textOf(store)).toBe('here');
    const newer = { ...at(updateDraft(LOG, 'newer there'), minute(11)), basedOn: minute(10) };
    expect(await merge(store, [newer])).toBe(1);
    expect(await textOf(store)).toBe('newer there');
    expect(await keysOf(store)).toEqual([KEY, form.key]);
    // Twice is the same as once.
    expect(await merge(store, [newer, at(form, minute(1))])).toBe(0);
  });

  it('do not bring back what was sent or discarded here since they were written', async () => {
    const store = await temporaryStore();
    await save(store, updateDraft(LOG, 'sent'), minute(10));
    await store.write('drafts.discard', { key: KEY, now: minute(11) });
    expect(await merge(store, [at(updateDraft(LOG, 'sent'), minute(10))])).toBe(0);
    expect(await merge(store, [at(updateDraft(LOG, 'begun anew there'), minute(12))])).toBe(1);
    expect(await textOf(store)).toBe('begun anew there');
  });

  it('end here what was sent or discarded there, unless it was changed here since', async () => {
    const store = await temporaryStore();
    await save(store, updateDraft(LOG, 'here'), minute(10));
    expect(await merge(store, [], [{ key: KEY, at: minute(9), of: minute(8) }])).toBe(0);
    expect(await textOf(store)).toBe('here');
    expect(
      await merge(
        store,
        [],
        [
          { key: KEY, at: minute(11), of: minute(10) },
          { key: 'never-here', at: minute(11), of: minute(10) },
        ],
      ),
    ).toBe(1);
    expect(await textOf(store)).toBeUndefined();
    expect((await store.read('drafts.export', null)).ended).toHaveLength(2);
  });

  it('come to the same on both, in whichever order they hear of each other', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await save(one, updateDraft(LOG, 'one'), minute(1));
    await save(other, updateDraft(LOG, 'other'), minute(2));
    await save(one, form, minute(3));
    await one.write('drafts.discard', { key: form.key, now: minute(4) });
    await save(other, form, minute(3));
    const [from, back] = [await one.read('drafts.export', null), await other.read('drafts.export', null)];
    await other.write('drafts.import', from);
    await one.write('drafts.import', back);
    const standing = async (store: Store) => {
      const { drafts: all, ended } = await store.read('drafts.export', null);
      return [all.map(({ basedOn: _, ...rest }) => rest), ended];
    };
    expect(await standing(one)).toEqual(await standing(other));
    expect(await textOf(one)).toBe('other');
  });

  it('and were written beside the one here are both kept, the older apart, once and on every laptop under one key', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await save(one, updateDraft(LOG, 'written on one'), minute(1));
    await save(other, updateDraft(LOG, 'written on the other'), minute(2));
    const from = await one.read('drafts.export', null);
    for (const _ of [1, 2]) {
      await other.write('drafts.import', from);
      await one.write('drafts.import', await other.read('drafts.export', null));
    }
    for (const store of [one, other]) {
      const all = (await store.read('drafts.export', null)).drafts.map(({ key, fields }) => [key, fields['text']]);
      expect(all).toEqual([
        [KEY, 'written on the other'],
        [`${KEY}~${minute(1)}`, 'written on one'],
      ]);
    }
    // What is written on with both known is one again.
    await save(other, updateDraft(LOG, 'written on the other, and on'), minute(3));
    await one.write('drafts.import', await other.read('drafts.export', null));
    expect([await textOf(one), (await keysOf(one)).length]).toEqual(['written on the other, and on', 2]);
  });

  it('and were written on after the other laptop sent or discarded what it knew are kept apart', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await save(one, updateDraft(LOG, 'first'), minute(1));
    await other.write('drafts.import', await one.read('drafts.export', null));
    await save(one, updateDraft(LOG, 'first, and on'), minute(2));
    await other.write('drafts.discard', { key: KEY, now: minute(3) });
    const [from, back] = [await one.read('drafts.export', null), await other.read('drafts.export', null)];
    await one.write('drafts.import', back);
    await other.write('drafts.import', from);
    for (const store of [one, other]) {
      expect((await store.read('drafts.export', null)).drafts).toMatchObject([
        { key: `${KEY}~${minute(2)}`, fields: { text: 'first, and on' } },
      ]);
    }
  });

  it('and were sent here do not come back beside what was begun anew, from this laptop’s own copy or another’s', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await save(one, updateDraft(LOG, 'sent'), minute(1));
    const own = await one.read('drafts.export', null);
    await save(other, updateDraft(LOG, 'sent from the other'), minute(3));
    const others = await other.read('drafts.export', null);
    await one.write('drafts.discard', { key: KEY, now: minute(2) });
    await one.write('drafts.import', others);
    await one.write('drafts.discard', { key: KEY, now: minute(4) });
    await save(one, updateDraft(LOG, 'begun anew'), minute(5));
    for (const coming of [own, others]) await one.write('drafts.import', coming);
    await other.write('drafts.import', await one.read('drafts.export', null));
    for (const store of [one, other]) expect([await textOf(store), await keysOf(store)]).toEqual(['begun anew', [KEY]]);
  });

  it.each([
    ['sent', undefined],
    ['sent, and another was begun', minute(4)],
  ])('are kept when the other laptop, which never knew them, wrote its own later, which was %s', async (_, anew) => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await save(other, updateDraft(LOG, 'known to nobody'), minute(1));
    await save(one, updateDraft(LOG, 'sent'), minute(2));
    await one.write('drafts.discard', { key: KEY, now: minute(3) });
    if (anew !== undefined) await save(one, updateDraft(LOG, 'begun anew'), anew);
    await other.write('drafts.import', await one.read('drafts.export', null));
    await one.write('drafts.import', await other.read('drafts.export', null));
    for (const store of [one, other]) {
      const words = (await store.read('drafts.export', null)).drafts.map(({ fields }) => fields['text']);
      expect(words).toEqual([...(anew === undefined ? [] : ['begun anew']), 'known to nobody']);
    }
  });

  it('and were kept apart end there too once it is known that they were sent here, and do not come back', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await save(one, updateDraft(LOG, 'sent'), minute(1));
    await save(other, updateDraft(LOG, 'beside it'), minute(2));
    await other.write('drafts.import', await one.read('drafts.export', null));
    expect(await keysOf(other)).toHaveLength(2);
    await one.write('drafts.discard', { key: KEY, now: minute(3) });
    for (let n = 0; n < 2; n += 1) {
      await one.write('drafts.import', await other.read('drafts.export', null));
      await other.write('drafts.import', await one.read('drafts.export', null));
    }
    for (const store of [one, other]) {
      expect((await store.read('drafts.export', null)).drafts.map(({ fields }) => fields['text'])).toEqual(['beside it']);
    }
  });

  it('are remembered as ended for a while and not for ever', async () => {
    const store = await temporaryStore();
    const ended = Array.from({ length: MAX_DRAFT_ENDS + 5 }, (_, n) => ({
      key: `k${n}`,
      at: new Date(Date.UTC(2021, 4, 1) + n).toISOString(),
      of: minute(1),
    }));
    await merge(store, [], ended);
    const kept = (await store.read('drafts.export', null)).ended;
    expect([kept.length, kept.some(({ key }) => key === 'k4'), kept.some(({ key }) => key === 'k5')]).toEqual([
      MAX_DRAFT_ENDS,
      false,
      true,
    ]);
  });
});
