import type { DutyKind } from '../../../contracts/domain/duty.ts';
import { count } from '../count.ts';

export const people = {
  roster: 'My roster',
  loading: 'Opening your roster from this laptop',
  published: (day: string) => `Published ${day}.`,
  before: 'Week before',
  thisWeek: 'This week',
  after: 'Week after',
  today: (day: string) => `${day}, today`,
  kinds: {
    duty: 'Duty',
    restDay: 'Rest day',
    restDayInLieu: 'Rest day in lieu',
    annualLeave: 'Annual leave',
    publicHoliday: 'Public holiday',
    toil: 'Time off in lieu',
    court: 'Court',
    course: 'Course',
    sick: 'Sick',
  } satisfies Readonly<Record<DutyKind, string>>,
  cancelled: 'Rest day cancelled',
  to: (start: string, end: string) => `${start} to ${end}`,
  nothing: 'Not published',
  forceDay: 'The force day runs from 07:00 to 07:00.',
  hours: (all: string, half: string | undefined) =>
    half === undefined ? `${all} this week.` : `${all} this week, ${half} at time and a half.`,
  told: {
    head: (day: string) => `Rest day ${day} cancelled`,
    text: (reason: string, notice: number, half: boolean) =>
      `${reason}. Told with ${count(notice, 'day')}’ notice${half ? ', so it is time and a half' : ''}.`,
  },
  side: 'Balances and team',
  left: 'What I have left',
  noBalance: 'HQ has not told your balances.',
  leave: 'Annual leave',
  toil: 'Time off in lieu',
  rest: 'Rest days owed',
  days: (number: number) => (number === 1 ? 'day' : 'days'),
  h: 'h',
  min: 'min',
  team: (name: string) => name,
  noTeam: 'HQ names nobody in your team.',
  noCallSign: 'No unit',
} as const;
