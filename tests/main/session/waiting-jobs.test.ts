import { afterEach, describe, expect, it } from 'vitest';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import type { DeviceAnswer, DeviceRequest } from '../../../main/device/tunnel/tunnel.ts';
import { followWaitingJobs } from '../../../main/session/waiting-jobs.ts';
import { officer } from '../support/items.ts';

const open = (): SessionState => ({ kind: 'open', officer: officer(), leaseUntil: '2026-01-11T23:00:00.000Z' });
const held = { holder: { name: 'Aisha Rahman', rank: 'PC' }, since: '2026-01-11T15:00:00.000Z', cause: 'idle', unsent: 0 } as const;
const locked: SessionState = { kind: 'noCard', held };
const AS_OF = '2026-01-11T15:00:01.000Z';

/** HQ's long poll in the test's hands. */
const laptop = (atLock = true) => {
  const asked: { readonly path: string; readonly answer: (jobs: number, status?: number, missing?: number, alerts?: number) => void }[] =
    [];
  const told: number[] = [];
  const request = (sent: DeviceRequest): Promise<DeviceAnswer> =>
    new Promise((resolve) => {
      const body = (jobs: number, missing?: number, alerts?: number) =>
        new TextEncoder().encode(JSON.stringify({ asOf: AS_OF, jobs, callSign: 'LD21', missing, alerts }));
      asked.push({
        path: decodeURIComponent(sent.path),
        answer: (jobs, status = 200, missing?: number, alerts?: number) =>
          resolve({ status, headers: { 'content-type': 'application/json' }, body: body(jobs, missing, alerts) }),
      });
    });
  const jobs = followWaitingJobs({
    tunnel: () => ({ status: { link: 'online' } as never, request }),
    atLock: () => atLock,
    emit: (waiting) => told.push(waiting.jobs),
    retryMs: 5,
  });
  endings.push(() => jobs.onState({ kind: 'noCard' }));
  const next = async (count: number) => {
    await expect.poll(() => asked.length).toBe(count);
    const last = asked.at(-1);
    if (last === undefined) throw new Error('not asked');
    return last;
  };
  return { jobs, asked, told, next };
};
const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

describe('a locked laptop', () => {
  it('asks for the jobs of the officer whose work it holds, given since the sign-in, and tells each change once', async () => {
    const { jobs, asked, told, next } = laptop();
    jobs.onState(open());
    const first = await next(1);
    expect(first.path).toBe(`/v1/device/jobs?staffId=${officer().staffId}&known=0&knownMissing=0&knownAlerts=0`);
    first.answer(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    // While work is open the window itself tells of jobs.
    expect(asked).toHaveLength(1);
    jobs.onState(locked);
    const second = await next(2);
    expect(second.path).toContain(`after=${AS_OF}`);
    second.answer(1);
    // The card of the one who comes back changes nothing.
    jobs.onState({ kind: 'cardSeen', held });
    (await next(3)).answer(1);
    const fourth = await next(4);
    expect(fourth.path).toContain('known=1');
    fourth.answer(0);
    await next(5);
    expect(told).toEqual([1, 0]);
  });

  it('counts from the lock on where HQ was not reached before', async () => {
    const { jobs, told, next } = laptop();
    jobs.onState(open());
    await next(1);
    jobs.onState(locked);
    (await next(2)).answer(0);
    (await next(3)).answer(2);
    await next(4);
    expect(told).toEqual([2]);
  });

  it('asks nothing before anybody has signed in, where the policy says no, or once it forgets whose work it was', async () => {
    const { jobs, asked } = laptop();
    jobs.onState({ kind: 'noCard' });
    jobs.onState(locked);
    const other = laptop(false);
    other.jobs.onState(open());
    other.jobs.onState(locked);
    const forgotten = laptop();
    forgotten.jobs.onState(open());
    (await forgotten.next(1)).answer(0);
    forgotten.jobs.onState({ kind: 'noCard' });
    forgotten.jobs.onState(locked);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([asked.length, other.asked.length, forgotten.asked.length]).toEqual([0, 0, 1]);
  });

  it('tells that somebody who is missing alerts the officer, and that nobody does any more', async () => {
    const { jobs, next } = laptop();
    jobs.onState(open());
    (await next(1)).answer(0);
    jobs.onState(locked);
    (await next(2)).answer(0, 200, 2);
    const third = await next(3);
    expect([jobs.current, third.path.includes('knownMissing=2')]).toEqual([{ jobs: 0, callSign: 'LD21', missing: 2 }, true]);
    third.answer(0, 200, 0);
    await next(4);
    expect(jobs.current).toEqual({ jobs: 0, callSign: 'LD21' });
  });

  it('tells that lines of the unit’s logs alert, and that they do no more', async () => {
    const { jobs, next } = laptop();
    jobs.onState(open());
    (await next(1)).answer(0);
    jobs.onState(locked);
    (await next(2)).answer(0, 200, 0, 1);
    const third = await next(3);
    expect([jobs.current, third.path.includes('knownAlerts=1')]).toEqual([{ jobs: 0, callSign: 'LD21', alerts: 1 }, true]);
    third.answer(0, 200, 0, 0);
    await next(4);
    expect(jobs.current).toEqual({ jobs: 0, callSign: 'LD21' });
  });

  it('is silent again at the sign-in, whatever HQ answers then', async () => {
    const { jobs, told, next } = laptop();
    jobs.onState(open());
    (await next(1)).answer(0);
    jobs.onState(locked);
    (await next(2)).answer(2);
    const late = await next(3);
    expect(jobs.current).toEqual({ jobs: 2, callSign: 'LD21' });
    jobs.onState(open());
    late.answer(9);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([jobs.current, told]).toEqual([{ jobs: 0 }, [2, 0]]);
  });

  it('asks again, and not in circles, when HQ refuses or says nothing', async () => {
    const { jobs, next } = laptop();
    jobs.onState(open());
    (await next(1)).answer(0, 403);
    (await next(2)).answer(0, 500);
    await next(3);
  });
});
