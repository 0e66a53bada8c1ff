import { describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ChangeLine } from '../../../contracts/hq/feeds.ts';
import type { Store } from '../../../main/store/store.ts';
import type { CommandAnswer } from '../../../main/sync/services.ts';
import { updateDraft } from '../support/drafts.ts';
import { give } from '../support/give.ts';
import { crime, officer, task, upsert, upsertCrime } from '../support/items.ts';
import { search } from '../support/search.ts';
import { bring, localStore, temporaryFolder, temporaryStore } from '../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const NUMBER = '04/21/06128';
const TASK = 'T-6021';
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** What the laptop calls the new report, and its creation in the outbox. */
const MADE = uuid(100);
const sergeant = officer({ staffId: 'LC001140', rank: 'PS', collarNumber: '1140', roles: ['officer', 'supervisor'] });
const rulings = { type: 'about:blank', title: 'Series full', status: 422, code: 'SeriesFull' };

const report = {
  ...{ type: 'Burglary', title: 'Burglary, Turpin Green Lane', committedFrom: AT, method: 'Rear window smashed' },
  place: { text: '9 Turpin Green Lane', area: 'South Ribble' },
  marking: 'OFFICIAL',
} as const;
const newTask = { title: 'Collect CCTV', text: 'From the Spar', owner: '2418', priority: 'normal', dueAt: AT } as const;

const createCrime = async (store: Store, itemId = MADE, who: Officer = sergeant, outboxId = uuid(1)): Promise<string> => {
  const given = await give(store, 'crime', 'crime.create', report, { outboxId, itemId, officer: who });
  if (!given.ok) throw new Error(given.code);
  return given.value.itemId;
};
const createTask = (store: Store, crimeId: string | undefined, outboxId = uuid(2), who = sergeant) =>
  give(
    store,
    'crime',
    'task.create',
    { ...newTask, ...(crimeId === undefined ? {} : { crimeId }) },
    { outboxId, itemId: uuid(200), officer: who },
  );
const take = (store: Store) => store.write('outbox.take', { system: 'crime' });
const settle = (store: Store, id: string, answer: CommandAnswer) => store.write('outbox.settle', { id, answer });
const numbered: CommandAnswer = { kind: 'done', version: 1, allottedId: NUMBER };
const fromHq = (change: Partial<Parameters<typeof crime>[0]> = {}): ChangeLine => ({
  ...(upsertCrime(crime({ ...report, id: NUMBER, officerInCase: '1140', ...change })) as Extract<ChangeLine, { op: 'upsert' }>),
  provisionalId: MADE,
});
const list = async (store: Store, who = sergeant, text = '') => {
  const { rows } = await store.read('crime.list', { query: { scope: 'mine', text, offset: 0, limit: 50 }, officer: who });
  return rows.map(({ id, title, sending }) => [id, title, sending]);
};
const get = (store: Store, id: string) => store.read('crime.get', { id, officer: sergeant });
const tasks = async (store: Store, who = sergeant) =>
  (await store.read('crime.tasks', { officer: who })).map(({ id, crimeId, state, mine, sending }) => ({
    id,
    crimeId,
    state,
    mine,
    sending,
  }));
const raise = (): never => {
  throw new Error('nothing was exported');
};
/** A store whose crime feed was read, so that "none" is an answer. */
const fed = async (folder?: string): Promise<Store> => {
  const store = folder === undefined ? await temporaryStore() : localStore(folder);
  await bring(store, 'crime', [upsertCrime(crime({ officerInCase: '2418' }))]);
  return store;
};

describe('what an officer makes without signal', () => {
  it('is listed, found, opened and linked at once under its provisional id, as unsent', async () => {
    const store = await fed();
    await createCrime(store);
    await createTask(store, MADE);
    expect(await list(store)).toEqual([[MADE, report.title, 'waiting']]);
    expect(await list(store, sergeant, 'turpin')).toEqual([[MADE, report.title, 'waiting']]);
    expect(await search(store, 'turpin')).toMatchObject([{ kind: 'crime', id: MADE }]);
    expect(await get(store, MADE)).toMatchObject({
      ...{ id: MADE, version: 0, officerInCase: '1140', status: 'open', sending: 'waiting' },
      tasks: [{ title: 'Collect CCTV', crimeId: MADE, setBy: expect.stringMatching(/^PS 1140 [A-Z]/), mine: 'set', sending: 'waiting' }],
    });
    expect(await store.read('outbox.list', null)).toMatchObject([
      { itemId: MADE, summary: `New report: ${report.title}` },
      { summary: 'New task for 2418: Collect CCTV', waitsFor: { id: uuid(1), state: 'waiting' } },
    ]);
  });

  it('has a provisional id of the laptop’s own where the window names none', async () => {
    const store = await fed();
    const given = await give(store, 'crime', 'crime.create', report);
    expect(given).toMatchObject({ ok: true, value: { itemId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  });

  it('is called by its number everywhere once HQ has answered: list, search, links, waiting work, drafts, seen, the open place', async () => {
    const store = await fed();
    await createCrime(store);
    await createTask(store, MADE);
    await store.write('place.set', { pane: 'crime', item: MADE, at: AT });
    const draft = updateDraft(MADE, 'CCTV', { fields: { crimeId: MADE } });
    await store.write('drafts.save', { draft, now: AT });
    await store.write('storm.markSeen', { id: MADE, until: AT });
    await settle(store, (await take(store))?.id ?? '', numbered);
    expect(await list(store)).toEqual([[NUMBER, report.title, undefined]]);
    expect(await list(store, sergeant, NUMBER)).toEqual([[NUMBER, report.title, undefined]]);
    expect(await search(store, NUMBER)).toMatchObject([{ kind: 'crime', id: NUMBER }]);
    expect(await get(store, NUMBER)).toMatchObject({ id: NUMBER, tasks: [{ crimeId: NUMBER }] });
    expect(await store.read('place.get', null)).toMatchObject({ item: NUMBER });
    const next = await take(store);
    expect(next).toMatchObject({ command: 'task.create', payload: { crimeId: NUMBER } });
    expect(JSON.stringify(next)).not.toContain(MADE);
    // Also asked for by a form that is open under the provisional id.
    for (const key of [draft.key, draft.key.replace(MADE, NUMBER)])
      expect(await store.read('drafts.get', { key })).toMatchObject({ itemId: NUMBER, fields: { crimeId: NUMBER } });
    await store.write('drafts.save', { draft, now: AT });
    expect(await store.read('drafts.list', null)).toMatchObject([{ key: draft.key.replace(MADE, NUMBER), itemId: NUMBER }]);
    expect(await store.read('work.unfinished', null)).toBe(2);
  });

  it.each([
    ['no number', 'x'],
    ['nothing', ''],
    ['a letter that turns the line', '\u202e04/26/00001'],
    ['a task’s number', 'T-4'],
  ])('is not called by %s, whatever HQ says', async (_, allottedId) => {
    const store = await fed();
    await createCrime(store);
    await settle(store, (await take(store))?.id ?? '', { kind: 'done', version: 1, allottedId });
    expect(await get(store, MADE)).toMatchObject({ id: MADE, title: report.title });
    await bring(store, 'crime', [fromHq()]);
    expect(await list(store)).toEqual([[NUMBER, report.title, undefined]]);
  });

  it('is not called by the number of another item, nor takes its place', async () => {
    const store = await fed();
    await bring(store, 'crime', [upsert('crime', '04/26/00009', 3, crime({ id: '04/26/00009', title: 'Another', version: 3 }))]);
    await createCrime(store);
    await settle(store, (await take(store))?.id ?? '', { kind: 'done', version: 1, allottedId: '04/26/00009' });
    expect(await get(store, MADE)).toMatchObject({ id: MADE, title: report.title });
    expect(await get(store, '04/26/00009')).toMatchObject({ title: 'Another', version: 3 });
  });

  it('is answered to by its provisional id for ever: the window follows to the number', async () => {
    const store = await fed();
    await createCrime(store);
    await settle(store, (await take(store))?.id ?? '', numbered);
    await bring(store, 'crime', [fromHq()]);
    expect(await get(store, MADE)).toMatchObject({ id: NUMBER, version: 1 });
    // And a form that was opened before still gives its command for the right report.
    await createTask(store, MADE);
    expect(await take(store)).toMatchObject({ payload: { crimeId: NUMBER } });
  });

  it('stays on screen from HQ’s answer until the feed shows it, and is then HQ’s', async () => {
    const store = await fed();
    await createCrime(store);
    await settle(store, (await take(store))?.id ?? '', numbered);
    await bring(store, 'crime', []);
    expect(await list(store)).toEqual([[NUMBER, report.title, undefined]]);
    await bring(store, 'crime', [fromHq({ title: 'As HQ has it' })]);
    expect(await list(store)).toEqual([[NUMBER, 'As HQ has it', undefined]]);
    await bring(store, 'crime', []);
    await bring(store, 'crime', []);
    expect(await list(store)).toEqual([[NUMBER, 'As HQ has it', undefined]]);
  });

  it('goes when the feed was read whole after HQ’s answer and does not show it to this officer', async () => {
    const store = await fed();
    await createCrime(store);
    await settle(store, (await take(store))?.id ?? '', numbered);
    // The first page may have been asked for before HQ did it.
    await bring(store, 'crime', []);
    expect(await list(store)).toHaveLength(1);
    await bring(store, 'crime', []);
    expect(await list(store)).toEqual([]);
    expect(await list(store, sergeant, 'turpin')).toEqual([]);
    expect(await get(store, MADE)).toBeUndefined();
  });

  it('survives a feed that starts over, however often, while it waits and once it has its number', async () => {
    const store = await fed();
    await createCrime(store);
    await bring(store, 'crime', [{ op: 'reset' }, upsertCrime(crime())]);
    expect(await list(store)).toEqual([[MADE, report.title, 'waiting']]);
    await settle(store, (await take(store))?.id ?? '', numbered);
    await bring(store, 'crime', [{ op: 'reset' }, upsertCrime(crime())]);
    expect(await list(store)).toEqual([[NUMBER, report.title, undefined]]);
  });

  it('is one report when the feed brings it before the answer, and the answer, lost or late, changes nothing', async () => {
    const store = await fed();
    await createCrime(store);
    const sent = await take(store);
    await settle(store, sent?.id ?? '', { kind: 'unknown' });
    await bring(store, 'crime', [fromHq()]);
    expect(await list(store)).toEqual([[NUMBER, report.title, undefined]]);
    // Said again under its key, with the very body that HQ has heard.
    expect(await take(store)).toEqual(sent);
    await settle(store, sent?.id ?? '', numbered);
    expect(await list(store)).toEqual([[NUMBER, report.title, undefined]]);
    expect(await store.read('outbox.count', null)).toBe(0);
    expect(await get(store, MADE)).toMatchObject({ id: NUMBER, version: 1 });
  });

  it('is sent again as it was after the program ended between sending and answer', async () => {
    const folder = temporaryFolder();
    const first = await fed(folder);
    await createCrime(first);
    await createTask(first, MADE);
    const sent = await take(first);
    await first.close();
    const store = await temporaryStore(folder);
    await store.write('outbox.recover', { system: 'crime' });
    expect(await list(store)).toEqual([[MADE, report.title, 'waiting']]);
    expect(await take(store)).toEqual(sent);
    expect(await take(store)).toBeUndefined();
    await settle(store, sent?.id ?? '', numbered);
    expect(await take(store)).toMatchObject({ payload: { crimeId: NUMBER } });
  });

  it.each([
    ['a number in the place of another number', 'crime.create', uuid(555)],
    ['a number for what is no creation', 'task.accept', NUMBER],
  ])('takes no %s from HQ: items keep the names they have', async (_, command, allottedId) => {
    const store = await fed();
    await bring(store, 'crime', [upsert('task', TASK, 3, task({ id: TASK, version: 3, state: 'new' }))]);
    if (command === 'crime.create') await createCrime(store);
    else await give(store, 'crime', 'task.accept', { taskId: TASK });
    await settle(store, (await take(store))?.id ?? '', { kind: 'done', version: 4, allottedId });
    expect(await tasks(store, officer())).toMatchObject([{ id: TASK }]);
    if (command === 'crime.create') expect(await list(store)).toMatchObject([[MADE, report.title, undefined]]);
    expect(await store.read('crime.get', { id: allottedId, officer: sergeant })).toBeUndefined();
  });

  it('can have the same provisional id only once', async () => {
    const store = await fed();
    await createCrime(store);
    const again = () => give(store, 'crime', 'crime.create', report, { itemId: MADE });
    expect(await again()).toEqual({ ok: false, code: 'NotAllowed' });
    await settle(store, (await take(store))?.id ?? '', numbered);
    expect(await again()).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await list(store)).toHaveLength(1);
  });
});

describe('work that depends on other work', () => {
  it('waits for what it names, in order, whatever else goes out', async () => {
    const store = await fed();
    await createCrime(store);
    await createTask(store, MADE);
    await createCrime(store, uuid(101), sergeant, uuid(3));
    expect((await take(store))?.id).toBe(uuid(1));
    expect((await take(store))?.id).toBe(uuid(3));
    expect(await take(store)).toBeUndefined();
    await settle(store, uuid(1), numbered);
    expect((await take(store))?.id).toBe(uuid(2));
  });

  it('waits also when HQ fails at the creation again and again', async () => {
    const store = await fed();
    await createCrime(store);
    await createTask(store, MADE);
    for (let n = 0; n < 7; n += 1) await settle(store, (await take(store))?.id ?? '', { kind: 'failed', reason: 'Broken' });
    await take(store);
    expect(await take(store)).toBeUndefined();
  });

  it('is held by a creation that HQ refused, and says for what it waits', async () => {
    const store = await fed();
    await createCrime(store);
    await createTask(store, MADE);
    await settle(store, (await take(store))?.id ?? '', { kind: 'refused', problem: rulings });
    expect(await take(store)).toBeUndefined();
    expect(await store.read('outbox.list', null)).toMatchObject([
      { state: 'refused', reason: 'Series full' },
      { state: 'waiting', waitsFor: { id: uuid(1), summary: `New report: ${report.title}`, state: 'refused' } },
    ]);
    expect(await list(store)).toEqual([[MADE, report.title, 'refused']]);
  });

  it('is not taken on for a report that nothing here makes', async () => {
    const store = await fed();
    expect(await createTask(store, uuid(999))).toEqual({ ok: false, code: 'NotFound' });
  });

  it('is not taken on where it names a task for a report', async () => {
    const store = await fed();
    await createTask(store, undefined);
    const other = { ...newTask, crimeId: uuid(200) };
    expect(await give(store, 'crime', 'task.create', other, { officer: sergeant })).toEqual({ ok: false, code: 'NotFound' });
  });

  it('does not stop for a report that is only known by its number', async () => {
    const store = await fed();
    await createTask(store, '04/21/00001');
    expect(await take(store)).toMatchObject({ payload: { crimeId: '04/21/00001' } });
  });
});

describe('what is made goes with its work', () => {
  it('when another laptop takes the unsent work over: same keys, same provisional ids, shown there too', async () => {
    const lost = await fed();
    await createCrime(lost);
    await createTask(lost, MADE);
    const items = await lost.read('outbox.export', null);
    const found = await fed();
    await found.write('outbox.import', { items, author: sergeant });
    expect(await list(found)).toEqual([[MADE, report.title, 'waiting']]);
    expect(await get(found, MADE)).toMatchObject({ tasks: [{ crimeId: MADE, setBy: expect.stringMatching(/^PS 1140 [A-Z]/) }] });
    expect(await take(found)).toMatchObject({ id: uuid(1), itemId: MADE });
    expect(await take(found)).toBeUndefined();
    await settle(found, uuid(1), numbered);
    expect(await take(found)).toMatchObject({ id: uuid(2), payload: { crimeId: NUMBER } });
  });

  it('and what it shows there names by numbers, also what was sent from here under a provisional id', async () => {
    const [here, there] = [await fed(), await fed()];
    await createCrime(here);
    await settle(here, (await take(here))?.id ?? '', { kind: 'unknown' });
    const items = (await here.read('outbox.export', null)).map((item) => ({ ...item, attempts: 1 }));
    await createTask(here, MADE);
    const [, second] = await here.read('outbox.export', null);
    await bring(there, 'crime', [fromHq()]);
    await there.write('outbox.import', { items: [...items, { ...(second ?? raise()), attempts: 1 }], author: sergeant });
    expect(await tasks(there)).toMatchObject([{ crimeId: NUMBER, sending: 'waiting' }]);
  });

  it('and HQ had done part of it already: the feed has the number before the work comes', async () => {
    const lost = await fed();
    await createCrime(lost);
    await createTask(lost, MADE);
    const items = await lost.read('outbox.export', null);
    const found = await fed();
    await bring(found, 'crime', [fromHq()]);
    await found.write('outbox.import', { items, author: sergeant });
    expect(await list(found)).toEqual([[NUMBER, report.title, undefined]]);
    const both = [await take(found), await take(found)];
    expect(both).toMatchObject([
      { id: uuid(1), itemId: MADE },
      { id: uuid(2), payload: { crimeId: NUMBER } },
    ]);
    await settle(found, uuid(1), numbered);
    expect(await list(found)).toEqual([[NUMBER, report.title, undefined]]);
  });
});
