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
  const asked: { readonly path: string; readonly answer: (jobs: number, status?: number) => void }[] = [];
  const told: number[] = [];
  const request = (sent: DeviceRequest): Promise<DeviceAnswer> =>
    new Promise((resolve) => {
      const body = (jobs: number) => new TextEncoder().encode(JSON.stringify({ asOf: AS_OF, jobs, callSign: 'LD21' }));
      asked.push({
        path: decodeURIComponent(sent.path),
        answer: (jobs, status = 200) => resolve({ status, headers: { 'content-type': 'application/json' }, body: body(jobs) }),
      });
    });
  const jobs = followWaitingJobs({
    tunnel: () => ({ status: { link: 'online' } as never, request }),
    atLock: () => atLock,
    emit: (waiting) => told.push(waiting.jobs),
    retryMs: 5,
  });
  endings.push(() => jobs.onState(open()));
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
  it('asks for the jobs of the officer whose work it holds, from the lock on, and tells each change once', async () => {
    const { jobs, told, next } = laptop();
    jobs.onState(open());
    jobs.onState(locked);
    const first = await next(1);
    expect(first.path).toBe(`/v1/device/jobs?staffId=${officer().staffId}&known=0`);
    first.answer(0);
    const second = await next(2);
    expect(second.path).toContain(`after=${AS_OF}`);
    second.answer(1);
    (await next(3)).answer(1);
    const fourth = await next(4);
    expect(fourth.path).toContain('known=1');
    fourth.answer(0);
    await next(5);
    expect(told).toEqual([1, 0]);
  });

  it('asks nothing while work is open, before anybody has signed in, where the policy says no, or once it forgets whose work it was', async () => {
    const { jobs, asked } = laptop();
    jobs.onState({ kind: 'noCard' });
    jobs.onState(locked);
    jobs.onState(open());
    const other = laptop(false);
    other.jobs.onState(open());
    other.jobs.onState(locked);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([asked.length, other.asked.length]).toEqual([0, 0]);
  });

  it('is silent again at the sign-in, whatever HQ answers then', async () => {
    const { jobs, told, next } = laptop();
    jobs.onState(open());
    jobs.onState(locked);
    (await next(1)).answer(0);
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
    jobs.onState(locked);
    (await next(1)).answer(0, 403);
    (await next(2)).answer(0, 500);
    await next(3);
  });
});
