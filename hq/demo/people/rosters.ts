import type { Balance, Duty } from '../../../contracts/domain/duty.ts';
import { addDays, forceDay, instantAt, timeOfDay, weekdayIndex } from '../../../contracts/domain/force-calendar.ts';
import { nextLeaveYear } from '../../../contracts/domain/leave-cost.ts';
import { rosteredAs } from '../../systems/people/held.ts';
import { type DemoOfficer, demoOfficers, responseOfficers } from '../officers.ts';
import type { Random } from '../random.ts';

const shifts = {
  early: { label: 'Early', from: '07:00', to: '15:00' },
  late: { label: 'Late', from: '15:00', to: '23:00' },
  // Until 07:00 of the next calendar day, which is still the same force day.
  night: { label: 'Night', from: '22:00', to: '07:00' },
  office: { label: 'Office', from: '08:00', to: '16:00' },
} as const;
type Shift = keyof typeof shifts;

/** The response pattern: two earlies, two lates, two nights, four rest days. */
const pattern: readonly (Shift | 'rest')[] = ['early', 'early', 'late', 'late', 'night', 'night', 'rest', 'rest', 'rest', 'rest'];

/** A week and a day that have been, so that the pane can look back, then five weeks ahead: a roster is known a month before. */
const DAYS_BEFORE = 8;
const DAYS_AFTER = 34;
/** Published this long before its day. */
const PUBLISHED_DAYS = 35;

/** A roster item and whose it is. */
export interface OwnedDuty {
  readonly owner: string;
  readonly duty: Duty;
}

/** Six weeks of everybody's roster around `now`. The response team is on duty now, whatever the hour; a court day and a cancelled rest day lie ahead. */
export const demoRosters = (now: Date): readonly OwnedDuty[] => {
  const today = forceDay(now);
  return demoOfficers.flatMap((officer, index) => {
    const at = responseOfficers.some(({ staffId }) => staffId === officer.staffId) ? responseDay(now) : officeDay;
    const days = Array.from({ length: DAYS_BEFORE + 1 + DAYS_AFTER }, (_unused, i) => i - DAYS_BEFORE);
    const plain = days.map((offset) => plainDuty(addDays(today, offset), at(offset, addDays(today, offset))));
    return withEvents(plain, today, index, officer).map((duty) => ({ owner: officer.staffId, duty }));
  });
};

/** Where the pattern stands so that the first day of the shift that is on now is today. */
const responseDay = (now: Date): ((offset: number) => Shift | 'rest') => {
  const time = timeOfDay(now);
  const running: Shift = time >= '07:00' && time < '15:00' ? 'early' : time >= '15:00' && time < '22:30' ? 'late' : 'night';
  const start = pattern.indexOf(running);
  return (offset) => pattern[(start + offset + pattern.length * 10) % pattern.length] ?? 'rest';
};

const officeDay = (_offset: number, day: string): Shift | 'rest' => (weekdayIndex(day) < 5 ? 'office' : 'rest');

const plainDuty = (day: string, shift: Shift | 'rest'): Duty => {
  const publishedAt = instantAt(addDays(day, -PUBLISHED_DAYS), '12:00').toISOString();
  if (shift === 'rest') return { id: day, version: 1, day, kind: 'restDay', label: 'Rest day', publishedAt };
  const { label, from, to } = shifts[shift];
  const end = instantAt(to < from ? addDays(day, 1) : day, to);
  return {
    id: day,
    version: 1,
    day,
    kind: 'duty',
    label,
    start: instantAt(day, from).toISOString(),
    end: end.toISOString(),
    publishedAt,
  };
};

/** Everyone's roster has something that is not the pattern; which day differs from officer to officer. */
const withEvents = (duties: readonly Duty[], today: string, index: number, officer: DemoOfficer): readonly Duty[] => {
  if (officer.callSign === undefined) return duties;
  const ahead = duties.filter(({ day }) => day > today);
  const court = ahead.find(({ day, kind }) => kind === 'duty' && weekdayIndex(day) < 5 && day >= addDays(today, 2));
  const rest = ahead.filter(({ kind }) => kind === 'restDay');
  // Under fifteen days' notice: time and a half.
  const cancelled = rest[1 + (index % 2)];
  const leave =
    rest.at(-1 - index) === undefined ? [] : duties.filter(({ day, kind }) => kind === 'duty' && day > addDays(today, 25)).slice(0, 2);
  const moved = ahead.find((duty) => duty.label === 'Late' && duty !== court && duty.day >= addDays(today, 12));
  const course = duties.filter(({ day, kind }) => kind === 'duty' && day > addDays(today, 11) && weekdayIndex(day) < 5)[index % 3];
  // One officer works a late where the others work an early: something to swap.
  const apart = index === 1 ? ahead.find((duty) => isSecondEarly(duty, duties) && duty.day >= addDays(today, 16)) : undefined;
  return duties.map((duty) => {
    if (duty === apart) return onShift(duty, 'late');
    if (index === 2 && duty.day === addDays(today, -6) && duty.kind === 'duty') return sickDay(duty);
    if (duty === court) return courtDay(duty);
    if (duty === moved) return movedToNight(duty, today);
    if (duty === cancelled) return restDayCancelled(duty, today);
    if (leave.includes(duty)) return { ...withoutTimes(duty), kind: 'annualLeave', label: 'Annual leave' };
    if (duty === course) return courseDay(duty);
    return duty;
  });
};

/** An early after which comes a late. */
const isSecondEarly = ({ day, label }: Duty, duties: readonly Duty[]): boolean =>
  label === shifts.early.label && duties.some((next) => next.day === addDays(day, 1) && next.label === shifts.late.label);

const onShift = (duty: Duty, shift: Shift): Duty => {
  const { label, from, to } = shifts[shift];
  return { ...duty, label, start: instantAt(duty.day, from).toISOString(), end: instantAt(duty.day, to).toISOString() };
};

const sickDay = (duty: Duty): Duty => ({ ...withoutTimes(duty), kind: 'sick', label: 'Sick', rostered: rosteredAs(duty) });

const courtDay = (duty: Duty): Duty => ({
  ...duty,
  kind: 'court',
  label: 'Court, Preston',
  start: instantAt(duty.day, '10:00').toISOString(),
  end: instantAt(duty.day, '17:00').toISOString(),
});

const courseDay = (duty: Duty): Duty => ({
  ...duty,
  kind: 'course',
  label: 'Course, Hutton: personal safety',
  start: instantAt(duty.day, '08:00').toISOString(),
  end: instantAt(duty.day, '16:00').toISOString(),
});

/** What the roster desk made of a day, the day before today, and what it was. */
const changedBy = (duty: Duty, today: string): Pick<Duty, 'changed'> => ({ changed: { at: changedAt(today), was: rosteredAs(duty) } });
const changedAt = (today: string): string => instantAt(addDays(today, -1), '14:05').toISOString();

const movedToNight = (duty: Duty, today: string): Duty => ({
  ...duty,
  ...changedBy(duty, today),
  label: shifts.night.label,
  start: instantAt(duty.day, shifts.night.from).toISOString(),
  end: instantAt(addDays(duty.day, 1), shifts.night.to).toISOString(),
});

const restDayCancelled = (duty: Duty, today: string): Duty => ({
  ...duty,
  ...changedBy(duty, today),
  kind: 'duty',
  label: 'Rest day cancelled',
  start: instantAt(duty.day, '17:00').toISOString(),
  end: instantAt(addDays(duty.day, 1), '01:00').toISOString(),
  restDayCancelled: { reason: 'Worden Park event', toldAt: changedAt(today) },
});

const withoutTimes = ({ start: _start, end: _end, ...duty }: Duty): Duty => duty;

/** Leave and time owed of everybody. */
export const demoBalances = (now: Date, random: Random): readonly { readonly owner: string; readonly balance: Balance }[] =>
  demoOfficers.map(({ staffId }) => ({
    owner: staffId,
    balance: {
      id: 'balance',
      version: 1,
      annualLeaveDays: random.between(4, 17),
      timeOffInLieuMinutes: random.between(0, 26) * 30,
      restDaysOwed: random.between(0, 3),
      nextLeaveYear: { from: nextLeaveYear(forceDay(now)), annualLeaveDays: 25 },
    },
  }));
