import { describe, expect, it } from 'vitest';
import { type Draft, MAX_DRAFT_ENDS } from '../../../contracts/domain/draft.ts';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { ChangeLine } from '../../../contracts/hq/feeds.ts';
import type { Store } from '../../../main/store/store.ts';
import type { NewDraft } from '../../../main/sync/drafts/drafts.ts';
import { draftKeysOf, KEY, LOG, minute, saveDraft, taskDraft, updateDraft } from '../support/drafts.ts';
import { crime, upsertCrime } from '../support/items.ts';
import { bring, temporaryStore } from '../support/store.ts';

describe('a draft on a laptop that hears of a number later than another', () => {
  const PROVISIONAL = '4c1d5a0e-93b2-4c39-8f2f-5c9a7be0a001';
  const report = crime();
  const about = (id: string, text: string): NewDraft => ({
    ...taskDraft,
    key: draftKeyOf('task.create', id),
    itemId: id,
    fields: { text },
  });
  const number = (store: Store) => bring(store, 'crime', [{ ...upsertCrime(report), provisionalId: PROVISIONAL } as ChangeLine]);
  const wordsIn = async (store: Store) => (await store.read('drafts.export', null)).drafts.map(({ fields }) => fields['text']).sort();

  it.each([
    ['older', minute(1), minute(2)],
    ['newer', minute(2), minute(1)],
  ])('is kept beside one that was begun there under the number, when it is %s', async (_, here, there) => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await saveDraft(one, about(PROVISIONAL, 'here'), here);
    await number(other);
    await saveDraft(other, about(report.id, 'there'), there);
    await one.write('drafts.import', await other.read('drafts.export', null));
    await number(one);
    expect(await wordsIn(one)).toEqual(['here', 'there']);
    expect((await draftKeysOf(one)).every((key) => key.startsWith(draftKeyOf('task.create', report.id)))).toBe(true);
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
    await saveDraft(one, about(PROVISIONAL, 'here'), minute(1));
    await number(other);
    await saveDraft(other, about(report.id, 'there'), minute(2));
    await other.write('drafts.discard', { key: draftKeyOf('task.create', report.id), now: minute(3) });
    await one.write('drafts.import', await other.read('drafts.export', null));
    await number(one);
    expect(await wordsIn(one)).toEqual(['here']);
  });

  it('stays one when it came from there and is written on there', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await saveDraft(one, { ...about(PROVISIONAL, 'half'), fields: { text: 'half', crimeId: PROVISIONAL } }, minute(1));
    await other.write('drafts.import', await one.read('drafts.export', null));
    for (const store of [one, other]) await number(store);
    await saveDraft(one, about(report.id, 'half and the rest'), minute(5));
    await other.write('drafts.import', await one.read('drafts.export', null));
    expect(await wordsIn(other)).toEqual(['half and the rest']);
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
    await saveDraft(store, updateDraft(LOG, 'here'), minute(10));
    expect(await merge(store, [at(updateDraft(LOG, 'older there'), minute(9)), at(taskDraft, minute(1))])).toBe(1);
    expect(await merge(store, [at(updateDraft(LOG, 'as old there'), minute(10))])).toBe(0);
    expect(await textOf(store)).toBe('here');
    const newer = { ...at(updateDraft(LOG, 'newer there'), minute(11)), basedOn: minute(10) };
    expect(await merge(store, [newer])).toBe(1);
    expect(await textOf(store)).toBe('newer there');
    expect(await draftKeysOf(store)).toEqual([KEY, taskDraft.key]);
    // Twice is the same as once.
    expect(await merge(store, [newer, at(taskDraft, minute(1))])).toBe(0);
  });

  it('do not bring back what was sent or discarded here since they were written', async () => {
    const store = await temporaryStore();
    await saveDraft(store, updateDraft(LOG, 'sent'), minute(10));
    await store.write('drafts.discard', { key: KEY, now: minute(11) });
    expect(await merge(store, [at(updateDraft(LOG, 'sent'), minute(10))])).toBe(0);
    expect(await merge(store, [at(updateDraft(LOG, 'begun anew there'), minute(12))])).toBe(1);
    expect(await textOf(store)).toBe('begun anew there');
  });

  it('end here what was sent or discarded there, unless it was changed here since', async () => {
    const store = await temporaryStore();
    await saveDraft(store, updateDraft(LOG, 'here'), minute(10));
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
    await saveDraft(one, updateDraft(LOG, 'one'), minute(1));
    await saveDraft(other, updateDraft(LOG, 'other'), minute(2));
    await saveDraft(one, taskDraft, minute(3));
    await one.write('drafts.discard', { key: taskDraft.key, now: minute(4) });
    await saveDraft(other, taskDraft, minute(3));
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
    await saveDraft(one, updateDraft(LOG, 'written on one'), minute(1));
    await saveDraft(other, updateDraft(LOG, 'written on the other'), minute(2));
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
    await saveDraft(other, updateDraft(LOG, 'written on the other, and on'), minute(3));
    await one.write('drafts.import', await other.read('drafts.export', null));
    expect([await textOf(one), (await draftKeysOf(one)).length]).toEqual(['written on the other, and on', 2]);
  });

  it('and were written on after the other laptop sent or discarded what it knew are kept apart', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await saveDraft(one, updateDraft(LOG, 'first'), minute(1));
    await other.write('drafts.import', await one.read('drafts.export', null));
    await saveDraft(one, updateDraft(LOG, 'first, and on'), minute(2));
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
    await saveDraft(one, updateDraft(LOG, 'sent'), minute(1));
    const own = await one.read('drafts.export', null);
    await saveDraft(other, updateDraft(LOG, 'sent from the other'), minute(3));
    const others = await other.read('drafts.export', null);
    await one.write('drafts.discard', { key: KEY, now: minute(2) });
    await one.write('drafts.import', others);
    await one.write('drafts.discard', { key: KEY, now: minute(4) });
    await saveDraft(one, updateDraft(LOG, 'begun anew'), minute(5));
    for (const coming of [own, others]) await one.write('drafts.import', coming);
    await other.write('drafts.import', await one.read('drafts.export', null));
    for (const store of [one, other]) expect([await textOf(store), await draftKeysOf(store)]).toEqual(['begun anew', [KEY]]);
  });

  it.each([
    ['sent', undefined],
    ['sent, and another was begun', minute(4)],
  ])('are kept when the other laptop, which never knew them, wrote its own later, which was %s', async (_, anew) => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await saveDraft(other, updateDraft(LOG, 'known to nobody'), minute(1));
    await saveDraft(one, updateDraft(LOG, 'sent'), minute(2));
    await one.write('drafts.discard', { key: KEY, now: minute(3) });
    if (anew !== undefined) await saveDraft(one, updateDraft(LOG, 'begun anew'), anew);
    await other.write('drafts.import', await one.read('drafts.export', null));
    await one.write('drafts.import', await other.read('drafts.export', null));
    for (const store of [one, other]) {
      const words = (await store.read('drafts.export', null)).drafts.map(({ fields }) => fields['text']);
      expect(words).toEqual([...(anew === undefined ? [] : ['begun anew']), 'known to nobody']);
    }
  });

  it('and were kept apart end there too once it is known that they were sent here, and do not come back', async () => {
    const [one, other] = [await temporaryStore(), await temporaryStore()];
    await saveDraft(one, updateDraft(LOG, 'sent'), minute(1));
    await saveDraft(other, updateDraft(LOG, 'beside it'), minute(2));
    await other.write('drafts.import', await one.read('drafts.export', null));
    expect(await draftKeysOf(other)).toHaveLength(2);
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
