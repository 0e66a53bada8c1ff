import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Cover } from '../../../contracts/domain/cover.ts';
import type { Balance, Duty } from '../../../contracts/domain/duty.ts';
import { addDays, forceDay, instantAt, weekdayIndex } from '../../../contracts/domain/force-calendar.ts';
import { nextLeaveYear } from '../../../contracts/domain/leave-cost.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { isPublicHoliday } from '../../../contracts/domain/public-holidays.ts';
import { publish } from '../../../hq/systems/publish.ts';
import { type SeedItem, seed } from '../../../hq/systems/seed.ts';
import { ask, codeOf, linesOf } from '../support/client.ts';
import { clarke, halliwell, hargreaves, incident, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const TODAY = forceDay(new Date());
/** A Monday ahead whose week has no public holiday and lies within the leave year, and one that has been, for overtime. */
const plainMonday = (from: string, step: 1 | -1): string => {
  for (let day = from; ; day = addDays(day, step)) {
    const week = Array.from({ length: 14 }, (_, n) => addDays(day, n));
    const inOneYear = week.every((one) => one.slice(5) !== '04-01');
    if (weekdayIndex(day) === 0 && inOneYear && !week.some(isPublicHoliday)) return day;
  }
};
const AHEAD = plainMonday(addDays(TODAY, 2), 1);
const BEFORE = plainMonday(addDays(TODAY, -16), -1);
/** A public holiday that has been, and the days around it. */
const CHRISTMAS = `${Number(TODAY.slice(0, 4)) - 1}-12-25`;
const LOG = 'LC-20260111-1600';

const duty = (day: string, kind: Duty['kind'], more: Partial<Duty> = {}): Duty => ({
  ...{ id: day, version: 1, day, kind, label: kind === 'duty' ? 'Early' : 'Rest day' },
  ...(kind === 'duty' ? { start: instantAt(day, '07:00').toISOString(), end: instantAt(day, '15:00').toISOString() } : {}),
  publishedAt: instantAt(addDays(day, -40), '12:00').toISOString(),
  ...more,
});
/** Five days on and two off, this fortnight before and ahead. */
const roster = (owner: Officer, monday: string): SeedItem[] =>
  Array.from({ length: 14 }, (_, n) => addDays(monday, n)).map((day) => ({
    ...{ system: 'people', kind: 'duty', id: day, owner: owner.staffId },
    body: duty(day, weekdayIndex(day) < 5 ? 'duty' : 'restDay'),
  }));
/** The last day of this leave year and the first of the next. */
const NEXT_YEAR = nextLeaveYear(TODAY);
const YEARS_END = [addDays(NEXT_YEAR, -1), NEXT_YEAR];

const balance = (owner: Officer, annualLeaveDays: number, more: Partial<Balance> = {}): SeedItem => ({
  ...{ system: 'people', kind: 'balance', id: 'balance', owner: owner.staffId },
  body: { id: 'balance', annualLeaveDays, timeOffInLieuMinutes: 480, restDaysOwed: 1, ...more },
});
const cover = (day: string): SeedItem => ({
  ...{ system: 'people', kind: 'cover', id: `${day} ${rahman.team}` },
  body: {
    ...{ id: `${day} ${rahman.team}`, day, team: rahman.team, least: 2 },
    members: [rahman, halliwell].map(({ collarNumber, name }) => ({ officer: collarNumber, name, state: 'duty', label: 'Early' })),
  },
});

onEveryForce((start) => {
  const items = [
    ...[rahman, halliwell].flatMap((one) => [
      ...[...roster(one, AHEAD), ...roster(one, BEFORE)],
      balance(one, 10, one === halliwell ? { nextLeaveYear: { from: NEXT_YEAR, annualLeaveDays: 22 } } : {}),
      ...YEARS_END.map(
        (day): SeedItem => ({ ...{ system: 'people', kind: 'duty', id: day, owner: one.staffId }, body: duty(day, 'duty') }),
      ),
    ]),
    ...[-1, 0, 1].map(
      (n): SeedItem => ({
        ...{ system: 'people', kind: 'duty', id: addDays(CHRISTMAS, n), owner: rahman.staffId },
        body: duty(addDays(CHRISTMAS, n), 'restDay'),
      }),
    ),
    ...[...roster(hargreaves, AHEAD), balance(hargreaves, 10)],
    ...[cover(AHEAD), cover(addDays(AHEAD, 1)), incident(LOG, rahman.area), incident('LC-20260111-1601', clarke.area)],
  ];
  const { force, as, send, bodyOf } = officersAtHq(start, items);
  const hr = (officer: Officer, command: string, itemId: string, payload: Readonly<Record<string, unknown>>) =>
    send(officer, command, payload, { system: 'people', itemId });
  const feed = async (officer: Officer) => linesOf(await ask(as(officer), 'GET', '/v1/people/changes?cursor='));
  const inFeed = async (officer: Officer, kind: string, id: string): Promise<unknown> =>
    (await feed(officer)).find((line) => line.kind === kind && line.id === id)?.data;

  const days = (...offsets: readonly number[]) => offsets.map((n) => ({ day: addDays(AHEAD, n), part: 'full', cost: n % 7 < 5 ? 1 : 0 }));
  const request = (asked: readonly object[], kind = 'annualLeave') => ({ kind, days: asked });
  const asked = async (officer: Officer, payload: Readonly<Record<string, unknown>>): Promise<string> => {
    const reply = await hr(officer, 'leave.request', randomUUID(), payload);
    const { allottedId } = JSON.parse(reply.body.toString()) as { readonly allottedId?: string };
    if (allottedId === undefined) throw new Error(codeOf(reply));
    return allottedId;
  };
  const refusal = async (officer: Officer, command: string, payload: Readonly<Record<string, unknown>>, id: string = randomUUID()) =>
    codeOf(await hr(officer, command, id, payload));

  describe('leave', () => {
    it('is asked for day by day, is seen by its officer and the team’s supervisors, and by nobody else', async () => {
      const id = await asked(rahman, { ...request(days(0, 1, 5)), text: 'Wedding' });
      const seen = {
        ...{ officer: rahman.collarNumber, kind: 'annualLeave', state: 'asked', text: 'Wedding', team: rahman.team },
        days: [{ cost: 1, label: 'Early' }, { cost: 1 }, { cost: 0, label: 'Rest day' }],
      };
      expect(await inFeed(rahman, 'leave', id)).toMatchObject(seen);
      expect(await inFeed(hargreaves, 'leave', id)).toMatchObject(seen);
      for (const other of [halliwell, clarke]) expect(await inFeed(other, 'leave', id)).toBeUndefined();
      expect(await refusal(rahman, 'leave.request', request(days(1, 2)))).toBe('DayAskedFor');
      expect(await refusal(halliwell, 'leave.withdraw', { leaveId: id }, id)).toBe('NotFound');
      expect(await refusal(hargreaves, 'leave.withdraw', { leaveId: id }, id)).toBe('NotYourRequest');
      await hr(rahman, 'leave.withdraw', id, { leaveId: id });
      expect(await inFeed(hargreaves, 'leave', id)).toMatchObject({ state: 'withdrawn' });
      expect(await refusal(rahman, 'leave.withdraw', { leaveId: id }, id)).toBe('RequestNotOpen');
      expect(await refusal(hargreaves, 'leave.decide', { leaveId: id, decision: 'approve' }, id)).toBe('RequestNotOpen');
    });

    it.each([
      ['of a day that is not published', () => request([{ day: addDays(AHEAD, 14), part: 'full', cost: 1 }]), 'DayNotPublished'],
      ['of a day that has been', () => request([{ day: BEFORE, part: 'full', cost: 1 }]), 'DayPassed'],
      [
        'of a day that has been, by a laptop whose clock is wrong',
        () => ({ ...request([{ day: BEFORE, part: 'full', cost: 1 }]), at: instantAt(addDays(BEFORE, -1), '12:00').toISOString() }),
        'DayPassed',
      ],
      ['of rest days alone', () => request(days(5, 6)), 'CostsNothing'],
      ['of a day twice', () => request(days(2, 2)), 'DayAskedFor'],
      ['at another cost than HQ’s roster has', () => request([{ day: addDays(AHEAD, 5), part: 'full', cost: 1 }]), 'RosterChanged'],
      ['in parts in which it is not taken', () => request([{ day: AHEAD, part: 'firstHalf', cost: 0.5 }], 'restDayInLieu'), 'PartNotTaken'],
      [
        'of more time off than there is',
        () =>
          request(
            [0, 1].map((n) => ({ day: addDays(AHEAD, n), part: 'full', cost: 480 })),
            'toil',
          ),
        'NotEnoughLeft',
      ],
    ])('%s is refused for good', async (_, payload, code) => {
      expect(await refusal(rahman, 'leave.request', payload())).toBe(code);
    });

    it('that waits already is not there for another request', async () => {
      const evening = { day: AHEAD, part: 'hours', minutes: 60, cost: 60 };
      const first = await asked(halliwell, request([evening], 'toil'));
      const night = { day: addDays(AHEAD, 1), part: 'full', cost: 480 };
      expect(await refusal(halliwell, 'leave.request', request([night], 'toil'))).toBe('NotEnoughLeft');
      await hr(halliwell, 'leave.withdraw', first, { leaveId: first });
      const second = await asked(halliwell, request([night], 'toil'));
      await hr(halliwell, 'leave.withdraw', second, { leaveId: second });
    });

    it('approved is taken off the balance, and the roster and the team’s cover change with it', async () => {
      const half = { day: addDays(AHEAD, 1), part: 'secondHalf', cost: 0.5 };
      const id = await asked(rahman, request([...days(0), half]));
      expect(await refusal(rahman, 'leave.decide', { leaveId: id, decision: 'approve' }, id)).toBe('OnlyTheTeamsSupervisor');
      expect(await refusal(hargreaves, 'leave.decide', { leaveId: id, decision: 'return' }, id)).toBe('ReturnNeedsAReason');
      await hr(hargreaves, 'leave.decide', id, { leaveId: id, decision: 'approve', text: 'Enjoy it' });
      const decision = { by: expect.stringMatching(/^PS 1140 /), collarNumber: '1140', text: 'Enjoy it' };
      expect(await inFeed(rahman, 'leave', id)).toMatchObject({ state: 'approved', decision });
      expect(await inFeed(rahman, 'balance', 'balance')).toMatchObject({ annualLeaveDays: 8.5 } satisfies Partial<Balance>);
      const off = (await inFeed(rahman, 'duty', AHEAD)) as Duty;
      expect(off).toMatchObject({ kind: 'annualLeave', label: 'Annual leave' });
      expect(off.start).toBeUndefined();
      expect(await inFeed(rahman, 'duty', half.day)).toMatchObject({ kind: 'duty', end: instantAt(half.day, '11:00').toISOString() });
      const seen = (await inFeed(halliwell, 'cover', `${AHEAD} ${rahman.team}`)) as Cover;
      // A colleague sees that somebody is away, and not why.
      expect(seen.members).toEqual([
        { officer: rahman.collarNumber, name: rahman.name, state: 'away' },
        { officer: halliwell.collarNumber, name: halliwell.name, state: 'duty', label: 'Early' },
      ]);
      expect(await inFeed(clarke, 'cover', `${AHEAD} ${rahman.team}`)).toBeUndefined();
    });

    it('of the half of a tour that is left makes the day off, at half a day', async () => {
      const day = addDays(AHEAD, 1);
      const rest = await asked(rahman, request([{ day, part: 'full', cost: 0.5 }]));
      await hr(hargreaves, 'leave.decide', rest, { leaveId: rest, decision: 'approve' });
      expect(await inFeed(rahman, 'balance', 'balance')).toMatchObject({ annualLeaveDays: 8 });
      const off = (await inFeed(rahman, 'duty', day)) as Duty;
      expect([off.kind, off.start, off.tour]).toEqual(['annualLeave', undefined, undefined]);
    });

    it('under which the roster has changed cannot be approved, and is sent back with the reason', async () => {
      const day = addDays(AHEAD, 2);
      const id = await asked(halliwell, request(days(2)));
      await force()
        .hq.database.query.transaction()
        .execute((transaction) =>
          publish(transaction, 'people', [{ kind: 'duty', id: day, owner: halliwell.staffId, body: { ...duty(day, 'restDay') } }]),
        );
      expect(await refusal(hargreaves, 'leave.decide', { leaveId: id, decision: 'approve' }, id)).toBe('RosterChanged');
      await hr(hargreaves, 'leave.decide', id, { leaveId: id, decision: 'return', text: 'It is your rest day by now' });
      expect(await inFeed(halliwell, 'leave', id)).toMatchObject({ state: 'returned', decision: { text: 'It is your rest day by now' } });
      expect(await inFeed(halliwell, 'balance', 'balance')).toMatchObject({ annualLeaveDays: 10 });
    });

    it('over the year’s end is taken out of both leave years, once HQ has opened the second', async () => {
      const asks = request(YEARS_END.map((day) => ({ day, part: 'full', cost: 1 })));
      expect(await refusal(rahman, 'leave.request', asks)).toBe('LeaveYearNotOpened');
      const id = await asked(halliwell, asks);
      await hr(hargreaves, 'leave.decide', id, { leaveId: id, decision: 'approve' });
      expect(await inFeed(halliwell, 'balance', 'balance')).toMatchObject({
        annualLeaveDays: 9,
        nextLeaveYear: { from: NEXT_YEAR, annualLeaveDays: 21 },
      });
    });

    it('is asked for where a day of the roster or an earlier request cannot be read', async () => {
      const first = await asked(halliwell, request(days(3)));
      const { query } = force().hq.database;
      for (const [kind, id] of [
        ['duty', addDays(AHEAD, 3)],
        ['leave', first],
      ] as const)
        await query
          .updateTable('item')
          .set({ body: sql`body || '{"label": 7, "days": 7}'::jsonb` })
          .where('kind', '=', kind)
          .where('id', '=', id)
          .execute();
      // What cannot be read is as if it were not there.
      expect(await refusal(halliwell, 'leave.request', request(days(3, 4)))).toBe('DayNotPublished');
      const id = await asked(halliwell, request(days(4)));
      await hr(halliwell, 'leave.withdraw', id, { leaveId: id });
    });

    it('goes with its officer to another team, whose supervisor decides', async () => {
      const id = await asked(halliwell, request(days(4)));
      const moved = { ...halliwell, team: clarke.team };
      await seed(force().hq.database, { officers: [moved, { ...clarke, roles: ['officer', 'supervisor'] }], items: [] });
      expect(await inFeed(clarke, 'leave', id)).toMatchObject({ state: 'asked', team: clarke.team });
      expect(await refusal(hargreaves, 'leave.decide', { leaveId: id, decision: 'approve' }, id)).toBe('NotFound');
      await hr(clarke, 'leave.decide', id, { leaveId: id, decision: 'return', text: 'Ask again in your new team' });
      expect(await inFeed(halliwell, 'leave', id)).toMatchObject({ state: 'returned', decision: { collarNumber: clarke.collarNumber } });
      await seed(force().hq.database, { officers: [halliwell, clarke], items: [] });
      // What was decided stays where it was decided.
      expect(await bodyOf('leave', id)).toMatchObject({ team: clarke.team });
    });

    it('of an officer who is no longer in the force is not approved', async () => {
      const id = await asked(halliwell, request(days(4)));
      const setState = (state: 'active' | 'revoked') =>
        force().hq.database.query.updateTable('officer').set({ state }).where('staff_id', '=', halliwell.staffId).execute();
      await setState('revoked');
      expect(await refusal(hargreaves, 'leave.decide', { leaveId: id, decision: 'approve' }, id)).toBe('OfficerUnknown');
      await hr(hargreaves, 'leave.decide', id, { leaveId: id, decision: 'return', text: 'You have left' });
      await setState('active');
      expect(await inFeed(halliwell, 'leave', id)).toMatchObject({ state: 'returned' });
    });

    it('of a supervisor is decided by another', async () => {
      const id = await asked(hargreaves, request(days(0)));
      expect(await refusal(hargreaves, 'leave.decide', { leaveId: id, decision: 'approve' }, id)).toBe('OnlyTheTeamsSupervisor');
    });
  });

  describe('overtime', () => {
    const worked = (offset: number, from: string, to: string, more: Readonly<Record<string, unknown>> = {}) => {
      const day = addDays(BEFORE, offset);
      const times = { from: instantAt(day, from).toISOString(), to: instantAt(day, to).toISOString() };
      return { incidentId: LOG, text: 'Scene guard', as: 'timeOff', ...times, ...more };
    };
    const claim = async (officer: Officer, payload: Readonly<Record<string, unknown>>): Promise<string> => {
      const reply = await hr(officer, 'overtime.claim', randomUUID(), payload);
      const { allottedId } = JSON.parse(reply.body.toString()) as { readonly allottedId?: string };
      if (allottedId === undefined) throw new Error(codeOf(reply));
      return allottedId;
    };

    it('is worked out again by HQ, and approved as time off it is the officer’s', async () => {
      const payload = worked(0, '15:00', '16:40', { counted: 60, timeOff: 80 });
      const id = await claim(rahman, payload);
      const parts = [{ kind: 'afterTour', rate: 'timeAndThird', minutes: 100, disregarded: 30, counted: 60, timeOff: 80 }];
      expect(await inFeed(hargreaves, 'overtime', id)).toMatchObject({ state: 'asked', parts, casual: true, incidentId: LOG });
      expect(await inFeed(halliwell, 'overtime', id)).toBeUndefined();
      await hr(hargreaves, 'overtime.decide', id, { overtimeId: id, decision: 'approve' });
      expect(await inFeed(rahman, 'overtime', id)).toMatchObject({ state: 'approved' });
      expect(await inFeed(rahman, 'balance', 'balance')).toMatchObject({ timeOffInLieuMinutes: 560 });
      expect(await refusal(rahman, 'overtime.claim', payload)).toBe('TimeClaimed');
    });

    it('that is paid leaves the balance as it is, and withdrawn it may be claimed again', async () => {
      const payload = worked(1, '15:00', '17:00', { counted: 90, timeOff: 120, as: 'pay' });
      const id = await claim(halliwell, payload);
      await hr(halliwell, 'overtime.withdraw', id, { overtimeId: id });
      const again = await claim(halliwell, payload);
      await hr(hargreaves, 'overtime.decide', again, { overtimeId: again, decision: 'approve' });
      expect(await inFeed(halliwell, 'balance', 'balance')).toMatchObject({ timeOffInLieuMinutes: 480 });
    });

    it('on a public holiday is owed another day, once, also where it is paid', async () => {
      const on = (from: string, to: string) => ({
        ...{ incidentId: LOG, text: 'Search', as: 'pay' },
        ...{ from: instantAt(CHRISTMAS, from).toISOString(), to: instantAt(CHRISTMAS, to).toISOString() },
      });
      const ids = [
        await claim(rahman, { ...on('10:00', '11:00'), counted: 240, timeOff: 480 }),
        await claim(rahman, { ...on('14:00', '18:00'), counted: 60, timeOff: 120 }),
      ];
      for (const id of ids) await hr(hargreaves, 'overtime.decide', id, { overtimeId: id, decision: 'approve' });
      expect(await inFeed(rahman, 'balance', 'balance')).toMatchObject({ restDaysOwed: 2 });
    });

    it('of the fifth unplanned time in a week loses no half hour', async () => {
      const evening = ['15:00', '16:00'] as const;
      for (const offset of [7, 8, 9, 10]) await claim(rahman, worked(offset, ...evening, { counted: 30, timeOff: 40 }));
      expect(await refusal(rahman, 'overtime.claim', worked(11, ...evening, { counted: 30, timeOff: 40 }))).toBe('SumChanged');
      await claim(rahman, worked(11, ...evening, { counted: 60, timeOff: 80 }));
    });

    it.each([
      ['of no log or task', () => ({ ...worked(2, '15:00', '17:00'), incidentId: undefined }), 'ClaimNamesNothing'],
      ['of a log that the officer may not see', () => worked(2, '15:00', '17:00', { incidentId: 'LC-20260111-1601' }), 'NotFound'],
      ['of time within the tour', () => worked(2, '14:00', '16:00'), 'WithinTheTour'],
      ['of time to come', () => ({ ...worked(2, '15:00', '17:00'), to: '2999-01-01T00:00:00.000Z' }), 'NotWorkedYet'],
      [
        'of a day before there were rosters',
        () => ({ ...worked(2, '15:00', '17:00'), from: '0000-01-01T00:00:00Z', to: '0000-01-01T01:00:00Z' }),
        'DayNotPublished',
      ],
      [
        'of longer than a day',
        () => worked(2, '15:00', '17:00', { from: instantAt(addDays(BEFORE, 1), '15:00').toISOString() }),
        'LongerThanADay',
      ],
      ['that comes to nothing', () => worked(2, '15:00', '15:29'), 'NothingToClaim'],
      ['with another sum', () => worked(2, '15:00', '17:00', { counted: 120, timeOff: 160 }), 'SumChanged'],
    ])('%s is refused for good', async (_, payload, code) => {
      expect(await refusal(rahman, 'overtime.claim', { counted: 0, timeOff: 0, ...payload() })).toBe(code);
    });
  });
});
