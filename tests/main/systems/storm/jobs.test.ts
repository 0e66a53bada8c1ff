import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../contracts/domain/incident.ts';
import type { Store } from '../../../../main/store/store.ts';
import { followJobs } from '../../../../main/systems/storm/follow-jobs.ts';
import { createStormHandlers } from '../../../../main/systems/storm/handlers.ts';
import { setStatus } from '../../support/give.ts';
import { incident, officer, unit, upsertIncident, upsertUnit } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, localStore, temporaryFolder, temporaryStore } from '../../support/store.ts';

const AT = '2021-05-18T14:41:00.000Z';
const me = officer();
const number = (n: number): string => `LC-20210518-${String(n).padStart(4, '0')}`;
const on = (callSign: string, collarNumbers: string[] = []) => [{ callSign, status: 5, since: AT, collarNumbers }];
const log = (n: number, change: Partial<Incident> = {}) =>
  upsertIncident(incident({ id: number(n), version: n, resources: on('LD21'), ...change }));
const jobs = async (store: Store, who = me) => (await store.read('storm.jobs', { officer: who })).map(({ id }) => id);
/** A session of the officer's on this store, as open work begins it. */
const session = (store: Store, who = me) =>
  followJobs({ store, officer: () => who, now: () => new Date(AT), failed: () => expect.unreachable() });

/** A store whose first fill is over, with the unit on a log of its own. */
const filled = async (store: Store): Promise<Store> => {
  await session(store);
  await bring(store, 'storm', [upsertUnit(unit()), log(1)]);
  return store;
};

describe('a job', () => {
  it('is new when HQ gives a log to my unit, or to me by name; not when it is another’s, or closed', async () => {
    const store = await filled(await temporaryStore());
    expect(await jobs(store)).toEqual([]);
    await bring(store, 'storm', [
      log(2, { grade: 2 }),
      log(3, { grade: 1, resources: on('LD99', ['2418']) }),
      log(4, { resources: on('LD99', ['9999']) }),
      log(5, { state: 'closed', closedAt: AT }),
    ]);
    expect(await jobs(store)).toEqual([number(3), number(2)]);
    expect((await store.read('storm.jobs', { officer: me })).map(({ callSign }) => callSign)).toEqual(['LD99', 'LD21']);
  });

  it('is new when my unit is put on a log that was here before', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2, { resources: on('LD99') })]);
    expect(await jobs(store)).toEqual([]);
    await bring(store, 'storm', [log(2, { version: 9 })]);
    expect(await jobs(store)).toEqual([number(2)]);
  });

  it('is what came since the first fill: what the unit had then is not, however many pages it took', async () => {
    const store = await temporaryStore();
    await session(store);
    const page = async (lines: Parameters<typeof bring>[2], more: boolean) =>
      store.write('feed.apply', { system: 'storm', lines: [...lines, { op: 'cursor', cursor: `p${lines.length}`, more }], at: AT });
    await page([upsertUnit(unit()), log(1)], true);
    expect(await jobs(store)).toEqual([]);
    await page([log(2), log(3), log(4)], false);
    expect(await jobs(store)).toEqual([]);
    await bring(store, 'storm', [log(5)]);
    expect(await jobs(store)).toEqual([number(5)]);
  });

  it('is new also when it is the first thing that ever came', async () => {
    const store = await temporaryStore();
    await session(store);
    await bring(store, 'storm', []);
    await bring(store, 'storm', [upsertUnit(unit()), log(1)]);
    expect(await jobs(store)).toEqual([number(1)]);
  });

  it('is marked in the lists, and stays new until it is said to be seen; that is told to whoever shows it', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2)]);
    const handlers = createStormHandlers(room(store));
    const marked = async () => {
      const answer = await handlers.list({ scope: 'mine', offset: 0, limit: 500 });
      return answer.ok && answer.value.known && answer.value.value.rows.filter((row) => row.newJob).map(({ id }) => id);
    };
    expect(await marked()).toEqual([number(2)]);
    const told: string[] = [];
    store.onChange((systems) => void told.push(...systems));
    await handlers.seenJobs({ ids: [number(1), number(7)] });
    expect(await jobs(store)).toEqual([number(2)]);
    expect(told).toEqual([]);
    await handlers.seenJobs({ ids: [number(2)] });
    expect([await jobs(store), await marked(), told]).toEqual([[], [], ['storm']]);
  });

  it('is new once over locks: seen it stays seen, unseen it stays new, and what came while locked is new at the next sign-in', async () => {
    const folder = temporaryFolder();
    const first = localStore(folder);
    await filled(first);
    await bring(first, 'storm', [log(2), log(3)]);
    await first.write('storm.seenJobs', { ids: [number(2)], officer: me, at: AT });
    await first.close();
    const second = await temporaryStore(folder);
    await session(second);
    expect(await jobs(second)).toEqual([number(3)]);
    await bring(second, 'storm', [log(2, { version: 9 }), log(4)]);
    expect((await jobs(second)).sort()).toEqual([number(3), number(4)]);
  });

  it('that was taken off the unit and is given again is new again', async () => {
    const store = await filled(await temporaryStore());
    await bring(store, 'storm', [log(2)]);
    await store.write('storm.seenJobs', { ids: [number(2)], officer: me, at: AT });
    await bring(store, 'storm', [log(2, { version: 8, resources: on('LD99') })]);
    await expect.poll(async () => store.read('storm.jobs', { officer: me })).toEqual([]);
    await bring(store, 'storm', [log(2, { version: 9 })]);
    expect(await jobs(store)).toEqual([number(2)]);
  });

  it('is shown whatever status of mine is still on its way out, and that status makes no job new', async () => {
    const store = await filled(await temporaryStore());
    await setStatus(store, {
      outboxId: '00000000-0000-4000-8000-000000000001',
      payload: { callSign: 'LD21', status: 2, at: AT },
      officer: me,
    });
    await bring(store, 'storm', [log(2)]);
    expect(await jobs(store)).toEqual([number(2)]);
  });
});
