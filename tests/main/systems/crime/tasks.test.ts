import { describe, expect, it } from 'vitest';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { Store } from '../../../../main/store/store.ts';
import { give } from '../../support/give.ts';
import { officer, task, upsert } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const TASK = 'T-6021';
const ACCEPT = '00000000-0000-4000-8000-000000000009';
const sergeant = officer({ staffId: 'LC001140', rank: 'PS', collarNumber: '1140', roles: ['officer', 'supervisor'] });
const tasks = (store: Store, who: Officer) => store.read('crime.tasks', { officer: who });
const take = (store: Store) => store.write('outbox.take', { system: 'crime' });

describe('a task', () => {
  const withTask = async (): Promise<Store> => {
    const store = await temporaryStore();
    await bring(store, 'crime', [
      upsert('task', TASK, 3, task({ id: TASK, version: 3, state: 'new', owner: '2418', setByCollar: '1140' })),
    ]);
    return store;
  };
  const accept = (store: Store, who = officer()) =>
    give(store, 'crime', 'task.accept', { taskId: TASK }, { officer: who, outboxId: ACCEPT });

  it('is listed for its owner and for who set it', async () => {
    const store = await withTask();
    expect(await tasks(store, officer())).toMatchObject([{ id: TASK, mine: 'own', state: 'new' }]);
    expect(await tasks(store, sergeant)).toMatchObject([{ id: TASK, mine: 'set' }]);
    expect(await tasks(store, officer({ collarNumber: '4127' }))).toEqual([]);
  });

  it('is accepted on screen as soon as its owner says so, on the version that was shown', async () => {
    const store = await withTask();
    expect(await accept(store)).toMatchObject({ ok: true });
    expect(await tasks(store, officer())).toMatchObject([{ state: 'accepted', sending: 'waiting' }]);
    expect(await take(store)).toMatchObject({ command: 'task.accept', itemId: TASK, baseVersion: 3 });
    expect(await store.read('outbox.list', null)).toMatchObject([{ summary: 'Accept task: Collect CCTV' }]);
  });

  it('that is handed over without signal is its owner’s no more on screen; its owner sets no other time', async () => {
    const store = await withTask();
    const handOver = (to: string, who = officer()) =>
      give(store, 'crime', 'task.change', { taskId: TASK, owner: to, text: 'In after six' }, { officer: who });
    const later = { taskId: TASK, dueAt: '2030-01-01T15:00:00.000Z' };
    expect(await give(store, 'crime', 'task.change', later, { officer: officer() })).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await handOver('1140', officer({ collarNumber: '4127' }))).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await handOver('4127')).toMatchObject({ ok: true });
    expect((await tasks(store, officer())).filter(({ mine }) => mine === 'own')).toEqual([]);
    expect(await store.read('outbox.list', null)).toMatchObject([{ summary: 'Task changed: Collect CCTV. In after six' }]);
  });

  it('is accepted by its owner alone, and said to HQ once however often it is accepted', async () => {
    const store = await withTask();
    expect(await accept(store, sergeant)).toEqual({ ok: false, code: 'NotAllowed' });
    await accept(store);
    expect(await give(store, 'crime', 'task.accept', { taskId: TASK })).toMatchObject({ ok: true });
    expect(await store.read('outbox.count', null)).toBe(1);
    expect(await give(store, 'crime', 'task.accept', { taskId: 'T-1' })).toEqual({ ok: false, code: 'NotFound' });
  });

  it('stands as HQ has it when somebody changed it meanwhile, and says that the officer decides', async () => {
    const store = await withTask();
    await accept(store);
    await take(store);
    await store.write('outbox.settle', {
      id: ACCEPT,
      answer: { kind: 'conflict', version: 4, data: task({ id: TASK, version: 4, state: 'returned', owner: '2418' }) },
    });
    expect(await tasks(store, officer())).toMatchObject([{ state: 'returned', sending: 'conflict' }]);
  });

  const say = (store: Store, command: 'task.note' | 'task.result' | 'task.return', text: string, who = officer()) =>
    give(store, 'crime', command, { taskId: TASK, text }, { officer: who });
  const asHq = (change: Partial<Parameters<typeof task>[0]>, version = 4) =>
    upsert('task', TASK, version, task({ id: TASK, version, owner: '2418', setByCollar: '1140', ...change }));

  it('goes its way on screen without signal, each step on top of the one before, with its history', async () => {
    const store = await withTask();
    await accept(store);
    await say(store, 'task.note', 'Manager is in at 14:00');
    expect(await tasks(store, officer())).toMatchObject([{ state: 'inProgress', sending: 'waiting' }]);
    await say(store, 'task.result', 'Exhibit AR/1');
    expect(await tasks(store, officer())).toMatchObject([
      {
        state: 'done',
        history: [{ kind: 'accepted' }, { kind: 'note', text: 'Manager is in at 14:00' }, { kind: 'done', text: 'Exhibit AR/1' }],
      },
    ]);
    expect((await store.read('today.view', { officer: officer(), now: AT })).tasks).toEqual([]);
    expect((await store.read('outbox.list', null)).map(({ summary }) => summary)).toEqual([
      'Accept task: Collect CCTV',
      'Note on task: Collect CCTV. Manager is in at 14:00',
      'Task done: Collect CCTV. Exhibit AR/1',
    ]);
  });

  it.each([
    ['its owner', officer(), 'new', ['task.note', 'task.result', 'task.return']],
    ['its owner, once it is done', officer(), 'done', ['task.note']],
    ['a supervisor, once it is done', sergeant, 'done', ['task.note', 'task.return']],
    ['a supervisor', sergeant, 'accepted', ['task.note']],
    ['another officer', officer({ collarNumber: '4127' }), 'done', []],
    ['anybody, once it is approved', sergeant, 'approved', []],
  ] as const)('lets %s do what is theirs to do', async (_, who, state, may) => {
    const allowed: string[] = [];
    for (const command of ['task.note', 'task.result', 'task.return'] as const) {
      const store = await temporaryStore();
      await bring(store, 'crime', [asHq({ state })]);
      if ((await say(store, command, 'Words', who)).ok) allowed.push(command);
    }
    expect(allowed).toEqual(may);
  });

  it('is approved by a supervisor, and by no owner', async () => {
    const store = await temporaryStore();
    await bring(store, 'crime', [asHq({ state: 'done' })]);
    const approve = (who: Officer) => give(store, 'crime', 'task.approve', { taskId: TASK }, { officer: who });
    expect(await approve(officer({ roles: ['officer', 'supervisor'] }))).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await approve(sergeant)).toMatchObject({ ok: true });
    expect(await tasks(store, sergeant)).toMatchObject([{ state: 'approved', sending: 'waiting' }]);
  });

  it('that its owner gave back lies with a supervisor, and one that a supervisor gave back with its owner', async () => {
    const store = await temporaryStore();
    const entry = { at: AT, by: 'PC 2418 Aisha Rahman', kind: 'returned', text: 'In court' };
    const todays = async () => (await store.read('today.view', { officer: officer(), now: AT })).tasks.length;
    await bring(store, 'crime', [asHq({ state: 'returned', history: [{ ...entry, collarNumber: '2418' }] })]);
    expect(await todays()).toBe(0);
    await bring(store, 'crime', [asHq({ state: 'returned', history: [{ ...entry, collarNumber: '1140' }] }, 5)]);
    expect(await todays()).toBe(1);
  });

  it('is set by supervisors alone', async () => {
    const store = await temporaryStore();
    const set = (who: Officer) =>
      give(
        store,
        'crime',
        'task.create',
        { title: 'Collect CCTV', text: 'From the Spar', owner: '2418', priority: 'normal', dueAt: AT },
        { officer: who },
      );
    expect(await set(officer())).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await set(sergeant)).toMatchObject({ ok: true });
  });

  it('is in Today for its owner alone', async () => {
    const store = await withTask();
    const today = async (who: Officer) => (await store.read('today.view', { officer: who, now: AT })).tasks.map(({ id }) => id);
    expect([await today(officer()), await today(sergeant)]).toEqual([[TASK], []]);
  });
});
