import type { Duty } from '../../../contracts/domain/duty.ts';
import { known } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';

const w = strings.people;

export type DutyLook = 'early' | 'late' | 'night' | 'court' | 'rest' | 'cancelled';
const LOOKS: Readonly<Record<string, DutyLook>> = { E: 'early', N: 'night' };
const NO_DUTY = ['restDay', 'restDayInLieu', 'annualLeave', 'publicHoliday', 'toil', 'sick'];

/** A rest day that is worked after all. Whoever is off sick on it does not work it, and nothing is owed. */
export const isCancelled = ({ kind, restDayCancelled }: Pick<Duty, 'kind' | 'restDayCancelled'>): boolean =>
  restDayCancelled !== undefined && kind !== 'sick';

/** A duty in a letter or two: E, L, N of a shift's name, R for a rest day, N! for one that was cancelled. */
export const dutyMark = ({ kind, label, restDayCancelled, start }: Duty): string => {
  if (isCancelled({ kind, restDayCancelled })) return w.cancelledLetter(start === undefined ? 'R' : label.slice(0, 1));
  return known(w.letters, kind) ?? label.slice(0, 1).toUpperCase();
};

export const lookOf = (duty: Duty): DutyLook => {
  if (isCancelled(duty)) return 'cancelled';
  if (NO_DUTY.includes(duty.kind)) return 'rest';
  return duty.kind === 'duty' ? (LOOKS[dutyMark(duty)] ?? 'late') : 'court';
};
