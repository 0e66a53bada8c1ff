import { type ClaimRefusal, claimSum } from '../../../../contracts/domain/overtime-rules.ts';
import type { OvertimeSum } from '../../../../contracts/domain/overtime-sum.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { strings } from '../../../strings/index.ts';
import type { When } from '../../../ui/fields.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, noWhen, oneOf, textFault, whenFault, whenOf, written } from '../../../workspace/form/values.ts';
import { dutyOn, type HrFacts } from './useHrFacts.ts';

type Payload = Given<'people', 'overtime.claim'>;

/** A claim as its form has it. record: the id of a log or a task, "" while none is chosen. */
export interface OvertimeFields {
  readonly record: string;
  readonly from: When;
  readonly to: When;
  readonly told: 'no' | 'yes';
  readonly toldAt: When;
  readonly travel: string;
  readonly text: string;
  readonly as: 'pay' | 'timeOff';
}

const { overtime: w } = strings.hr;
const LONGEST_TEXT = 500;
const MOST_TRAVEL = 360;
const fresh: OvertimeFields = { record: '', from: noWhen, to: noWhen, told: 'no', toldAt: noWhen, travel: '', text: '', as: 'timeOff' };

/** From the end of the last tour; when the officer went off duty is theirs to write. */
export const newClaim = ({ duties }: HrFacts, now: Date): OvertimeFields => {
  const ended = duties.flatMap(({ end }) => (end !== undefined && end <= now.toISOString() ? [end] : [])).toSorted();
  const last = ended.at(-1);
  return last === undefined ? fresh : { ...fresh, from: whenOf(last) };
};

/** A claim that HQ did not take, to be changed. */
export const claimOf = (payload: Readonly<Record<string, unknown>>): OvertimeFields => {
  const given = fitted({ incidentId: '', taskId: '', from: '', to: '', toldAt: '', travelMinutes: 0, text: '', as: '' }, payload);
  const when = (at: string): When => (at === '' ? noWhen : whenOf(at));
  return {
    record: given.incidentId || given.taskId,
    ...{ from: when(given.from), to: when(given.to), toldAt: when(given.toldAt), told: given.toldAt === '' ? 'no' : 'yes' },
    ...{ travel: given.travelMinutes === 0 ? '' : String(given.travelMinutes), text: given.text },
    as: oneOf(w.asChoices, given.as, 'timeOff') as OvertimeFields['as'],
  };
};

/** Of a draft: the form's own fields, or the payload of a claim that was discarded with its words kept. */
export const readClaim = (kept: Readonly<Record<string, unknown>>): OvertimeFields => {
  if ('counted' in kept) return claimOf(kept);
  const read = fitted(fresh, kept);
  return { ...read, told: oneOf(w.toldChoices, read.told, 'no'), as: oneOf(w.asChoices, read.as, 'timeOff') as OvertimeFields['as'] };
};

const travelOf = (travel: string): number | undefined => {
  const typed = travel.trim();
  return typed === '' ? 0 : /^\d{1,3}$/.test(typed) && Number(typed) <= MOST_TRAVEL ? Number(typed) : undefined;
};

const timesOf = ({ record, from, to, told, toldAt, travel }: OvertimeFields, taskIds: ReadonlySet<string>) => {
  const toldBefore = told === 'yes' ? instantOf(toldAt) : undefined;
  const minutes = travelOf(travel) ?? 0;
  return {
    ...(record === '' ? {} : taskIds.has(record) ? { taskId: record } : { incidentId: record }),
    ...{ from: instantOf(from) ?? '', to: instantOf(to) ?? '' },
    ...(toldBefore === undefined ? {} : { toldAt: toldBefore }),
    ...(minutes === 0 ? {} : { travelMinutes: minutes }),
  };
};

/** What it comes to by what this laptop knows; undefined while there are no times. */
export const sumShown = (
  fields: OvertimeFields,
  facts: HrFacts,
  rank: string,
  taskIds: ReadonlySet<string>,
  now: Date,
): OvertimeSum | ClaimRefusal | undefined => {
  const times = timesOf(fields, taskIds);
  if (times.from === '' || times.to === '') return undefined;
  // The sum is shown before the log is chosen.
  const named = fields.record === '' ? { ...times, taskId: 'none' } : times;
  return claimSum(named, { rank, dutyOn: dutyOn(facts), claims: facts.ownOvertime }, now);
};

export const claimFaults = (fields: OvertimeFields, facts: HrFacts, rank: string, taskIds: ReadonlySet<string>, now: Date): Faults => {
  const sum = sumShown(fields, facts, rank, taskIds, now);
  return faultsOf({
    record: fields.record === '' ? w.noRecord : undefined,
    from: whenFault(fields.from),
    to: whenFault(fields.to) ?? (typeof sum === 'string' ? w.refusals[sum] : undefined),
    toldAt: fields.told === 'yes' ? whenFault(fields.toldAt) : undefined,
    travel: travelOf(fields.travel) === undefined ? w.wrongTravel : undefined,
    text: textFault(fields.text, w.noText, LONGEST_TEXT),
  });
};

/** The command of a form without faults. */
export const claimPayload = (fields: OvertimeFields, facts: HrFacts, rank: string, taskIds: ReadonlySet<string>, now: Date): Payload => {
  const sum = sumShown(fields, facts, rank, taskIds, now);
  const { counted, timeOff } = typeof sum === 'object' ? sum : { counted: 0, timeOff: 0 };
  return { ...timesOf(fields, taskIds), text: written(fields.text), as: fields.as, counted, timeOff };
};
