import type { Duty } from '../../../../contracts/domain/duty.ts';
import { addDays, daysBetween } from '../../../../contracts/domain/force-calendar.ts';
import { type AskedDay, type DayPart, dayCost, isWorkday, type LeaveKind } from '../../../../contracts/domain/leave-cost.ts';
import { whyNotLeave } from '../../../../contracts/domain/leave-rules.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { dayTyped, typedDay } from '../../../format/typedTime.ts';
import { strings } from '../../../strings/index.ts';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, oneOf, textFault, written } from '../../../workspace/form/values.ts';
import { dutyOn, type HrFacts } from './useHrFacts.ts';

type Payload = Given<'people', 'leave.request'>;

/** A request as its form has it: days as they are typed, and those of which not the whole tour is asked for. part: as the menu names it. */
export interface LeaveFields {
  readonly kind: LeaveKind;
  readonly first: string;
  readonly last: string;
  readonly parts: readonly { readonly day: string; readonly part: string }[];
  readonly text: string;
}

/** A day of the request, with what the roster says of it. cost: undefined where it is not known or not taken so. */
export interface ShownDay {
  readonly asked: AskedDay;
  readonly part: string;
  readonly duty: Duty | undefined;
  readonly cost: number | undefined;
}

const { leave: w } = strings.hr;
/** As the contract takes a text. */
const LONGEST_TEXT = 500;
const MOST_DAYS = 62;
/** Of time off in lieu: the tour ends so many minutes earlier. */
const HOURS = ['60', '120', '180', '240'];

export const freshLeave: LeaveFields = { kind: 'annualLeave', first: '', last: '', parts: [], text: '' };

/** What may be asked for of one tour, by the leave it is taken out of. */
export const partsOf = (kind: LeaveKind): readonly string[] =>
  kind === 'restDayInLieu' ? ['full'] : ['full', 'firstHalf', 'secondHalf', ...(kind === 'toil' ? HOURS : [])];
export const partInWords = (part: string): string => w.parts[part] ?? w.hours(Number(part));

/** A request that HQ did not take, to be changed. */
export const leaveOf = (payload: Readonly<Record<string, unknown>>): LeaveFields => {
  const { kind, days, text } = fitted({ kind: '', text: '', days: [{ day: '', part: '', minutes: 0 }] }, payload);
  const all = days.map(({ day }) => day).toSorted();
  return {
    kind: oneOf(w.kinds, kind, 'annualLeave'),
    ...{ first: typedDay(all[0] ?? ''), last: typedDay(all.at(-1) ?? ''), text },
    parts: days
      .filter(({ part }) => part !== 'full')
      .map(({ day, part, minutes }) => ({ day, part: part === 'hours' ? String(minutes) : part })),
  };
};

/** Of a draft: the form's own fields, or the payload of a request that was discarded with its words kept. */
export const readLeave = (kept: Readonly<Record<string, unknown>>): LeaveFields => {
  if ('days' in kept) return leaveOf(kept);
  const read = fitted({ ...freshLeave, parts: [{ day: '', part: '' }] }, kept);
  return { ...read, kind: oneOf(w.kinds, read.kind, 'annualLeave') };
};

/** The days from the first to the last; none while they are no days. */
export const askedDays = ({ kind, first, last, parts }: LeaveFields, facts: HrFacts): readonly ShownDay[] => {
  const from = dayTyped(first);
  const to = dayTyped(last);
  if (from === undefined || to === undefined || to < from || daysBetween(from, to) >= MOST_DAYS) return [];
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => {
    const day = addDays(from, n);
    const duty = dutyOn(facts)(day);
    const part = parts.find((one) => one.day === day)?.part ?? 'full';
    const asked = { day, ...partOf(duty === undefined || !isWorkday(duty) ? 'full' : part) };
    const cost = dayCost(kind, asked, duty);
    return { asked, part, duty, cost: typeof cost === 'string' ? undefined : cost };
  });
};

export const totalOf = (days: readonly ShownDay[]): number => days.reduce((sum, { cost = 0 }) => sum + cost, 0);

export const leaveFaults = (fields: LeaveFields, facts: HrFacts, now: Date): Faults => {
  const { first, last, text, kind } = fields;
  const [from, to] = [dayTyped(first), dayTyped(last)];
  const days = askedDays(fields, facts);
  const order = from === undefined || to === undefined || days.length > 0 ? undefined : to < from ? w.lastBefore : w.tooMany;
  const open = facts.ownLeave.filter(({ state }) => state === 'asked');
  const request = { kind, days: days.map(({ asked, cost = 0 }) => ({ ...asked, cost })) };
  const refusal = days.length === 0 ? undefined : whyNotLeave(request, { dutyOn: dutyOn(facts), balance: facts.balance, open }, now);
  return faultsOf({
    first: from === undefined ? w.wrongDay : undefined,
    last: to === undefined ? w.wrongDay : (order ?? (refusal === undefined ? undefined : w.refusals[refusal])),
    text: textFault(text, undefined, LONGEST_TEXT),
  });
};

/** The command of a form without faults. */
export const leavePayload = (fields: LeaveFields, facts: HrFacts): Payload => ({
  kind: fields.kind,
  days: askedDays(fields, facts).map(({ asked, cost = 0 }) => ({ ...asked, cost })),
  ...(written(fields.text) === '' ? {} : { text: written(fields.text) }),
});

const partOf = (part: string): { readonly part: DayPart; readonly minutes?: number } =>
  HOURS.includes(part) ? { part: 'hours', minutes: Number(part) } : { part: oneOf(PARTS, part, 'full') };
const PARTS: Readonly<Record<Exclude<DayPart, 'hours'>, string>> = { full: '', firstHalf: '', secondHalf: '' };
