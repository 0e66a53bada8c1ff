import { instantAt } from '../../contracts/domain/force-calendar.ts';
import { overtime } from '../../contracts/domain/hr-request.ts';
import { type AskedDay, dayCost, dutyAfterLeave, type LeaveKind, nextLeaveYear } from '../../contracts/domain/leave-cost.ts';
import { type ClaimFacts, claimSum } from '../../contracts/domain/overtime-rules.ts';
import { type DutyOn, overtimeSum, overtimeWeek, type RosterDay, type WorkedTime } from '../../contracts/domain/overtime-sum.ts';
import { isPublicHoliday } from '../../contracts/domain/public-holidays.ts';
import { compensationOf, hasOvertime, noticeDays, type Occasion } from '../../contracts/domain/regulation.ts';

/** A case: what it is of, the source of what is right, what the code says and what it must say. */
export type Case = readonly [what: string, source: string, got: unknown, expected: unknown];

const G = 'Police Regulations 2003 reg. 25, annex G';
const CASUAL = 'annex G: unplanned, the first 30 minutes on the first four occasions in a week';
const PLANNED = 'annex G: told at or before the tour began, each completed 15 minutes';
const RECALL = 'annex G: recall between tours; Allard v Devon and Cornwall [2015] EWCA Civ 42: no first half hour lost';
const EARLY = 'reg. 25(1)(c) and (2): begun early without 8 hours’ notice, a tour of the day being done';
const H_REST = 'reg. 26, annex H: a rest day, under 15 days’ notice time and a half, else another rest day';
const H_LEAST = 'annex H: under 4 hours counts as 4, but for an hour at most that follows a tour';
const H_PUBLIC = 'reg. 26, annex H: a public holiday, double time; under 8 days’ notice another day besides';
const H_NOTICE = 'annex H: neither the day of telling nor the day of duty counts';
const DAY = 'reg. 3 and 22: a day begins when the chief officer fixes it, here at 07:00';
const REAL = 'a reading: minutes are real ones when the clocks change';
const WRITTEN = 'ISO 8601: an instant with and without milliseconds is one';
const TOUR = 'reg. 22 and annex G: a rostered tour is no overtime, also where it crosses 07:00';
const ONCE = 'annex H; a reading: the four hours and the day owed are once a day, in however many claims';
const BANK = 'reg. 3(1); Banking and Financial Dealings Act 1971, schedule 1 and proclamations';
const O = 'reg. 33, annex O; a reading: a rostered tour is a day of leave';
const HALVES = 'annex O: half days; a reading: they are halves of the rostered tour, each taken once';
const LIEU = 'annex G: time off in lieu; a reading: it is as long as the tour';

const owed = (occasion: Occasion): readonly unknown[] => {
  const { rate, counted, timeOff, anotherDay } = compensationOf(occasion);
  return anotherDay === undefined ? [rate, counted, timeOff] : [rate, counted, timeOff, anotherDay];
};
const after = (minutes: number, planned: boolean, casualBefore = 0) => owed({ kind: 'afterTour', minutes, planned, casualBefore });
const rest = (minutes: number, notice: number, followsTour = false) => owed({ kind: 'restDay', minutes, notice, followsTour });
const holiday = (minutes: number, notice: number) => owed({ kind: 'publicHoliday', minutes, notice });

const at = (day: string, time: string): string => instantAt(day, time).toISOString();
const published = '2026-01-01T12:00:00.000Z';
const tour = (day: string, from: string, to: string, until = day): RosterDay => ({
  ...{ kind: 'duty', start: at(day, from), end: at(until, to), publishedAt: published },
});
const off: RosterDay = { kind: 'restDay', publishedAt: published };
const leave: RosterDay = { kind: 'annualLeave', publishedAt: published };

/**
 * 16 to 22 November 2026: early, late, two nights, a rest day, a rest day cancelled, leave. The nights before a clock change, and Christmas.
 * 2 to 5 November: written without milliseconds, a night until 08:00, a rest day, an early from 06:00, leave on
 * a rest day that had been cancelled.
 */
const roster: Readonly<Record<string, RosterDay>> = {
  '2026-11-16': tour('2026-11-16', '07:00', '15:00'),
  '2026-11-17': tour('2026-11-17', '15:00', '23:00'),
  '2026-11-18': tour('2026-11-18', '22:00', '07:00', '2026-11-19'),
  '2026-11-19': tour('2026-11-19', '22:00', '07:00', '2026-11-20'),
  '2026-11-20': off,
  '2026-11-21': {
    ...tour('2026-11-21', '17:00', '01:00', '2026-11-22'),
    restDayCancelled: { reason: 'Match', toldAt: at('2026-11-10', '12:00') },
  },
  '2026-11-22': leave,
  '2026-10-24': tour('2026-10-24', '22:00', '07:00', '2026-10-25'),
  '2026-10-25': tour('2026-10-25', '22:00', '07:00', '2026-10-26'),
  '2026-03-27': tour('2026-03-27', '15:00', '23:00'),
  '2026-03-28': tour('2026-03-28', '15:00', '23:00'),
  '2026-03-29': tour('2026-03-29', '15:00', '23:00'),
  '2026-12-24': tour('2026-12-24', '22:00', '07:00', '2026-12-25'),
  '2026-12-25': { kind: 'publicHoliday', publishedAt: published },
  '2026-12-26': tour('2026-12-26', '07:00', '15:00'),
  '2026-11-02': { ...off, kind: 'duty', start: '2026-11-02T07:00:00Z', end: '2026-11-02T15:00:00Z' },
  '2026-11-03': tour('2026-11-03', '22:00', '08:00', '2026-11-04'),
  '2026-11-04': off,
  '2026-11-05': tour('2026-11-05', '06:00', '14:00'),
  '2026-11-06': { ...leave, restDayCancelled: { reason: 'Match', toldAt: published } },
};
const dutyOn: DutyOn = (day) => roster[day] ?? (WEEK.includes(day) ? tour(day, '07:00', '15:00') : undefined);
const worked = (
  from: readonly [string, string],
  to: readonly [string, string],
  more: Partial<WorkedTime> = {},
  casualBefore = 0,
): unknown => {
  const sum = overtimeSum({ from: at(...from), to: at(...to), ...more }, dutyOn, casualBefore);
  return typeof sum === 'string' ? sum : sum.parts.map(({ kind, minutes, counted, timeOff }) => [kind, minutes, counted, timeOff]);
};
type Claim = readonly [from: readonly [string, string], to: readonly [string, string], toldAt?: string];
/** What each claim comes to, made one after the other in that order; between them those made so far may be sent back, but for the last. */
const claimed = (all: readonly (Claim | 'othersAreReturned')[]): readonly unknown[] => {
  let claims: readonly ClaimFacts['claims'][number][] = [];
  return all.map((claim) => {
    if (claim === 'othersAreReturned') {
      claims = claims.slice(-1);
      return undefined;
    }
    const [begins, ends, toldAt] = claim;
    const times = { from: at(...begins), to: at(...ends), toldAt };
    const sum = claimSum({ ...times, taskId: 'TSK-1' }, { rank: 'PC', dutyOn, claims }, new Date('2026-12-31T12:00:00Z'));
    if (typeof sum === 'string') return sum;
    claims = [...claims, { ...times, state: 'approved', casual: sum.casual, parts: [...sum.parts] }];
    return sum.parts.some(({ anotherDay }) => anotherDay !== undefined) ? [sum.counted, 'another day'] : sum.counted;
  });
};
const WEEK = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'];
const evening = (day: string): Claim => [
  [day, '15:00'],
  [day, '16:00'],
];
const REST = '2026-11-20';
const notice = (told: readonly [string, string], day: string): number => noticeDays(at(...told), day);
const nightOfClockChange = (day: string): RosterDay => tour(day, '22:00', '07:00', day === '2026-10-24' ? '2026-10-25' : '2026-03-29');

const EARLY_DAY = '2026-11-16';
const early = { ...tour(EARLY_DAY, '07:00', '15:00'), label: 'Early' };
const cancelled = { ...early, restDayCancelled: { reason: 'Match', toldAt: published } };
const granted = (duty: typeof early, kind: LeaveKind, part: Omit<AskedDay, 'day'>) =>
  dutyAfterLeave(duty, kind, { day: EARLY_DAY, ...part }, 'Off');
const shown = ({ kind, start, end }: RosterDay): readonly unknown[] => [kind, start, end];
const halfOff = granted(early, 'annualLeave', { part: 'firstHalf' });

export const cases: readonly Case[] = [
  ['kept on, told, 14 minutes', PLANNED, after(14, true), ['timeAndThird', 0, 0]],
  ['kept on, told, 15 minutes', PLANNED, after(15, true), ['timeAndThird', 15, 20]],
  ['kept on, told, 29 minutes', PLANNED, after(29, true), ['timeAndThird', 15, 20]],
  ['kept on, told, 30 minutes', PLANNED, after(30, true), ['timeAndThird', 30, 40]],
  ['kept on, told, 100 minutes', PLANNED, after(100, true), ['timeAndThird', 90, 120]],
  ['kept on, told, the fifth time', PLANNED, after(60, true, 4), ['timeAndThird', 60, 80]],
  ['kept on, not told, 29 minutes', CASUAL, after(29, false), ['timeAndThird', 0, 0]],
  ['kept on, not told, 30 minutes', CASUAL, after(30, false), ['timeAndThird', 0, 0]],
  ['kept on, not told, 44 minutes', CASUAL, after(44, false), ['timeAndThird', 0, 0]],
  ['kept on, not told, 45 minutes', CASUAL, after(45, false), ['timeAndThird', 15, 20]],
  ['kept on, not told, two hours', CASUAL, after(120, false), ['timeAndThird', 90, 120]],
  ['kept on, not told, the fourth time', CASUAL, after(60, false, 3), ['timeAndThird', 30, 40]],
  ['kept on, not told, the fifth time', CASUAL, after(60, false, 4), ['timeAndThird', 60, 80]],
  ['kept on, not told, the fifth time, 29 minutes', CASUAL, after(29, false, 4), ['timeAndThird', 0, 0]],
  [
    'called back for two hours, an hour’s way',
    RECALL,
    owed({ kind: 'recall', minutes: 120, travelMinutes: 60 }),
    ['timeAndThird', 180, 240],
  ],
  ['called back for 20 minutes', RECALL, owed({ kind: 'recall', minutes: 20, travelMinutes: 0 }), ['timeAndThird', 15, 20]],
  ['begun early with notice', EARLY, owed({ kind: 'earlyStart', minutes: 120, dueNotice: true }), ['timeAndThird', 0, 0]],
  ['begun early without notice', EARLY, owed({ kind: 'earlyStart', minutes: 125, dueNotice: false }), ['timeAndThird', 120, 160]],
  ['a rest day, 14 days’ notice, 8 hours', H_REST, rest(480, 14), ['timeAndHalf', 480, 720]],
  ['a rest day, 15 days’ notice', H_REST, rest(480, 15), ['timeAndHalf', 0, 0, 'restDay']],
  ['a rest day, no notice, 6 h 10', H_REST, rest(370, 0), ['timeAndHalf', 360, 540]],
  ['a rest day, 2 days’ notice: no more double time', 'annex H as amended from 1 April 2012', rest(480, 2), ['timeAndHalf', 480, 720]],
  ['a rest day, two hours', H_LEAST, rest(120, 3), ['timeAndHalf', 240, 360]],
  ['a rest day after a tour, 36 minutes', H_LEAST, rest(36, 0, true), ['timeAndHalf', 30, 45]],
  ['a rest day after a tour, 60 minutes', H_LEAST, rest(60, 0, true), ['timeAndHalf', 60, 90]],
  ['a rest day after a tour, 61 minutes', H_LEAST, rest(61, 0, true), ['timeAndHalf', 240, 360]],
  [
    'a rest day after a tour, 15 minutes in time off',
    'a reading: half a minute is the officer’s',
    rest(15, 0, true),
    ['timeAndHalf', 15, 23],
  ],
  ['a public holiday, 30 days’ notice, 8 hours', H_PUBLIC, holiday(480, 30), ['double', 480, 960]],
  ['a public holiday, 8 days’ notice', H_PUBLIC, holiday(480, 8), ['double', 480, 960]],
  ['a public holiday, 7 days’ notice', H_PUBLIC, holiday(480, 7), ['double', 480, 960, 'publicHoliday']],
  ['a public holiday, one hour', H_LEAST, holiday(60, 30), ['double', 240, 480]],

  ['told on the 1st for the 17th', H_NOTICE, notice(['2026-11-01', '12:00'], '2026-11-17'), 15],
  ['told on the 1st for the 16th', H_NOTICE, notice(['2026-11-01', '12:00'], '2026-11-16'), 14],
  ['told the day before', H_NOTICE, notice(['2026-11-15', '23:00'], '2026-11-16'), 0],
  ['told on the day', H_NOTICE, notice(['2026-11-16', '08:00'], '2026-11-16'), 0],
  ['told afterwards', H_NOTICE, notice(['2026-11-18', '08:00'], '2026-11-16'), 0],
  ['told at 06:59, which is the day before', DAY, notice(['2026-11-02', '06:59'], '2026-11-17'), 15],
  ['told at 07:00', DAY, notice(['2026-11-02', '07:00'], '2026-11-17'), 14],
  ['told before the clocks go back', REAL, notice(['2026-10-24', '12:00'], '2026-11-09'), 15],
  ['told before the clocks go forward', REAL, notice(['2026-03-28', '12:00'], '2026-04-13'), 15],

  [
    'after a night into a day of duty, past 07:00',
    DAY,
    worked(['2026-11-19', '07:00'], ['2026-11-19', '08:40']),
    [['afterTour', 100, 60, 80]],
  ],
  [
    'the same, told before the night',
    PLANNED,
    worked(['2026-11-19', '07:00'], ['2026-11-19', '08:40'], { toldAt: at('2026-11-18', '21:00') }),
    [['afterTour', 100, 90, 120]],
  ],
  [
    'told in the tour is not told before',
    CASUAL,
    worked(['2026-11-19', '07:00'], ['2026-11-19', '08:40'], { toldAt: at('2026-11-19', '02:00') }),
    [['afterTour', 100, 60, 80]],
  ],
  [
    'after a night into a rest day, 40 minutes',
    H_LEAST,
    worked(['2026-11-20', '07:00'], ['2026-11-20', '07:40']),
    [['restDay', 40, 30, 45]],
  ],
  [
    'after a night into a rest day, 61 minutes',
    H_LEAST,
    worked(['2026-11-20', '07:00'], ['2026-11-20', '08:01']),
    [['restDay', 61, 240, 360]],
  ],
  [
    'called in on a rest day for two hours',
    H_LEAST,
    worked(['2026-11-20', '12:00'], ['2026-11-20', '14:00']),
    [['restDay', 120, 240, 360]],
  ],
  [
    'a rest day that was cancelled, told ten days before',
    H_REST,
    worked(['2026-11-21', '17:00'], ['2026-11-22', '01:00']),
    [['restDay', 480, 480, 720]],
  ],
  ['after an early', CASUAL, worked(['2026-11-16', '15:00'], ['2026-11-16', '16:15']), [['afterTour', 75, 45, 60]]],
  ['a part of the tour is no overtime', G, worked(['2026-11-16', '14:00'], ['2026-11-16', '16:00']), 'WithinTheTour'],
  [
    'called back in the evening',
    RECALL,
    worked(['2026-11-16', '18:00'], ['2026-11-16', '20:00'], { travelMinutes: 60 }),
    [['recall', 120, 180, 240]],
  ],
  [
    'called back over 07:00 is one occasion',
    DAY,
    worked(['2026-11-17', '06:00'], ['2026-11-17', '08:00'], { travelMinutes: 60 }),
    [['recall', 120, 180, 240]],
  ],
  [
    'after a tour of which the roster writes no milliseconds',
    WRITTEN,
    worked(['2026-11-02', '15:00'], ['2026-11-02', '16:15']),
    [['afterTour', 75, 45, 60]],
  ],
  [
    'told at the very beginning of such a tour',
    PLANNED,
    worked(['2026-11-02', '15:00'], ['2026-11-02', '16:15'], { toldAt: at('2026-11-02', '07:00') }),
    [['afterTour', 75, 75, 100]],
  ],
  ['the end of a night until 08:00, on a rest day', TOUR, worked(['2026-11-04', '07:00'], ['2026-11-04', '07:30']), 'WithinTheTour'],
  ['the same from 06:00', TOUR, worked(['2026-11-04', '06:00'], ['2026-11-04', '07:30']), 'WithinTheTour'],
  [
    'after a night until 08:00 into a rest day',
    H_LEAST,
    worked(['2026-11-04', '08:00'], ['2026-11-04', '08:40']),
    [['restDay', 40, 30, 45]],
  ],
  ['the first hour of an early from 06:00', TOUR, worked(['2026-11-05', '06:00'], ['2026-11-05', '07:00']), 'WithinTheTour'],
  ['a rest day up to an early from 06:00', H_LEAST, worked(['2026-11-05', '05:00'], ['2026-11-05', '06:00']), [['restDay', 60, 240, 360]]],
  [
    'called back for 18 hours with 6 hours’ way',
    RECALL,
    worked(['2026-11-02', '16:00'], ['2026-11-03', '10:00'], { travelMinutes: 360 }),
    [['recall', 1080, 1440, 1920]],
  ],
  [
    'called back for a minute more, with the way longer than a day',
    'a reading: nobody is called back for longer than a day, the way counted',
    worked(['2026-11-02', '16:00'], ['2026-11-03', '10:01'], { travelMinutes: 360 }),
    'LongerThanADay',
  ],
  ['of the year 0', G, overtimeSum({ from: '0000-01-01T00:00:00Z', to: '0000-01-01T01:00:00Z' }, dutyOn, 0), 'DayNotPublished'],
  ['told in the year 0', H_REST, noticeDays('0000-01-01T00:00:00Z', '2026-11-04') > 15, true],
  [
    'a day of duty over two rest days, each with its least',
    H_LEAST,
    worked(['2026-11-21', '06:30'], ['2026-11-22', '06:30']),
    [
      ['restDay', 30, 240, 360],
      ['restDay', 1410, 1410, 2115],
    ],
  ],
  ['so much is within the contract', H_LEAST, overtime.shape.counted.safeParse(240 + 1410).success, true],
  [
    'a rest day minute by minute',
    ONCE,
    claimed([
      [
        [REST, '10:00'],
        [REST, '10:01'],
      ],
      [
        [REST, '10:01'],
        [REST, '10:02'],
      ],
      [
        [REST, '14:00'],
        [REST, '19:00'],
      ],
    ]),
    [240, 'NothingToClaim', 60],
  ],
  [
    'a rest day in two claims after a night, under an hour together',
    ONCE,
    claimed([
      [
        [REST, '07:00'],
        [REST, '07:30'],
      ],
      [
        [REST, '07:30'],
        [REST, '08:00'],
      ],
    ]),
    [30, 30],
  ],
  [
    'the same, over an hour together',
    ONCE,
    claimed([
      [
        [REST, '07:00'],
        [REST, '08:00'],
      ],
      [
        [REST, '08:00'],
        [REST, '08:30'],
      ],
    ]),
    [60, 180],
  ],
  [
    'a rest day with notice, in two claims: one day is owed',
    ONCE,
    claimed([
      [[REST, '10:00'], [REST, '12:00'], at('2026-11-01', '12:00')],
      [[REST, '13:00'], [REST, '15:00'], at('2026-11-01', '12:00')],
      [
        [REST, '16:00'],
        [REST, '17:00'],
      ],
    ]),
    [[0, 'another day'], 'NothingToClaim', 240],
  ],
  [
    'a public holiday in two claims: four hours and one day',
    ONCE,
    claimed([
      [
        ['2026-12-25', '10:00'],
        ['2026-12-25', '11:00'],
      ],
      [
        ['2026-12-25', '12:00'],
        ['2026-12-25', '16:00'],
      ],
    ]),
    [[240, 'another day'], 60],
  ],
  ['five in a week, the last claimed first', CASUAL, claimed(WEEK.toReversed().map(evening)), [30, 30, 30, 30, 60]],
  [
    'four of five in a week, sent back after the fifth and claimed again',
    'annex G: the first four occasions of a week; a reading: in the order in which they were worked',
    claimed([...WEEK.map(evening), 'othersAreReturned', ...WEEK.slice(0, 4).map(evening)]),
    [30, 30, 30, 30, 60, undefined, 30, 30, 30, 30],
  ],
  ['a late begun two hours early', EARLY, worked(['2026-11-17', '13:00'], ['2026-11-17', '15:00']), 'NotOvertime'],
  ['on leave', 'reg. 33: the roster desk decides', worked(['2026-11-22', '10:00'], ['2026-11-22', '12:00']), 'NoRuleForDay'],
  ['of a day that is not published', G, worked(['2026-11-23', '10:00'], ['2026-11-23', '12:00']), 'DayNotPublished'],
  ['that ends before it begins', G, worked(['2026-11-16', '16:00'], ['2026-11-16', '15:00']), 'EndsBeforeItBegins'],
  ['of more than a day', G, worked(['2026-11-16', '15:00'], ['2026-11-17', '15:01']), 'LongerThanADay'],
  [
    'after a night into Christmas Day',
    H_PUBLIC,
    worked(['2026-12-25', '07:00'], ['2026-12-25', '08:00']),
    [['publicHoliday', 60, 240, 480]],
  ],
  ['Boxing Day as rostered', H_PUBLIC, worked(['2026-12-26', '07:00'], ['2026-12-26', '15:00']), [['publicHoliday', 480, 480, 960]]],
  [
    'kept on from 23:00 to 03:00, an ordinary night',
    REAL,
    worked(['2026-03-27', '23:00'], ['2026-03-28', '03:00']),
    [['afterTour', 240, 210, 280]],
  ],
  [
    'kept on from 23:00 to 03:00, the clocks go forward at 01:00',
    REAL,
    worked(['2026-03-28', '23:00'], ['2026-03-29', '03:00']),
    [['afterTour', 180, 150, 200]],
  ],
  ['the week of a Monday at 06:00 is the week before', DAY, overtimeWeek(at('2026-11-16', '06:00')), '2026-11-09'],
  ['the week of a Sunday night', DAY, overtimeWeek(at('2026-11-23', '06:59')), '2026-11-16'],
  ['a constable', G, hasOvertime('PC'), true],
  ['a detective sergeant', G, hasOvertime('DS'), true],
  ['an acting sergeant', G, hasOvertime('A/PS'), true],
  ['an inspector', G, hasOvertime('Insp'), false],
  ['a detective inspector', G, hasOvertime('DI'), false],

  ['Good Friday 2026', BANK, isPublicHoliday('2026-04-03'), true],
  ['Easter Monday 2027', BANK, isPublicHoliday('2027-03-29'), true],
  ['Easter Sunday', BANK, isPublicHoliday('2026-04-05'), false],
  ['early May 2020, moved', BANK, [isPublicHoliday('2020-05-04'), isPublicHoliday('2020-05-08')], [false, true]],
  ['spring 2022, moved and added to', BANK, ['2022-05-30', '2022-06-02', '2022-06-03'].map(isPublicHoliday), [false, true, true]],
  ['summer 2026', BANK, isPublicHoliday('2026-08-31'), true],
  ['the state funeral of 2022', BANK, isPublicHoliday('2022-09-19'), true],
  [
    'Christmas 2021, a Saturday',
    BANK,
    ['2021-12-25', '2021-12-26', '2021-12-27', '2021-12-28'].map(isPublicHoliday),
    [true, true, true, true],
  ],
  [
    'Christmas 2022, a Sunday',
    BANK,
    ['2022-12-25', '2022-12-26', '2022-12-27', '2022-12-28'].map(isPublicHoliday),
    [true, true, true, false],
  ],
  ['Boxing Day 2026, a Saturday', BANK, ['2026-12-26', '2026-12-27', '2026-12-28'].map(isPublicHoliday), [true, false, true]],
  ['New Year 2028, a Saturday', BANK, ['2028-01-01', '2028-01-03'].map(isPublicHoliday), [true, true]],

  ['a tour of eight hours', O, dayCost('annualLeave', { day: '2026-11-16', part: 'full' }, dutyOn('2026-11-16')), 1],
  ['a night of nine hours', O, dayCost('annualLeave', { day: '2026-11-18', part: 'full' }, dutyOn('2026-11-18')), 1],
  ['half a tour', O, dayCost('annualLeave', { day: '2026-11-16', part: 'secondHalf' }, dutyOn('2026-11-16')), 0.5],
  ['a rest day', O, dayCost('annualLeave', { day: '2026-11-20', part: 'full' }, off), 0],
  ['a day of leave already', O, dayCost('annualLeave', { day: '2026-11-22', part: 'full' }, leave), 0],
  ['a day that is not published', O, dayCost('annualLeave', { day: '2026-11-23', part: 'full' }, undefined), 'DayNotPublished'],
  [
    'annual leave by the hour',
    O,
    dayCost('annualLeave', { day: '2026-11-16', part: 'hours', minutes: 60 }, dutyOn('2026-11-16')),
    'PartNotTaken',
  ],
  ['time off for an early', LIEU, dayCost('toil', { day: '2026-11-16', part: 'full' }, dutyOn('2026-11-16')), 480],
  ['time off for half a night', LIEU, dayCost('toil', { day: '2026-11-18', part: 'secondHalf' }, dutyOn('2026-11-18')), 270],
  ['time off for 1 h 30', LIEU, dayCost('toil', { day: '2026-11-16', part: 'hours', minutes: 90 }, dutyOn('2026-11-16')), 90],
  [
    'time off for 20 minutes',
    LIEU,
    dayCost('toil', { day: '2026-11-16', part: 'hours', minutes: 20 }, dutyOn('2026-11-16')),
    'PartNotTaken',
  ],
  [
    'time off for longer than the tour',
    LIEU,
    dayCost('toil', { day: '2026-11-16', part: 'hours', minutes: 495 }, dutyOn('2026-11-16')),
    'PartNotTaken',
  ],
  [
    'time off for the night when the clocks go back',
    REAL,
    dayCost('toil', { day: '2026-10-24', part: 'full' }, nightOfClockChange('2026-10-24')),
    600,
  ],
  [
    'time off for the night when the clocks go forward',
    REAL,
    dayCost('toil', { day: '2026-03-28', part: 'full' }, nightOfClockChange('2026-03-28')),
    480,
  ],
  ['a rest day owed for a tour', LIEU, dayCost('restDayInLieu', { day: '2026-11-16', part: 'full' }, dutyOn('2026-11-16')), 1],
  [
    'a rest day owed for half a tour',
    LIEU,
    dayCost('restDayInLieu', { day: '2026-11-16', part: 'secondHalf' }, dutyOn('2026-11-16')),
    'PartNotTaken',
  ],
  [
    'the other half of a tour whose first half is off',
    HALVES,
    dayCost('annualLeave', { day: EARLY_DAY, part: 'secondHalf' }, halfOff),
    0.5,
  ],
  ['what is left of it', HALVES, dayCost('annualLeave', { day: EARLY_DAY, part: 'full' }, halfOff), 0.5],
  ['the half that is off', HALVES, dayCost('annualLeave', { day: EARLY_DAY, part: 'firstHalf' }, halfOff), 'PartNotTaken'],
  [
    'both halves, one after the other',
    HALVES,
    shown(granted(halfOff, 'annualLeave', { part: 'secondHalf' })),
    ['annualLeave', undefined, undefined],
  ],
  ['time off for the other half', HALVES, dayCost('toil', { day: EARLY_DAY, part: 'secondHalf' }, halfOff), 240],
  [
    'half a tour that ends two hours earlier already',
    HALVES,
    shown(granted(granted(early, 'toil', { part: 'hours', minutes: 120 }), 'annualLeave', { part: 'firstHalf' })),
    ['duty', at(EARLY_DAY, '11:00'), at(EARLY_DAY, '13:00')],
  ],
  [
    'time off for all of a tour’s hours',
    LIEU,
    shown(granted(early, 'toil', { part: 'hours', minutes: 480 })),
    ['toil', undefined, undefined],
  ],
  [
    'annual leave on that day',
    O,
    dayCost('annualLeave', { day: EARLY_DAY, part: 'full' }, granted(early, 'toil', { part: 'hours', minutes: 480 })),
    0,
  ],
  [
    'a rest day that was cancelled, once leave is granted',
    O,
    granted(cancelled, 'annualLeave', { part: 'full' }).restDayCancelled,
    undefined,
  ],
  [
    'duty on a day of leave that was a cancelled rest day',
    'reg. 33: the roster desk decides',
    worked(['2026-11-06', '10:00'], ['2026-11-06', '12:00']),
    'NoRuleForDay',
  ],
  ['the leave year after 31 March', 'annex O: the leave year from 1 April', nextLeaveYear('2027-03-31'), '2027-04-01'],
  ['the leave year after 1 April', 'annex O: the leave year from 1 April', nextLeaveYear('2027-04-01'), '2028-04-01'],
];
