import { describe, expect, it } from 'vitest';
import {
  age,
  clock,
  dayClock,
  dayRange,
  duration,
  durationLong,
  longDay,
  minutesOfForceDay,
  mondayOf,
  rowTime,
  timeRange,
} from '../../renderer/format/time.ts';

const now = new Date('2021-05-18T14:42:08.000Z');

describe('time on screen', () => {
  it('is London time, in summer and in winter', () => {
    expect(clock('2021-05-18T14:42:08.000Z')).toBe('15:42');
    expect(clock('2021-01-18T14:42:08.000Z')).toBe('14:42');
  });
  it('says the clock today, the weekday this week, then the date', () => {
    expect(rowTime('2021-05-18T14:31:00.000Z', now)).toBe('15:31');
    expect(rowTime('2021-05-17T22:59:00.000Z', now)).toBe('Mon');
    expect(rowTime('2021-04-14T09:00:00.000Z', now)).toBe('14 April');
    expect(rowTime('2020-04-14T09:00:00.000Z', now)).toBe('14 April 2020');
    expect(dayClock('2021-05-17T21:10:00.000Z', now)).toBe('Mon 22:10');
  });
  it('gives the age of a log in minutes, then hours, then its day and clock, then its date', () => {
    expect(age('2021-05-18T14:20:00.000Z', now)).toBe('22 min');
    expect(age('2021-05-18T13:28:00.000Z', now)).toBe('1 h 14');
    expect(age('2021-05-17T12:00:00.000Z', now)).toBe('Mon 13:00');
    expect(age('2021-05-18T15:00:00.000Z', now)).toBe('16:00');
    expect(age('2021-05-11T14:00:00.000Z', now)).toBe('11 May');
    expect(age('2020-10-12T14:00:00.000Z', now)).toBe('12 Oct 2020');
    expect(duration(4 * 3_600_000 + 2 * 60_000)).toBe('4 h 02');
    expect(durationLong(2 * 3_600_000)).toBe('2 h');
  });
  it('places a duty in the lane of its force day', () => {
    expect(minutesOfForceDay('2021-05-18T14:00:00.000Z', '2021-05-18')).toBe(480);
    expect(minutesOfForceDay('2021-05-24T00:00:00.000Z', '2021-05-23')).toBe(18 * 60);
    expect(minutesOfForceDay('2021-05-18T01:00:00.000Z', '2021-05-18')).toBe(0);
  });
  it('begins the week on Monday', () => {
    expect(mondayOf('2021-05-23')).toBe('2021-05-17');
    expect(mondayOf('2021-05-17')).toBe('2021-05-17');
  });
  it('says a range of days or hours once', () => {
    expect(dayRange('2021-05-17', '2021-05-23')).toBe('17 to 23 May');
    expect(dayRange('2021-05-31', '2021-06-06')).toBe('31 May to 6 June');
    expect(dayRange('2021-05-17', '2021-05-23', '2021-12-24')).toBe('17 to 23 May');
    expect(dayRange('2020-05-18', '2020-05-24', '2021-05-18')).toBe('18 to 24 May 2020');
    expect(dayRange('2021-12-27', '2022-01-02', '2021-12-27')).toBe('27 December 2021 to 2 January 2022');
    expect(longDay('2021-05-18')).toBe('Tuesday 18 May');
    expect(timeRange('2021-05-18T13:00:00.000Z', '2021-05-18T14:10:00.000Z')).toBe('18 May 2021, 14:00 to 15:10');
    expect(timeRange('2021-05-18T13:00:00.000Z', '2021-05-18T13:00:24.000Z')).toBe('18 May 2021, 14:00');
  });
});
