import type { Expense } from '../../../../contracts/domain/expense.ts';
import { addDays } from '../../../../contracts/domain/force-calendar.ts';
import type { Overtime } from '../../../../contracts/domain/hr-request.ts';
import type { OwnDetails } from '../../../../contracts/domain/own-details.ts';
import type { Sickness } from '../../../../contracts/domain/sickness.ts';
import type { ShownDetails, ShownExpense, ShownLeave, ShownOvertime, ShownSickness, ShownSwap } from '../../../../contracts/ipc/people.ts';
import { listed, wordOf } from '../../../format/text.ts';
import { clock, dayRange, fullTime, shortDay } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';

const { requests: w, kinds, amount, hm, expense, details } = strings.hr;

/** What is decided on. */
export type ShownRequest = ShownLeave | ShownOvertime | ShownExpense | ShownDetails | ShownSwap;
/** What stands in the list: sickness is reported, and nobody decides on it. */
export type Listed = ShownRequest | ShownSickness;

/** What is asked for, of a request as it is shown or as HQ has it. */
type AskedLeave = Pick<ShownLeave, 'kind' | 'days'>;
type AskedOvertime = Pick<Overtime, 'from' | 'to' | 'as' | 'counted' | 'timeOff'>;
type AskedSwap = Pick<ShownSwap, 'partner' | 'days' | 'name'>;
type Absence = Pick<Sickness, 'firstDay' | 'backOn' | 'state'>;
type AskedExpense = Pick<Expense, 'kind' | 'day' | 'pence'>;
type AskedDetails = Pick<OwnDetails, 'telephone' | 'nextOfKin' | 'address'>;
type Asked = AskedLeave | AskedOvertime | AskedExpense | AskedDetails | AskedSwap | Absence;

export const isSickness = <One extends Absence>(request: One | Asked): request is One => 'firstDay' in request;
export const isSwap = <One extends AskedSwap>(request: One | Asked): request is One => 'partner' in request;
export const isLeave = <One extends AskedLeave>(request: One | Asked): request is One => 'days' in request && 'kind' in request;

export const isExpense = <One extends AskedExpense>(request: One | Asked): request is One => 'pence' in request;
export const isOvertime = <One extends AskedOvertime>(request: One | Asked): request is One => 'counted' in request;

/** The kind of item that a request is. */
export const requestKind = (request: Exclude<Asked, Absence>): 'leave' | 'overtime' | 'expense' | 'details' | 'swap' => {
  if (isSwap(request)) return 'swap';
  if (isLeave(request)) return 'leave';
  return isExpense(request) ? 'expense' : isOvertime(request) ? 'overtime' : 'details';
};

/** "Leave", "Overtime", "Swap", "Sickness" */
export const seriesOf = (request: Asked): string => (isSickness(request) ? w.sickness : w[requestKind(request as Exclude<Asked, Absence>)]);

/** "£12.40" */
export const money = (pence: number): string => `£${(pence / 100).toFixed(2)}`;

/** "14 to 18 December" */
export const daysOf = ({ days }: { readonly days: readonly { readonly day: string }[] }): string => {
  const all = days.map(({ day }) => day).toSorted();
  const [first = '', last = ''] = [all[0], all.at(-1)];
  return first === last ? shortDay(first) : dayRange(first, last);
};

/** "4 days of annual leave": what it takes. */
export const takesOf = (request: AskedLeave): string =>
  w.leaveOf(
    amount(
      request.kind,
      request.days.reduce((sum, { cost }) => sum + cost, 0),
    ),
    wordOf(kinds, request.kind),
  );

/** "1 h 20 min in time off", or the whole quarter hours for pay: what a claim comes to. */
export const claimedOf = ({ as, counted, timeOff }: AskedOvertime): string => (as === 'timeOff' ? w.inTimeOff(hm(timeOff)) : hm(counted));

/** The days of a sickness: "from 17 May", "17 to 19 May". */
const absenceOf = ({ firstDay, backOn }: Absence): string =>
  backOn === undefined ? w.sickFrom(shortDay(firstDay)) : daysOf({ days: [{ day: firstDay }, { day: addDays(backOn, -1) }] });

/** Which of the officer's details. */
const changedDetails = ({ telephone, nextOfKin, address }: AskedDetails): string =>
  listed(
    [telephone && details.telephone, nextOfKin && details.kin, address && details.address].filter((one) => one !== undefined && one !== ''),
  );

/** What is asked for, in one line. */
export const whatOf = (request: Asked): string => {
  if (isSickness(request)) return absenceOf(request);
  if (isSwap(request)) return w.swapWith(request.days.map(({ day }) => shortDay(day)).join(', '), request.partner.name);
  if (isLeave(request)) return `${daysOf(request)}, ${takesOf(request)}`;
  if (isExpense(request)) return w.spent(wordOf(expense.kinds, request.kind), money(request.pence), shortDay(request.day));
  if (!isOvertime(request)) return changedDetails(request);
  return `${fullTime(request.from)} to ${clock(request.to)}, ${claimedOf(request)}`;
};

export const askedAtOf = (request: Listed): string => (isSickness(request) ? request.reportedAt : request.askedAt);
