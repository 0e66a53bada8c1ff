import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDay, daysBetween, forceDay, instantAt, timeOfDay, weekdayIndex } from '../../contracts/domain/force-calendar.ts';

const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

describe('the force calendar', () => {
  it.each([
    ['2021-01-11T06:59:59.000Z', '2021-01-10'],
    ['2021-01-11T07:00:00.000Z', '2021-01-11'],
    // Summer time: seven o'clock is six in UTC.
    ['2021-05-18T05:59:59.000Z', '2021-05-17'],
    ['2021-05-18T06:00:00.000Z', '2021-05-18'],
    // The nights on which the clocks change: seven hours before the instant is not yet, or no longer, the day before.
    ['2021-03-28T00:30:00.000Z', '2021-03-27'],
    ['2021-03-28T06:00:00.000Z', '2021-03-28'],
    ['2021-10-31T06:30:00.000Z', '2021-10-30'],
    ['2021-10-31T06:59:00.000Z', '2021-10-30'],
    ['2021-10-31T07:00:00.000Z', '2021-10-31'],
    ['2022-01-01T00:00:00.000Z', '2021-12-31'],
  ])('at %s has the force day %s', (at, day) => expect(forceDay(new Date(at))).toBe(day));

  it('begins every force day at seven on the clock, whatever the clocks do', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const day = forceDay(at);
        expect(at.getTime()).toBeGreaterThanOrEqual(instantAt(day, '07:00').getTime());
        expect(at.getTime()).toBeLessThan(instantAt(addDays(day, 1), '07:00').getTime());
      }),
    );
  });

  it('finds the instant of a clock time in winter, in summer and on the days of change', () => {
    expect(instantAt('2026-01-11', '15:00').toISOString()).toBe('2026-01-11T15:00:00.000Z');
    expect(instantAt('2026-07-11', '15:00').toISOString()).toBe('2026-07-11T14:00:00.000Z');
    expect(instantAt('2026-03-29', '07:00').toISOString()).toBe('2026-03-29T06:00:00.000Z');
    expect(instantAt('2026-10-25', '07:00').toISOString()).toBe('2026-10-25T07:00:00.000Z');
  });

  it('tells day and time as the force has them', () => {
    const late = new Date('2026-07-11T23:30:00Z');
    expect([calendarDay(late), timeOfDay(late)]).toEqual(['2026-07-12', '00:30']);
  });

  it('counts days there and back, over months, years and clock changes', () => {
    expect(addDays('2021-03-27', 1)).toBe('2021-03-28');
    expect(addDays('2021-10-30', 2)).toBe('2021-11-01');
    fc.assert(
      fc.property(instants, fc.integer({ min: -800, max: 800 }), (at, days) => {
        const day = calendarDay(at);
        expect(addDays(addDays(day, days), -days)).toBe(day);
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it('counts weekdays from Monday', () => {
    expect([weekdayIndex('2026-01-11'), weekdayIndex('2026-01-12')]).toEqual([6, 0]);
  });
});
