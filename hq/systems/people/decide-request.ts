import type { z } from 'zod';
import type { Balance, Duty } from '../../../contracts/domain/duty.ts';
import { expense } from '../../../contracts/domain/expense.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { type Leave, leave, type Overtime, overtime } from '../../../contracts/domain/hr-request.ts';
import { type HrAct, type HrRequest, requestAfter, whyNotStep } from '../../../contracts/domain/hr-steps.ts';
import { balanceAfter, costsByYear, dutyAfterLeave, type LeaveKind } from '../../../contracts/domain/leave-cost.ts';
import { type LeaveRequest, whyNotGranted } from '../../../contracts/domain/leave-rules.ts';
import { type OwnDetails, ownDetails } from '../../../contracts/domain/own-details.ts';
import { type Swap, swap } from '../../../contracts/domain/swap.ts';
import type { Transaction } from '../../database/database.ts';
import { findOfficer, putOfficer } from '../../database/officers.ts';
import { findActive } from '../active-officer.ts';
import { type CommandCall, type CommandHandler, type CommandRefusal, decidedAt, type Publication, refused } from '../command.ts';
import { findVisible } from '../find.ts';
import { coversOf } from './covers.ts';
import { exchange } from './exchange.ts';
import { balanceOf, dutiesOf, staffIdOf } from './held.ts';
import { officerEntry } from './officer-entry.ts';

const schemas = { leave, overtime, expense, details: ownDetails, swap };
type Kind = keyof typeof schemas;
interface Payload {
  readonly decision?: 'approve' | 'return' | 'agree' | 'decline' | undefined;
  readonly text?: string | undefined;
  readonly at: string;
}

/** What an approval does besides, or why HQ cannot approve it. */
type Effects = readonly Publication[] | CommandRefusal;

/**
 * A step in the life of a request (contracts/domain/hr-steps.ts): withdrawn or looked at by its officer, agreed or declined by the colleague of
 * a swap, approved or returned by the team's supervisor, as the payload says.
 */
export const stepRequest =
  (kind: Kind, own?: 'withdraw' | 'see'): CommandHandler<Payload> =>
  async (call) => {
    const { transaction, shift, itemId, payload } = call;
    const { officer } = shift;
    const found = await findVisible(transaction, { system: 'people', kind, id: itemId }, schemas[kind], officer);
    if (found === undefined) return refused('NotFound');
    const act: HrAct | undefined = own ?? payload.decision;
    if (act === undefined) return refused('RequestNotOpen');
    const step = { act, text: payload.text, at: decidedAt(payload.at, call), by: formalName(officer), officer };
    const refusal = whyNotStep(found.body, step);
    if (refusal !== undefined) return refused(refusal);
    const effects = act === 'approve' ? await effectsOf(call, kind, found.body) : [];
    if (typeof effects === 'string') return refused(effects);
    const [version = 0] = await call.publish([{ kind, id: itemId, body: requestAfter<HrRequest>(found.body, step) as Leave }, ...effects]);
    return { kind: 'done', itemId, version };
  };

const effectsOf = async (call: CommandCall<Payload>, kind: Kind, request: z.infer<(typeof schemas)[Kind]>): Promise<Effects> => {
  // Pay has it from the request as it stands.
  if (kind === 'expense') return [];
  if (kind === 'details') return list(call.transaction, request as OwnDetails);
  if (kind === 'swap') return exchange(call.transaction, request as Swap, { at: call.at, by: formalName(call.shift.officer) });
  // Overtime that was worked is owed to whoever has left, too.
  if (kind === 'leave' && (await findActive(call.transaction, request.officer)) === undefined) return 'OfficerUnknown';
  const owner = await staffIdOf(call.transaction, request.officer);
  const held = owner === undefined ? undefined : await balanceOf(call.transaction, owner);
  if (owner === undefined || held === undefined) return 'BalanceMissing';
  return kind === 'leave' ? grant(call, owner, held, request as Leave) : credit(owner, held, request as Overtime);
};

/** A telephone number stands in the force's directory from now on. */
const list = async (transaction: Transaction, { officer, telephone }: OwnDetails): Promise<Effects> => {
  const staffId = await staffIdOf(transaction, officer);
  const entry = staffId === undefined ? undefined : await findOfficer(transaction, staffId);
  if (entry?.state !== 'active') return 'OfficerUnknown';
  if (telephone === undefined) return [];
  const changed = { ...entry.officer, telephone };
  await putOfficer(transaction, changed);
  return [await officerEntry(transaction, changed)];
};

/** Words of the roster for a day off. */
const LABEL: Readonly<Record<LeaveKind, string>> = {
  annualLeave: 'Annual leave',
  toil: 'Time off in lieu',
  restDayInLieu: 'Rest day in lieu',
};

/** Leave granted: the balance pays for it, and the officer's roster and the team's cover change with it. */
const grant = async ({ transaction, at }: CommandCall<Payload>, owner: string, held: Balance, request: Leave): Promise<Effects> => {
  // HQ made it by its contract: only words that this version knows are in it.
  const asked = request as LeaveRequest;
  const days = request.days.map(({ day }) => day).toSorted();
  const duties = await dutiesOf(transaction, owner, days[0] ?? '', days.at(-1) ?? '');
  const refusal = whyNotGranted(asked, { dutyOn: (day) => duties.get(day), balance: held }, at);
  if (refusal !== undefined) return refusal === 'NotEnoughLeft' || refusal === 'LeaveYearNotOpened' ? refusal : 'RosterChanged';
  const changed = asked.days.flatMap((one): Duty[] => {
    const duty = one.cost > 0 ? duties.get(one.day) : undefined;
    if (duty === undefined) return [];
    // Of a change before it there is nothing left to see.
    const { changed: _, ...held } = duty;
    return [dutyAfterLeave<Duty>(held, asked.kind, one, LABEL[asked.kind])];
  });
  const covers = await coversOf(
    transaction,
    request.team ?? '',
    changed.map((duty) => ({ officer: request.officer, duty })),
  );
  return [
    { kind: 'balance', id: held.id, owner, body: balanceAfter(asked.kind, held, costsByYear(asked.days, held, at)) },
    ...changed.map((duty) => ({ kind: 'duty', id: duty.id, owner, body: duty })),
    ...covers,
  ];
};

/** Time off and days owed are the officer's from now on, another day for a public holiday among the rest days; what is paid goes its own way. */
const credit = (owner: string, held: Balance, { as, timeOff, parts }: Overtime): Effects => {
  const days = parts.filter(({ anotherDay }) => anotherDay !== undefined).length;
  const body = {
    ...held,
    timeOffInLieuMinutes: held.timeOffInLieuMinutes + (as === 'timeOff' ? timeOff : 0),
    restDaysOwed: held.restDaysOwed + days,
  };
  return as === 'timeOff' || days > 0 ? [{ kind: 'balance', id: held.id, owner, body }] : [];
};
