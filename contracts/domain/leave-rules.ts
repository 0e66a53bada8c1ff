import type { Balance } from './duty.ts';
import { forceDay } from './force-calendar.ts';
import type { Leave } from './hr-request.ts';
import { type AskedDay, costsByYear, dayCost, isEnough, type LeaveCosts, type LeaveFault, type LeaveKind } from './leave-cost.ts';
import type { DutyOn } from './overtime-sum.ts';

/** A request as it is made: each day with its cost as the officer saw it. */
export interface LeaveRequest {
  readonly kind: LeaveKind;
  readonly days: readonly (AskedDay & { readonly cost: number })[];
}
export type LeaveRefusal =
  | LeaveFault
  | 'RosterChanged'
  | 'BalanceMissing'
  | 'NotEnoughLeft'
  | 'LeaveYearNotOpened'
  | 'CostsNothing'
  | 'DayAskedFor'
  | 'DayPassed';

/** What HQ has, or this laptop has of HQ. open: the officer's other requests that nobody has decided. */
export interface LeaveFacts {
  readonly dutyOn: DutyOn;
  readonly balance: Balance | undefined;
  readonly open: readonly Pick<Leave, 'kind' | 'days'>[];
}

/** Why it cannot be asked for; undefined where it can. `at`: now. The one rule, for HQ and for the form. */
export const whyNotLeave = (request: LeaveRequest, { dutyOn, balance, open }: LeaveFacts, at: Date): LeaveRefusal | undefined => {
  const { days } = request;
  if (new Set(days.map(({ day }) => day)).size < days.length) return 'DayAskedFor';
  if (days.some(({ day }) => day < forceDay(at))) return 'DayPassed';
  const costs = whyNotCosts(request, dutyOn);
  if (costs !== undefined) return costs;
  const charged = days.filter(({ cost }) => cost > 0);
  if (charged.length === 0) return 'CostsNothing';
  const taken = new Set(open.flatMap((other) => other.days.filter(({ cost }) => cost > 0).map(({ day }) => day)));
  if (charged.some(({ day }) => taken.has(day))) return 'DayAskedFor';
  return whyNotBalance(request, balance, waitingFor(request.kind, { balance, open }, at), at);
};

/** Whether an open request can still be granted as it was asked. `at`: now. */
export const whyNotGranted = (request: LeaveRequest, { dutyOn, balance }: Omit<LeaveFacts, 'open'>, at: Date): LeaveRefusal | undefined =>
  whyNotCosts(request, dutyOn) === undefined ? whyNotBalance(request, balance, { this: 0, next: 0 }, at) : 'RosterChanged';

/** What the officer's open requests of that kind ask for. */
export const waitingFor = (kind: LeaveKind, { balance, open }: Omit<LeaveFacts, 'dutyOn'>, at: Date): LeaveCosts =>
  costsByYear(
    open.filter((other) => other.kind === kind).flatMap(({ days }) => days),
    balance,
    at,
  );

const whyNotCosts = ({ kind, days }: LeaveRequest, dutyOn: DutyOn): LeaveRefusal | undefined => {
  for (const asked of days) {
    const cost = dayCost(kind, asked, dutyOn(asked.day));
    if (typeof cost === 'string') return cost;
    if (cost !== asked.cost) return 'RosterChanged';
  }
  return undefined;
};

const whyNotBalance = (
  { kind, days }: LeaveRequest,
  balance: Balance | undefined,
  waiting: LeaveCosts,
  at: Date,
): LeaveRefusal | undefined => {
  if (balance === undefined) return 'BalanceMissing';
  const costs = costsByYear(days, balance, at);
  if (kind === 'annualLeave' && costs.next > 0 && !isOpened(days, balance)) return 'LeaveYearNotOpened';
  return isEnough(kind, balance, costs, waiting) ? undefined : 'NotEnoughLeft';
};

/** Whether HQ has told what the next leave year gives, and none of the days is after that one. */
const isOpened = (days: LeaveRequest['days'], { nextLeaveYear }: Balance): boolean => {
  if (nextLeaveYear === undefined) return false;
  const { from } = nextLeaveYear;
  const ends = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`;
  return days.every(({ day, cost }) => cost === 0 || day < ends);
};
