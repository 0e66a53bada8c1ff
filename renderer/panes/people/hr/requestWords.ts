import type { ShownLeave, ShownOvertime } from '../../../../contracts/ipc/people.ts';
import { wordOf } from '../../../format/text.ts';
import { clock, dayRange, fullTime, shortDay } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import type { Tone } from '../../../ui/Chip.tsx';

const { requests: w, kinds, amount, hm } = strings.hr;

export const isLeave = (request: ShownLeave | ShownOvertime): request is ShownLeave => 'days' in request;

/** "14 to 18 December" */
export const daysOf = ({ days }: ShownLeave): string => {
  const all = days.map(({ day }) => day).toSorted();
  const [first = '', last = ''] = [all[0], all.at(-1)];
  return first === last ? shortDay(first) : dayRange(first, last);
};

/** "4 days of annual leave": what it takes. */
export const takesOf = (request: ShownLeave): string =>
  w.leaveOf(
    amount(
      request.kind,
      request.days.reduce((sum, { cost }) => sum + cost, 0),
    ),
    wordOf(kinds, request.kind),
  );

/** "1 h 20 min in time off", or the whole quarter hours for pay: what a claim comes to. */
export const claimedOf = ({ as, counted, timeOff }: ShownOvertime): string => (as === 'timeOff' ? w.inTimeOff(hm(timeOff)) : hm(counted));

/** What is asked for, in one line. */
export const whatOf = (request: ShownLeave | ShownOvertime): string =>
  isLeave(request) ? `${daysOf(request)}, ${takesOf(request)}` : `${fullTime(request.from)} to ${clock(request.to)}, ${claimedOf(request)}`;

export const stateTone = (state: string): Tone => (state === 'approved' ? 'ok' : state === 'asked' ? 'warn' : 'plain');
