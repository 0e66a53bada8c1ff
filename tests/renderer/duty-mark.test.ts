import { expect, it } from 'vitest';
import type { Duty } from '../../contracts/domain/duty.ts';
import { dutyMark, isCancelled, lookOf } from '../../renderer/panes/people/dutyMark.ts';

const night: Duty = {
  ...{ id: 'D-1', version: 1, day: '2021-05-22', kind: 'duty', label: 'Night', publishedAt: '2021-04-01T10:00:00.000Z' },
  ...{ start: '2021-05-22T21:00:00.000Z', end: '2021-05-23T06:00:00.000Z' },
  restDayCancelled: { reason: 'Worden Park event', toldAt: '2021-05-12T10:00:00.000Z' },
};

it('a rest day that was cancelled is marked, and a sick day on it is a sick day: nobody works it', () => {
  expect([dutyMark(night), lookOf(night), isCancelled(night)]).toEqual(['N!', 'cancelled', true]);
  const { start: _start, end: _end, ...day } = night;
  const sick: Duty = { ...day, kind: 'sick', label: 'Sick' };
  expect([dutyMark(sick), lookOf(sick), isCancelled(sick)]).toEqual(['S', 'rest', false]);
});
