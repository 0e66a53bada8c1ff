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
