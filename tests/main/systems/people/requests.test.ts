import { describe, expect, it } from 'vitest';
import type { Leave, Overtime } from '../../../../contracts/domain/hr-request.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import { people as contract, MOST_REQUESTS } from '../../../../contracts/ipc/people.ts';
import type { Store } from '../../../../main/store/store.ts';
import { createPeopleHandlers } from '../../../../main/systems/people/handlers.ts';
import { give } from '../../support/give.ts';
import { duty, incident, officer, upsert, upsertIncident } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const LOG = 'LC-20210518-1587';
const MADE = '00000000-0000-4000-8000-000000000100';
const OUTBOX = '00000000-0000-4000-8000-000000000001';
const sergeant = officer({
  staffId: 'LC001140',
  name: 'Paul Hargreaves',
  rank: 'PS',
  collarNumber: '1140',
  roles: ['officer', 'supervisor'],
});
/** Thursday and Friday on, Saturday off. */
const THURSDAY = '2021-05-20';
const FRIDAY = '2021-05-21';
const SATURDAY = '2021-05-22';
const on = (day: string, change = {}) =>
  upsert('duty', `D-${day}`, 1, duty({ id: `D-${day}`, day, start: `${day}T14:00:00.000Z`, end: `${day}T22:00:00.000Z`, ...change }));
const off = (day: string, version = 1) => {
  const { start: _start, end: _end, ...rest } = duty({ id: `D-${day}`, version, day, kind: 'restDay', label: 'Rest day' });
  return upsert('duty', `D-${day}`, version, rest);
};
const balance = upsert('balance', 'balance', 1, {
  ...{ id: 'balance', version: 1, annualLeaveDays: 2, timeOffInLieuMinutes: 480, restDaysOwed: 0 },
});
const leave = (change: Partial<Leave> = {}): Leave => ({
  ...{ id: 'LV-7', version: 1, officer: '2418', name: 'PC 2418 Aisha Rahman', team: 'Leyland Response', kind: 'annualLeave' },
  ...{ askedAt: '2021-05-18T08:00:00.000Z', state: 'asked', days: [{ day: THURSDAY, part: 'full', cost: 1, label: 'Late' }] },
  ...change,
});
const cover = (label: string) =>
  upsert('cover', 'c', 1, {
    ...{ id: 'c', version: 1, day: THURSDAY, team: 'Leyland Response', least: 1 },
    members: [{ officer: '2418', name: '2418 Rahman', state: 'duty', label }],
  });

const office = async (...more: Parameters<typeof bring>[2][number][]): Promise<Store> => {
  const store = await temporaryStore();
  await bring(store, 'storm', [upsertIncident(incident())]);
  await bring(store, 'people', [
    ...['2021-05-17', '2021-05-18', '2021-05-19', THURSDAY, FRIDAY].map((day) => on(day)),
    off(SATURDAY),
    balance,
    ...more,
  ]);
  return store;
};
const requests = async (store: Store, who: Officer = officer()) => {
  const state = room(store);
  state.who = who;
  const answer = await createPeopleHandlers(state).requests(null);
  if (!answer.ok || !answer.value.known) throw new Error('no answer');
  contract.calls.requests.response.parse(answer.value);
  return answer.value.value;
};
const days = (...all: readonly string[]) => all.map((day) => ({ day, part: 'full' as const, cost: day === SATURDAY ? 0 : 1 }));
const ask = (store: Store, asked = days(THURSDAY)) =>
  give(store, 'people', 'leave.request', { kind: 'annualLeave', days: asked }, { outboxId: OUTBOX, itemId: MADE });
const claim = (store: Store, timeOff = 80, itemId?: string) =>
  give(
    store,
    'people',
    'overtime.claim',
    {
      ...{ incidentId: LOG, from: '2021-05-17T22:00:00.000Z', to: '2021-05-17T23:40:00.000Z' },
      ...{ text: 'Scene guard', as: 'timeOff', counted: 60, timeOff },
    },
    { ...(itemId === undefined ? {} : { itemId }) },
  );

describe('expenses and details without signal', () => {
  it('are shown at once as asked, are withdrawn again, and their words in the outbox tell no address', async () => {
    const store = await office();
    const meal = { kind: 'meal' as const, day: '2021-05-17', pence: 1240, text: 'Kept on' };
    expect(await give(store, 'people', 'expense.claim', { ...meal, day: '2021-06-20' })).toEqual({ ok: false, code: 'NotAllowed' });
    expect((await give(store, 'people', 'expense.claim', meal, { itemId: MADE })).ok).toBe(true);
    expect((await give(store, 'people', 'details.change', { address: '4 Leyland Way' })).ok).toBe(true);
    expect(await requests(store)).toMatchObject({
      expense: [{ id: MADE, version: 0, state: 'asked', pence: 1240, sending: 'waiting' }],
      details: [{ state: 'asked', address: '4 Leyland Way' }],
    });
    expect((await store.read('outbox.list', null)).map(({ summary }) => summary)).toEqual([
      'Claim expenses: £12.40 on 17/05/2021',
      'Change my details: address',
    ]);
    expect((await give(store, 'people', 'expense.withdraw', { expenseId: MADE })).ok).toBe(true);
    expect((await requests(store)).expense).toMatchObject([{ state: 'withdrawn' }]);
  });
});

describe('leave that is asked for without signal', () => {
  it('is shown at once as asked and unsent, and stands in the outbox with its days', async () => {
    const store = await office();
    expect(await ask(store, days(THURSDAY, FRIDAY, SATURDAY))).toMatchObject({ ok: true });
    expect((await requests(store)).leave).toMatchObject([
      {
        id: MADE,
        version: 0,
        state: 'asked',
        name: 'PC 2418 Aisha Rahman',
        sending: 'waiting',
        changedDays: [],
        days: [{ cost: 1 }, { cost: 1 }, { cost: 0 }],
      },
    ]);
    expect(await store.read('outbox.list', null)).toMatchObject([{ summary: 'Ask for leave: 20/05/2021 to 22/05/2021' }]);
  });

  it.each([
    ['a day that has been', days('2021-05-17')],
    ['a day that is not published', days('2021-05-29')],
    ['rest days alone', days(SATURDAY)],
    ['another cost than the roster’s', [{ day: SATURDAY, part: 'full' as const, cost: 1 }]],
    ['more than is left', days('2021-05-19', THURSDAY, FRIDAY)],
  ])('is not taken on for %s', async (_, asked) => {
    expect(await ask(await office(), asked)).toEqual({ ok: false, code: 'NotAllowed' });
  });

  it('counts against what is left, until it is withdrawn', async () => {
    const store = await office();
    await ask(store, days(THURSDAY));
    const rest = { kind: 'annualLeave' as const, days: days('2021-05-19', FRIDAY) };
    expect(await give(store, 'people', 'leave.request', rest)).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await give(store, 'people', 'leave.withdraw', { leaveId: MADE })).toMatchObject({ ok: true });
    expect((await requests(store)).leave).toMatchObject([{ state: 'withdrawn' }]);
    expect(await give(store, 'people', 'leave.request', rest)).toMatchObject({ ok: true });
  });

  it('has HQ’s number once HQ has answered, also where it is withdrawn before', async () => {
    const store = await office();
    await ask(store);
    await give(store, 'people', 'leave.withdraw', { leaveId: MADE });
    const taken = await store.write('outbox.take', { system: 'people' });
    await store.write('outbox.settle', { id: taken?.id ?? '', answer: { kind: 'done', version: 1, allottedId: 'LV-31' } });
    expect((await requests(store)).leave).toMatchObject([{ id: 'LV-31', was: MADE, state: 'withdrawn' }]);
    expect(await store.write('outbox.take', { system: 'people' })).toMatchObject({
      command: 'leave.withdraw',
      payload: { leaveId: 'LV-31' },
    });
  });

  it('that HQ did not take is not how things are', async () => {
    const store = await office();
    await ask(store);
    const taken = await store.write('outbox.take', { system: 'people' });
    const problem = { type: 'about:blank', title: 'Roster changed', status: 422, code: 'RosterChanged' };
    await store.write('outbox.settle', { id: taken?.id ?? '', answer: { kind: 'refused', problem } });
    expect((await requests(store)).leave).toMatchObject([{ id: MADE, sending: 'refused' }]);
    // The days are free to be asked for again.
    expect(await give(store, 'people', 'leave.request', { kind: 'annualLeave', days: days(THURSDAY, FRIDAY) })).toMatchObject({ ok: true });
  });

  it('says of which days the roster has changed under it', async () => {
    const store = await office(upsert('leave', 'LV-7', 1, leave()));
    expect((await requests(store)).leave).toMatchObject([{ changedDays: [] }]);
    await bring(store, 'people', [off(THURSDAY, 2)]);
    expect((await requests(store)).leave).toMatchObject([{ changedDays: [THURSDAY] }]);
  });
});

describe('a sergeant', () => {
  it('decides on the team’s requests, never on their own, and sends none back without a reason', async () => {
    const own = leave({ id: 'LV-8', officer: '1140', name: 'PS 1140 Paul Hargreaves' });
    const store = await office(upsert('leave', 'LV-7', 1, leave()), upsert('leave', 'LV-8', 1, own));
    const decide = (leaveId: string, decision: 'approve' | 'return', who: Officer, text?: string) =>
      give(store, 'people', 'leave.decide', { leaveId, decision, ...(text === undefined ? {} : { text }) }, { officer: who });
    expect(await decide('LV-7', 'approve', officer())).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await decide('LV-8', 'approve', sergeant)).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await decide('LV-7', 'return', sergeant, ' ')).toEqual({ ok: false, code: 'NotAllowed' });
    const waiting = async (who: Officer) => (await store.read('today.view', { officer: who, now: '2021-05-18T14:41:00.000Z' })).requests;
    expect([await waiting(sergeant), await waiting(officer())]).toEqual([1, 0]);
    expect(await decide('LV-7', 'return', sergeant, 'You are in court')).toMatchObject({ ok: true });
    expect(await waiting(sergeant)).toBe(0);
    const [seen] = (await requests(store, sergeant)).leave.filter(({ id }) => id === 'LV-7');
    expect(seen).toMatchObject({
      state: 'returned',
      sending: 'waiting',
      decision: { by: 'PS 1140 Paul Hargreaves', text: 'You are in court' },
    });
    expect(await decide('LV-7', 'approve', sergeant)).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await store.read('outbox.list', null)).toMatchObject([
      { summary: 'Send back: PC 2418 Aisha Rahman, leave, 20/05/2021. You are in court' },
    ]);
  });

  it('has what is open first, however many were asked for and decided since', async () => {
    const decided = Array.from({ length: MOST_REQUESTS }, (_, n) => {
      const of = { id: `LV-${100 + n}`, askedAt: '2021-05-18T09:00:00.000Z', state: 'approved' as const };
      return upsert('leave', of.id, 1, leave(of));
    });
    const store = await office(upsert('leave', 'LV-7', 1, leave({ askedAt: '2021-04-01T08:00:00.000Z' })), ...decided);
    const seen = (await requests(store, sergeant)).leave;
    expect([seen.length, seen[0]?.id]).toEqual([MOST_REQUESTS, 'LV-7']);
  });

  it('sees by the team’s cover that another’s roster has changed', async () => {
    const theirs = upsert('leave', 'LV-7', 1, leave());
    expect((await requests(await office(theirs, cover('Late')), sergeant)).leave).toMatchObject([{ changedDays: [] }]);
    expect((await requests(await office(theirs, cover('Early')), sergeant)).leave).toMatchObject([{ changedDays: [THURSDAY] }]);
  });

  it('is given the cover of the days asked for', async () => {
    const handlers = createPeopleHandlers(room(await office(cover('Late'))));
    expect(await handlers.cover({ from: THURSDAY, to: THURSDAY })).toMatchObject({
      ok: true,
      value: { known: true, value: [{ day: THURSDAY }] },
    });
    expect(await handlers.cover({ from: FRIDAY, to: FRIDAY })).toMatchObject({ ok: true, value: { known: true, value: [] } });
  });
});

describe('overtime that is claimed without signal', () => {
  it('shows its arithmetic at once, by the roster on this laptop', async () => {
    const store = await office();
    expect(await claim(store)).toMatchObject({ ok: true });
    const parts = [{ kind: 'afterTour', minutes: 100, disregarded: 30, counted: 60, timeOff: 80, rate: 'timeAndThird' }];
    expect((await requests(store)).overtime).toMatchObject([{ version: 0, state: 'asked', casual: true, parts, sending: 'waiting' }]);
    expect(await store.read('outbox.list', null)).toMatchObject([{ summary: 'Claim overtime: 1 h 20 min of time off' }]);
  });

  it('is not taken on twice for one time, nor for an inspector, nor of a log that is not here', async () => {
    const store = await office();
    await claim(store, 80, MADE);
    expect(await claim(store)).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await give(store, 'people', 'overtime.withdraw', { overtimeId: MADE })).toMatchObject({ ok: true });
    expect(await claim(store)).toMatchObject({ ok: true });
    const times = {
      from: '2021-05-17T22:00:00.000Z',
      to: '2021-05-17T23:40:00.000Z',
      text: 'x',
      as: 'pay',
      counted: 60,
      timeOff: 80,
    } as const;
    const inspector = officer({ rank: 'Insp' });
    expect(await give(await office(), 'people', 'overtime.claim', { ...times, incidentId: LOG }, { officer: inspector })).toMatchObject({
      ok: false,
    });
  });

  it('on a rest day counts what another claim that is unsent has of the day', async () => {
    const store = await office(on('2021-05-15'), off('2021-05-16'));
    const duty = (from: string, to: string, counted: number) => ({
      ...{ incidentId: LOG, from: `2021-05-16T${from}:00.000Z`, to: `2021-05-16T${to}:00.000Z` },
      ...{ text: 'Search', as: 'pay' as const, counted, timeOff: counted * 1.5 },
    });
    const claimed = (minute: number, ...of: Parameters<typeof duty>) =>
      give(store, 'people', 'overtime.claim', duty(...of), { at: `2021-05-18T14:${minute}:00.000Z` });
    expect(await claimed(38, '10:00', '11:00', 240)).toMatchObject({ ok: true });
    expect(await claimed(39, '12:00', '13:00', 240)).toEqual({ ok: false, code: 'NotAllowed' });
    expect(await claimed(40, '14:00', '18:00', 60)).toMatchObject({ ok: true });
    const { overtime } = await requests(store);
    expect(overtime.map(({ counted, parts }) => [counted, parts.map((part) => part.counted)])).toEqual([
      [60, [60]],
      [240, [240]],
    ]);
  });

  it('of another officer is decided by the sergeant', async () => {
    const theirs: Overtime = {
      ...{ id: 'OT-3', version: 1, officer: '2418', name: 'PC 2418 Aisha Rahman', team: 'Leyland Response', incidentId: LOG },
      ...{ askedAt: '2021-05-18T08:00:00.000Z', state: 'asked', from: '2021-05-17T22:00:00.000Z', to: '2021-05-17T23:40:00.000Z' },
      ...{ text: 'Scene guard', as: 'pay', parts: [], counted: 60, timeOff: 80, casual: true },
    };
    const store = await office(upsert('overtime', 'OT-3', 1, theirs));
    await give(store, 'people', 'overtime.decide', { overtimeId: 'OT-3', decision: 'approve' }, { officer: sergeant });
    expect((await requests(store, sergeant)).overtime).toMatchObject([{ state: 'approved', sending: 'waiting' }]);
  });
});
