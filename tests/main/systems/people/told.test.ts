import { describe, expect, it } from 'vitest';
import type { Leave, Overtime } from '../../../../contracts/domain/hr-request.ts';
import { toldItem } from '../../../../contracts/ipc/today.ts';
import type { Store } from '../../../../main/store/store.ts';
import { give } from '../../support/give.ts';
import { duty, officer, upsert } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const decision = { at: '2021-05-18T09:00:00.000Z', by: 'PS 1140 Paul Hargreaves', collarNumber: '1140', text: 'You are in court' };
const leave = (change: Partial<Leave> = {}) => {
  const whole: Leave = {
    ...{ id: 'LV-7', version: 2, officer: '2418', name: 'PC 2418 Aisha Rahman', team: 'Leyland Response', kind: 'annualLeave' },
    ...{ askedAt: '2021-05-17T08:00:00.000Z', state: 'returned', days: [{ day: '2021-05-20', part: 'full', cost: 1, label: 'Late' }] },
    ...{ decision, ...change },
  };
  return upsert('leave', whole.id, whole.version, whole);
};
const claim = (change: Partial<Overtime> = {}) => {
  const whole: Overtime = {
    ...{ id: 'OT-3', version: 2, officer: '2418', name: 'PC 2418 Aisha Rahman', team: 'Leyland Response', state: 'approved' },
    ...{ askedAt: '2021-05-17T08:00:00.000Z', from: '2021-05-16T22:00:00.000Z', to: '2021-05-16T23:40:00.000Z' },
    ...{ text: 'Scene guard', as: 'pay', parts: [], counted: 60, timeOff: 80, casual: true },
    ...{ decision: { ...decision, at: '2021-05-18T10:00:00.000Z' }, ...change },
  };
  return upsert('overtime', whole.id, whole.version, whole);
};
const CHANGED_AT = '2021-05-18T12:05:00.000Z';
const changed = (day: string, at = CHANGED_AT, version = 2) =>
  upsert('duty', day, version, duty({ id: day, version, day, label: 'Night', changed: { at, was: { kind: 'duty', label: 'Late' } } }));

const laptop = async (...items: Parameters<typeof bring>[2][number][]): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'people', items);
  return store;
};
const told = async (store: Store, who = officer()) => {
  const { told: all } = await store.read('today.view', { officer: who, now: '2021-05-18T14:41:00.000Z' });
  return toldItem.array().parse(all);
};
const idsOf = (all: Awaited<ReturnType<typeof told>>): string[] => all.map((one) => (one.kind === 'duty' ? one.duty.id : one.request.id));

describe('what an officer is told', () => {
  it('is every answer to a request of theirs, and every change of their roster to come, the newest first', async () => {
    const store = await laptop(leave(), claim(), changed('2021-05-20'), changed('2021-05-10'), leave({ id: 'LV-8', officer: '4127' }));
    expect(idsOf(await told(store))).toEqual(['2021-05-20', 'OT-3', 'LV-7']);
  });

  it('is nothing of what waits, was withdrawn, or was looked at', async () => {
    const { text: _, ...answer } = decision;
    const seen = leave({ decision: { ...answer, seenAt: '2021-05-18T11:00:00.000Z' } });
    const store = await laptop(
      seen,
      upsert('leave', 'LV-9', 1, { ...leaveBody('asked') }),
      upsert('leave', 'LV-10', 1, { ...leaveBody('withdrawn', 'LV-10') }),
    );
    expect(await told(store)).toEqual([]);
  });

  it('ends at once when it is looked at, also without signal, and is said to HQ once', async () => {
    const store = await laptop(leave(), claim(), changed('2021-05-20'));
    expect(await give(store, 'people', 'leave.seen', { leaveId: 'LV-7' })).toMatchObject({ ok: true });
    expect(await give(store, 'people', 'leave.seen', { leaveId: 'LV-7' })).toMatchObject({ ok: true });
    expect(await give(store, 'people', 'overtime.seen', { overtimeId: 'OT-3' })).toMatchObject({ ok: true });
    expect(await give(store, 'people', 'duty.acknowledge', { dutyId: '2021-05-20', changedAt: CHANGED_AT })).toMatchObject({ ok: true });
    expect(await give(store, 'people', 'duty.acknowledge', { dutyId: '2021-05-20', changedAt: CHANGED_AT })).toMatchObject({ ok: true });
    expect(await told(store)).toEqual([]);
    expect((await store.read('outbox.list', null)).map(({ summary }) => summary).toSorted()).toEqual([
      'Answer seen: PC 2418 Aisha Rahman, leave, 20/05/2021',
      'Answer seen: PC 2418 Aisha Rahman, overtime, 1 h 0 min',
      'Change of the roster seen: 20/05/2021',
    ]);
    // The request itself is not changed by it: it is not on its way.
    const { leave: own } = await store.read('people.requests', { officer: officer(), now: '2021-05-18T14:41:00.000Z' });
    expect(own.map(({ sending }) => sending)).toEqual([undefined]);
  });

  it('of a day that was changed again after it was seen is told again', async () => {
    const store = await laptop(changed('2021-05-20'));
    await give(store, 'people', 'duty.acknowledge', { dutyId: '2021-05-20', changedAt: CHANGED_AT });
    await bring(store, 'people', [changed('2021-05-20', '2021-05-18T13:00:00.000Z', 3)]);
    expect(idsOf(await told(store))).toEqual(['2021-05-20']);
  });

  it('names the open request for leave that a changed day is in', async () => {
    const store = await laptop(upsert('leave', 'LV-9', 1, leaveBody('asked')), changed('2021-05-20'));
    expect(await told(store)).toMatchObject([{ kind: 'duty', leaves: ['LV-9'] }]);
  });

  it('is not looked at by anybody else', async () => {
    const store = await laptop(leave());
    const sergeant = officer({ staffId: 'LC001140', collarNumber: '1140', roles: ['officer', 'supervisor'] });
    expect(await give(store, 'people', 'leave.seen', { leaveId: 'LV-7' }, { officer: sergeant })).toEqual({
      ok: false,
      code: 'NotAllowed',
    });
  });
});

const leaveBody = (state: Leave['state'], id = 'LV-9'): Leave => ({
  ...{ id, version: 1, officer: '2418', name: 'PC 2418 Aisha Rahman', team: 'Leyland Response', kind: 'annualLeave', state },
  ...{ askedAt: '2021-05-17T08:00:00.000Z', days: [{ day: '2021-05-20', part: 'full', cost: 1, label: 'Late' }] },
});
