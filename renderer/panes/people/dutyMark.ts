import type { Duty } from '../../../contracts/domain/duty.ts';
import { known } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';

const w = strings.people;

export type DutyLook = 'early' | 'late' | 'night' | 'court' | 'rest' | 'cancelled';
const LOOKS: Readonly<Record<string, DutyLook>> = { E: 'early', N: 'night' };
const NO_DUTY = ['restDay', 'restDayInLieu', 'annualLeave', 'publicHoliday', 'toil', 'sick'];

/** A duty in a letter or two: E, L, N of a shift's name, R for a rest day, N! for one that was cancelled. */
export const dutyMark = ({ kind, label, restDayCancelled, start }: Duty): string => {
  if (restDayCancelled !== undefined) return w.cancelledLetter(start === undefined ? 'R' : label.slice(0, 1));
  return known(w.letters, kind) ?? label.slice(0, 1).toUpperCase();
};

export const lookOf = (duty: Duty): DutyLook => {
  if (duty.restDayCancelled !== undefined) return 'cancelled';
  if (NO_DUTY.includes(duty.kind)) return 'rest';
  return duty.kind === 'duty' ? (LOOKS[dutyMark(duty)] ?? 'late') : 'court';
};
