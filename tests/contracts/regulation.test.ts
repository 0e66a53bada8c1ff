import { describe, expect, it } from 'vitest';
import { balanceAfter, costsByYear, isEnough, leaveLeft } from '../../contracts/domain/leave-cost.ts';
import { type LeaveRequest, whyNotGranted } from '../../contracts/domain/leave-rules.ts';
import { cases } from './regulation-cases.ts';

describe('the arithmetic of overtime, rest days, public holidays and leave', () => {
  it('is held by sixty cases at least, each with its source', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(([what]) => what)).size).toBe(cases.length);
    expect(cases.filter(([, source]) => source === '')).toEqual([]);
  });

  it.each(cases)('%s (%s)', (_what, _source, got, expected) => expect(got).toEqual(expected));
});

describe('what a request takes', () => {
  const balance = {
    ...{ annualLeaveDays: 3, timeOffInLieuMinutes: 600, restDaysOwed: 1 },
    nextLeaveYear: { from: '2027-04-01', annualLeaveDays: 22 },
  };
  const at = new Date('2027-03-01T12:00:00Z');
  const overYearsEnd = costsByYear(
    ['2027-03-30', '2027-03-31', '2027-04-01', '2027-04-02', '2027-04-03'].map((day) => ({ day, cost: 1 })),
    balance,
    at,
  );
  const none = { this: 0, next: 0 };

  it('is split where the leave year ends, and each year is asked', () => {
    expect(overYearsEnd).toEqual({ this: 2, next: 3 });
    expect(isEnough('annualLeave', balance, overYearsEnd, none)).toBe(true);
    expect(isEnough('annualLeave', balance, overYearsEnd, { this: 2, next: 0 })).toBe(false);
    expect(balanceAfter('annualLeave', balance, overYearsEnd)).toMatchObject({
      annualLeaveDays: 1,
      nextLeaveYear: { annualLeaveDays: 19 },
    });
  });

  it('is not taken out of a leave year of which HQ has told nothing', () => {
    const { nextLeaveYear: _, ...unopened } = balance;
    expect(leaveLeft('annualLeave', unopened, 'next')).toBeUndefined();
    expect(isEnough('annualLeave', unopened, overYearsEnd, none)).toBe(false);
    expect(isEnough('annualLeave', unopened, { this: 2, next: 0 }, none)).toBe(true);
  });

  it('is of the leave year that HQ’s balance is of, whatever the calendar says', () => {
    const days = ['2027-04-03'].map((day) => ({ day, cost: 1 }));
    const secondOfApril = new Date('2027-04-02T12:00:00Z');
    // HQ has not begun the new year in its books yet.
    expect(costsByYear(days, balance, secondOfApril)).toEqual({ this: 0, next: 1 });
    const begun = { ...balance, annualLeaveDays: 22, nextLeaveYear: { from: '2028-04-01', annualLeaveDays: 22 } };
    expect(costsByYear(days, begun, new Date('2027-03-31T12:00:00Z'))).toEqual({ this: 1, next: 0 });
    expect(costsByYear(days, { ...begun, nextLeaveYear: undefined }, secondOfApril)).toEqual({ this: 1, next: 0 });
  });

  it('is not taken out of the year after the next', () => {
    const on = (day: string): LeaveRequest => ({ kind: 'annualLeave', days: [{ day, part: 'full', cost: 1 }] });
    const tour = { kind: 'duty' as const, label: 'Early', publishedAt: '2027-01-01T12:00:00.000Z' };
    const facts = { dutyOn: () => tour, balance: { id: 'balance' as const, version: 1, ...balance } };
    expect(whyNotGranted(on('2028-04-03'), facts, at)).toBe('LeaveYearNotOpened');
    expect(whyNotGranted(on('2028-03-31'), facts, at)).toBeUndefined();
  });

  it('of time and days owed knows no leave year', () => {
    expect(isEnough('toil', balance, { this: 480, next: 120 }, none)).toBe(true);
    expect(isEnough('toil', balance, { this: 480, next: 120 }, { this: 15, next: 0 })).toBe(false);
    expect(balanceAfter('toil', balance, { this: 480, next: 60 }).timeOffInLieuMinutes).toBe(60);
    expect(balanceAfter('restDayInLieu', balance, { this: 1, next: 0 }).restDaysOwed).toBe(0);
  });
});
