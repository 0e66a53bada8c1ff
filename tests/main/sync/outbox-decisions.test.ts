import { describe, expect, it, vi } from 'vitest';
import { MAX_DRAFTS } from '../../../contracts/domain/draft.ts';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import { link } from '../../../contracts/ipc/link.ts';
import { LockedError } from '../../../main/platform/ipc/locked.ts';
import type { Store } from '../../../main/store/store.ts';
import { createDecisionHandlers } from '../../../main/sync/decision-handlers.ts';
import type { CommandAnswer } from '../../../main/sync/services.ts';
import { updateDraft } from '../support/drafts.ts';
import * as give from '../support/give.ts';
import { incident, officer, unit, upsertIncident, upsertUnit } from '../support/items.ts';
import { bring, temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const NOW = '2021-05-18T15:00:00.000Z';
const LOG = 'LC-20210518-1587';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const storeWithLog = async (): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'storm', [upsertIncident(incident()), upsertUnit(unit())]);
  return store;
};
const addUpdate = (store: Store, n: number, text = `update ${n}`): Promise<boolean> =>
  give.addUpdate(store, { outboxId: uuid(n), payload: { incidentId: LOG, text, at: AT } });
const setStatus = (store: Store, n: number, status: number): Promise<boolean> =>
  give.setStatus(store, { outboxId: uuid(n), payload: { callSign: 'LD21', status, at: AT } });
const take = (store: Store) => store.write('outbox.take', { system: 'storm' });
const settleNext = async (store: Store, answer: CommandAnswer): Promise<void> => {
  const item = await take(store);
  await store.write('outbox.settle', { id: item?.id ?? '', answer });
};
const refused = {
  kind: 'refused',
  problem: { type: 'about:blank', title: 'Log full', status: 422, code: 'LogFull' },
} as const satisfies CommandAnswer;
const conflict: CommandAnswer = { kind: 'conflict', version: 9, data: unit({ version: 9, status: 7 }) };
const unanswered: CommandAnswer = { kind: 'unknown' };

const resend = (store: Store, n: number) => store.write('outbox.resend', { id: uuid(n), at: NOW });
const mend = (store: Store, n: number, payload: Record<string, unknown>, draftKey?: string) =>
  store.write('outbox.mend', { id: uuid(n), payload, summary: String(payload['text'] ?? ''), draftKey, author: officer(), at: NOW });
const discard = (store: Store, n: number, how: { withDependents?: boolean; keepText?: boolean } = {}) =>
  store.write('outbox.discard', { id: uuid(n), withDependents: false, keepText: true, at: NOW, ...how });
const texts = async (store: Store) => (await store.read('outbox.list', null)).map(({ summary, state }) => [summary, state]);
const journal = async (store: Store) =>
  (await store.read('journal.after', { after: 0, limit: 100 })).map(({ action, subject, detail }) => [action, subject, detail]);

describe('what HQ refused', () => {
  it('is kept with the field that HQ named, which is forgotten once it goes again', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await settleNext(store, { ...refused, problem: { ...refused.problem, pointer: '#/mark/code' } });
    expect(await store.read('outbox.command', { id: uuid(1) })).toMatchObject({ state: 'refused', field: ['mark', 'code'] });
    const again = await resend(store, 1);
    expect(again.ok && (await store.read('outbox.command', again.value))).not.toHaveProperty('field');
    await settleNext(store, refused);
    expect(again.ok && (await store.read('outbox.command', again.value))).toMatchObject({ state: 'refused' });
    expect(again.ok && (await store.read('outbox.command', again.value))).not.toHaveProperty('field');
  });

  it('goes out again under a new key, for HQ would give the old key’s answer again, and is what it was', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await settleNext(store, refused);
    await bring(store, 'storm', [upsertIncident(incident({ version: 7 }))]);
    const again = await resend(store, 1);
    expect(again.ok && again.value.id).toMatch(UUID);
    expect(again.ok && again.value.id).not.toBe(uuid(1));
    expect(await take(store)).toEqual({
      ...(again.ok ? again.value : {}),
      ...{ system: 'storm', command: 'incident.addLine', itemKind: 'incident', itemId: LOG, at: AT },
      ...{ baseVersion: 7, payload: { incidentId: LOG, text: 'update 1', at: AT }, blobs: [] },
    });
    expect(await store.read('outbox.list', null)).toMatchObject([{ state: 'sending', attempts: 1 }]);
    expect((await store.read('outbox.list', null))[0]).not.toHaveProperty('reason');
  });

  it('is mended in its place: another text, now, under a new key, before what was written after it', async () => {
    const store = await storeWithLog();
    for (const n of [1, 2]) await addUpdate(store, n);
    await settleNext(store, refused);
    await store.write('drafts.save', { draft: updateDraft(LOG, 'mended', { key: `outbox.mend:${uuid(1)}` }), now: AT });
    const mended = await mend(store, 1, { incidentId: LOG, text: 'mended \ud83d' }, `outbox.mend:${uuid(1)}`);
    expect(mended).toMatchObject({ ok: true });
    expect(await texts(store)).toEqual([
      ['mended \ufffd', 'waiting'],
      ['update 2', 'waiting'],
    ]);
    expect(await take(store)).toMatchObject({ payload: { incidentId: LOG, text: 'mended \ufffd', at: NOW } });
    expect(await store.read('drafts.list', null)).toEqual([]);
    expect((await store.read('storm.get', { id: LOG, officer: officer() }))?.lines.slice(-2).map((line) => line.text)).toEqual([
      'mended \ufffd',
      'update 2',
    ]);
  });

  it('is not mended into what its command does not take, nor into something about another item', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await settleNext(store, refused);
    const malformed = [
      { incidentId: LOG, text: '' },
      { incidentId: LOG, text: 'x'.repeat(4001) },
      { incidentId: 'LC-20210518-0001', text: 'elsewhere' },
      { text: 'nowhere' },
      {},
    ];
    for (const payload of malformed) expect(await mend(store, 1, payload)).toEqual({ ok: false, code: 'PayloadMalformed' });
    expect(await store.read('outbox.list', null)).toMatchObject([{ id: uuid(1), state: 'refused', reason: 'Log full' }]);
  });

  it('is discarded by the officer alone, and what was written is a draft again', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await settleNext(store, refused);
    const key = draftKeyOf('incident.addLine', LOG);
    expect(await discard(store, 1)).toEqual({ ok: true, value: { discarded: 1, drafts: [key] } });
    expect(await texts(store)).toEqual([]);
    expect(await store.read('drafts.get', { key })).toMatchObject({ title: 'update 1', itemId: LOG, fields: { text: 'update 1' } });
    expect((await store.read('storm.get', { id: LOG, officer: officer() }))?.lines).toHaveLength(1);
  });

  it('does not take the place of another draft when it is discarded, and leaves none when the officer says so', async () => {
    const store = await storeWithLog();
    const begun = updateDraft(LOG, 'begun meanwhile');
    await store.write('drafts.save', { draft: begun, now: AT });
    for (const n of [1, 2]) {
      await addUpdate(store, n);
      await settleNext(store, refused);
    }
    const kept = await discard(store, 1);
    expect(kept.ok && kept.value.drafts[0]).toMatch(UUID);
    expect(await discard(store, 2, { keepText: false })).toEqual({ ok: true, value: { discarded: 1, drafts: [] } });
    const titles = (await store.read('drafts.list', null)).map(({ title }) => title);
    expect(titles).toEqual(['update 1', 'begun meanwhile']);
  });

  it('is not discarded when its words cannot be kept', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await settleNext(store, refused);
    for (let n = 0; n < MAX_DRAFTS; n += 1) {
      await store.write('drafts.save', { draft: updateDraft(`LC-20210518-${n}`, 'x'), now: AT });
    }
    expect(await discard(store, 1)).toEqual({ ok: false, code: 'TooManyDrafts' });
    expect(await texts(store)).toEqual([['update 1', 'refused']]);
    expect(await discard(store, 1, { keepText: false })).toMatchObject({ ok: true });
  });
});

describe('a conflict', () => {
  it('sent again is decided anew: now, and on what HQ has', async () => {
    const store = await storeWithLog();
    await setStatus(store, 1, 5);
    await settleNext(store, conflict);
    expect(await resend(store, 1)).toMatchObject({ ok: true });
    expect(await take(store)).toMatchObject({ baseVersion: 9, payload: { callSign: 'LD21', status: 5, at: NOW } });
  });

  it('discarded lets what was decided after it go out', async () => {
    const store = await storeWithLog();
    await setStatus(store, 1, 5);
    await setStatus(store, 2, 6);
    await settleNext(store, conflict);
    expect(await take(store)).toBeUndefined();
    expect(await discard(store, 1, { keepText: false })).toMatchObject({ ok: true, value: { discarded: 1 } });
    expect(await take(store)).toMatchObject({ id: uuid(2) });
  });
});

describe('what HQ never answered', () => {
  it('goes again under its own key, and is not mended: HQ may have it', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await settleNext(store, unanswered);
    expect(await mend(store, 1, { incidentId: LOG, text: 'other' })).toEqual({ ok: false, code: 'MayHaveArrived' });
    expect(await resend(store, 1)).toEqual({ ok: true, value: { id: uuid(1) } });
    expect(await store.read('outbox.command', { id: uuid(1) })).toMatchObject({ mayHaveArrived: true, state: 'waiting' });
    expect(await take(store)).toMatchObject({ id: uuid(1), payload: { text: 'update 1', at: AT } });
  });

  it('can be mended before it was ever sent', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    expect(await store.read('outbox.command', { id: uuid(1) })).toMatchObject({ mayHaveArrived: false });
    expect(await mend(store, 1, { incidentId: LOG, text: 'better' })).toMatchObject({ ok: true });
    expect(await texts(store)).toEqual([['better', 'waiting']]);
  });
});

describe('a decision', () => {
  it('waits while it is being sent, and is not found once it has gone', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    const sent = await take(store);
    const all = () => Promise.all([resend(store, 1), mend(store, 1, { incidentId: LOG, text: 'x' }), discard(store, 1)]);
    expect(await all()).toEqual(Array(3).fill({ ok: false, code: 'BeingSent' }));
    expect(await texts(store)).toEqual([['update 1', 'sending']]);
    await store.write('outbox.settle', { id: sent?.id ?? '', answer: { kind: 'done', version: 2 } });
    expect(await all()).toEqual(Array(3).fill({ ok: false, code: 'NotFound' }));
    expect(await store.read('outbox.command', { id: uuid(1) })).toBeUndefined();
  });

  it('made twice is made once', async () => {
    const store = await storeWithLog();
    await addUpdate(store, 1);
    await settleNext(store, refused);
    expect((await Promise.all([resend(store, 1), resend(store, 1), discard(store, 1)])).map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(await texts(store)).toEqual([['update 1', 'waiting']]);
  });

  it('stands in the officer’s journal without a word of what was written', async () => {
    const store = await storeWithLog();
    for (const n of [1, 2, 3]) {
      await addUpdate(store, n, 'Mrs Iqbal');
      await settleNext(store, refused);
    }
    await resend(store, 1);
    await mend(store, 2, { incidentId: LOG, text: 'Mrs Iqbal again' });
    await discard(store, 3);
    expect((await journal(store)).slice(-3)).toEqual([
      ['edit', LOG, 'resend incident.addLine'],
      ['edit', LOG, 'mend incident.addLine'],
      ['edit', LOG, 'discard incident.addLine'],
    ]);
    expect(JSON.stringify(await journal(store))).not.toContain('Iqbal');
  });

  it('of a command that only a newer program knows may be sent again or discarded, never mended', async () => {
    const store = await storeWithLog();
    const strange = { system: 'storm', command: 'incident.regrade', itemKind: 'incident', itemId: LOG, baseVersion: 1 } as const;
    const row = { ...strange, payload: { grade: 1 }, summary: 'Regrade', at: AT, state: 'refused', attempts: 1 } as const;
    await store.write('outbox.import', { items: [1, 2].map((n) => ({ ...row, id: uuid(n) })), author: officer() });
    expect(await mend(store, 1, { grade: 2 })).toEqual({ ok: false, code: 'PayloadMalformed' });
    expect([(await resend(store, 1)).ok, (await discard(store, 2)).ok]).toEqual([true, true]);
    expect(await store.read('drafts.list', null)).toMatchObject([{ kind: 'incident.regrade', title: 'Regrade' }]);
  });
});

describe('what others depend on', () => {
  const MADE = uuid(90);
  const TASK = uuid(91);
  const sergeant = officer({ roles: ['officer', 'supervisor'] });
  const by = (n: number, itemId: string) => ({ outboxId: uuid(n), itemId, officer: sergeant });
  /** A refused report, a task on it, the task taken on, and a report apart. */
  const storeWithReport = async (): Promise<Store> => {
    const store = await storeWithLog();
    const report = {
      ...{ type: 'Burglary', title: 'Shed', committedFrom: AT, method: '', marking: 'OFFICIAL' as const },
      place: incident().place,
    };
    const task = {
      ...{ title: 'CCTV', text: 'Ask the shop', crimeId: MADE, owner: sergeant.collarNumber, priority: 'normal' as const },
      dueAt: AT,
    };
    const given = [
      await give.give(store, 'crime', 'crime.create', report, by(1, MADE)),
      await give.give(store, 'crime', 'task.create', task, by(2, TASK)),
      await give.give(store, 'crime', 'crime.create', { ...report, title: 'Apart' }, by(3, uuid(92))),
      await give.give(store, 'crime', 'task.accept', { taskId: TASK }, { outboxId: uuid(4), officer: sergeant }),
    ];
    expect(given).toMatchObject(given.map(() => ({ ok: true })));
    const first = await store.write('outbox.take', { system: 'crime' });
    await store.write('outbox.settle', { id: first?.id ?? '', answer: refused });
    return store;
  };

  it('goes with them or not at all, and tells how many', async () => {
    const store = await storeWithReport();
    expect(await store.read('outbox.command', { id: uuid(1) })).toMatchObject({ state: 'refused', dependents: 2 });
    expect(await discard(store, 1)).toEqual({ ok: false, code: 'OthersDepend' });
    expect(await texts(store)).toHaveLength(4);
    expect(await discard(store, 1, { withDependents: true })).toMatchObject({ ok: true, value: { discarded: 3, drafts: { length: 3 } } });
    expect(await texts(store)).toEqual([['New report: Apart', 'waiting']]);
    // What it would have made is nowhere any more.
    expect(await store.read('crime.get', { id: MADE, officer: sergeant })).toBeUndefined();
    expect(await store.read('crime.tasks', { officer: sergeant })).toEqual([]);
  });

  it('is shown as it was mended', async () => {
    const store = await storeWithReport();
    const payload = { ...(await store.read('outbox.command', { id: uuid(1) }))?.payload, title: 'Garage' };
    expect(await mend(store, 1, payload)).toMatchObject({ ok: true });
    expect(await store.read('crime.get', { id: MADE, officer: sergeant })).toMatchObject({ title: 'Garage', tasks: [{ id: TASK }] });
  });

  it('is not mended into naming what nobody makes here, or what is not on this laptop', async () => {
    const store = await storeWithReport();
    const task = (await store.read('outbox.command', { id: uuid(2) }))?.payload;
    const attachments = [{ hash: 'f'.repeat(64), bytes: 5, type: 'image/jpeg', name: 'door.jpg' }];
    for (const change of [{ crimeId: uuid(77) }, { crimeId: TASK }, { attachments }]) {
      expect(await mend(store, 2, { ...task, ...change })).toEqual({ ok: false, code: 'NamesMissing' });
    }
    expect(await texts(store)).toContainEqual([`New task for ${sergeant.collarNumber}: CCTV`, 'waiting']);
    expect(await mend(store, 2, { ...task, crimeId: uuid(92) })).toMatchObject({ ok: true });
  });

  it('is also what was mended into naming it, though it was written before', async () => {
    const store = await storeWithReport();
    const task = (await store.read('outbox.command', { id: uuid(2) }))?.payload;
    expect(await mend(store, 2, { ...task, crimeId: uuid(92) })).toMatchObject({ ok: true });
    expect(await store.read('outbox.command', { id: uuid(3) })).toMatchObject({ dependents: 2 });
    expect(await store.read('outbox.command', { id: uuid(1) })).toMatchObject({ dependents: 0 });
  });

  it('is named by its number when what names it is mended after HQ has made it', async () => {
    const store = await storeWithReport();
    const task = (await store.read('outbox.command', { id: uuid(2) }))?.payload;
    await mend(store, 2, { ...task, crimeId: uuid(92) });
    for (const answer of [{ kind: 'done', version: 1, allottedId: '04/21/06200' } as const, refused]) {
      const item = await store.write('outbox.take', { system: 'crime' });
      await store.write('outbox.settle', { id: item?.id ?? '', answer });
    }
    const [row] = (await store.read('outbox.list', null)).filter(({ command, state }) => command === 'task.create' && state === 'refused');
    const again = await store.write('outbox.mend', {
      ...{ id: row?.id ?? '', payload: { ...task, crimeId: uuid(92) }, summary: '', author: sergeant, at: NOW },
    });
    expect(again).toMatchObject({ ok: true });
    expect(await store.read('outbox.command', { id: again.ok ? again.value.id : '' })).toMatchObject({
      payload: { crimeId: '04/21/06200' },
    });
  });

  it('is only what makes an item: an update stands without the one before it', async () => {
    const store = await storeWithLog();
    for (const n of [1, 2]) await addUpdate(store, n);
    expect(await store.read('outbox.command', { id: uuid(1) })).toMatchObject({ dependents: 0 });
    expect(await discard(store, 1)).toMatchObject({ ok: true, value: { discarded: 1 } });
    expect(await texts(store)).toEqual([['update 2', 'waiting']]);
  });
});

describe('the calls about unsent work', () => {
  it('answer by their contract, and a piece that is sent again is tried at once', async () => {
    const store = await storeWithLog();
    const tryNow = vi.fn();
    const work = { store, officer: officer() };
    const handlers = createDecisionHandlers({ work: () => work, tryNow });
    for (const n of [1, 2, 3]) {
      await addUpdate(store, n);
      await settleNext(store, refused);
    }
    const values = {
      command: await handlers.command({ id: uuid(1) }),
      resend: await handlers.resend({ id: uuid(1) }),
      mend: await handlers.mend({ id: uuid(2), payload: { incidentId: LOG, text: 'mended' }, summary: 'mended' }),
      discard: await handlers.discard({ id: uuid(3), withDependents: false, keepText: true }),
    };
    for (const name of Object.keys(values) as (keyof typeof values)[]) {
      const answer = values[name];
      expect(answer.ok, name).toBe(true);
      if (answer.ok) expect(() => link.calls[name].response.parse(answer.value), name).not.toThrow();
    }
    expect(tryNow).toHaveBeenCalledOnce();
    expect(await handlers.command({ id: uuid(3) })).toEqual({ ok: false, code: 'NotFound' });
    expect(await handlers.resend({ id: uuid(3) })).toEqual({ ok: false, code: 'NotFound' });
  });

  it('throw Locked when nobody’s work is open', async () => {
    const handlers = createDecisionHandlers({ work: () => undefined, tryNow: () => undefined });
    await expect(handlers.resend({ id: uuid(1) })).rejects.toThrow(LockedError);
  });
});
