import { describe, expect, it } from 'vitest';
import { addDays, forceDay, londonDay, londonInstant, londonTime, spokenDay, weekday } from '../../../hq/demo/london.ts';

describe("the force's own time", () => {
  it('finds the instant of a clock time in winter and in summer', () => {
    expect(londonInstant('2026-01-11', '15:00').toISOString()).toBe('2026-01-11T15:00:00.000Z');
    expect(londonInstant('2026-07-11', '15:00').toISOString()).toBe('2026-07-11T14:00:00.000Z');
    expect(londonInstant('2026-03-29', '07:00').toISOString()).toBe('2026-03-29T06:00:00.000Z');
    expect(londonInstant('2026-10-25', '07:00').toISOString()).toBe('2026-10-25T07:00:00.000Z');
  });

  it('tells day and time as London has them', () => {
    const late = new Date('2026-07-11T23:30:00Z');
    expect([londonDay(late), londonTime(late)]).toEqual(['2026-07-12', '00:30']);
  });

  it('begins the force day at 07:00', () => {
    expect(forceDay(new Date('2026-01-11T06:59:00Z'))).toBe('2026-01-10');
    expect(forceDay(new Date('2026-01-11T07:00:00Z'))).toBe('2026-01-11');
  });

  it('counts days across a change of the clocks and names them', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect([weekday('2026-01-11'), weekday('2026-01-12')]).toEqual([6, 0]);
    expect(spokenDay('2026-06-03')).toBe('Wednesday 3 June');
  });
});
