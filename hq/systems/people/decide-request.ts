import { cover } from '../../../contracts/domain/cover.ts';
import { coverOf } from '../../../contracts/domain/cover-left.ts';
import type { Balance, Duty } from '../../../contracts/domain/duty.ts';
import { type Leave, leave, type Overtime, overtime } from '../../../contracts/domain/hr-request.ts';
import { type HrAct, type HrRequest, requestAfter, whyNotStep } from '../../../contracts/domain/hr-steps.ts';
import { balanceAfter, costsByYear, dutyAfterLeave, type LeaveKind } from '../../../contracts/domain/leave-cost.ts';
import { type LeaveRequest, whyNotGranted } from '../../../contracts/domain/leave-rules.ts';
import { formalName } from '../../../contracts/domain/officer.ts';
import type { Transaction } from '../../database/database.ts';
import { findActive } from '../active-officer.ts';
import { type CommandCall, type CommandHandler, type CommandRefusal, decidedAt, type Publication, refused } from '../command.ts';
import { findVisible } from '../find.ts';
import { coverId } from './cover-id.ts';
import { balanceOf, dutiesOf, staffIdOf } from './held.ts';

const schemas = { leave, overtime };
type Kind = keyof typeof schemas;
interface Payload {
  readonly decision?: 'approve' | 'return' | undefined;
  readonly text?: string | undefined;
  readonly at: string;
}

/** What an approval does besides, or why HQ cannot approve it. */
type Effects = readonly Publication[] | CommandRefusal;

/** A step in the life of a request (contracts/domain/hr-steps.ts): withdrawn by its officer, approved or returned by the team's supervisor. */
export const stepRequest =
  (kind: Kind): CommandHandler<Payload> =>
  async (call) => {
    const { transaction, shift, itemId, payload } = call;
    const { officer } = shift;
    const found = await findVisible(transaction, { system: 'people', kind, id: itemId }, schemas[kind], officer);
    if (found === undefined) return refused('NotFound');
    const act: HrAct = payload.decision ?? 'withdraw';
    const step = { act, text: payload.text, at: decidedAt(payload.at, call), by: formalName(officer), officer };
    const refusal = whyNotStep(found.body, step);
    if (refusal !== undefined) return refused(refusal);
    const effects = act === 'approve' ? await effectsOf(call, kind, found.body) : [];
    if (typeof effects === 'string') return refused(effects);
    const [version = 0] = await call.publish([{ kind, id: itemId, body: requestAfter<HrRequest>(found.body, step) as Leave }, ...effects]);
    return { kind: 'done', itemId, version };
  };

const effectsOf = async (call: CommandCall<Payload>, kind: Kind, request: Leave | Overtime): Promise<Effects> => {
  // Overtime that was worked is owed to whoever has left, too.
  if (kind === 'leave' && (await findActive(call.transaction, request.officer)) === undefined) return 'OfficerUnknown';
  const owner = await staffIdOf(call.transaction, request.officer);
  const held = owner === undefined ? undefined : await balanceOf(call.transaction, owner);
  if (owner === undefined || held === undefined) return 'BalanceMissing';
  return kind === 'leave' ? grant(call, owner, held, request as Leave) : credit(owner, held, request as Overtime);
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
    return duty === undefined ? [] : [dutyAfterLeave(duty, asked.kind, one, LABEL[asked.kind])];
  });
  const covers = await coversOf(transaction, request, changed);
  return [
    { kind: 'balance', id: held.id, owner, body: balanceAfter(asked.kind, held, costsByYear(asked.days, held, at)) },
    ...changed.map((duty) => ({ kind: 'duty', id: duty.id, owner, body: duty })),
    ...covers,
  ];
};

/** Of those days that the team's cover is known of. */
const coversOf = async (
  transaction: Transaction,
  { officer, team = '' }: Leave,
  changed: readonly Duty[],
): Promise<readonly Publication[]> => {
  const covers: Publication[] = [];
  for (const duty of changed) {
    const id = coverId(duty.day, team);
    const found = await findVisible(transaction, { system: 'people', kind: 'cover', id }, cover, undefined);
    if (found === undefined) continue;
    const members = found.body.members.map((member) =>
      member.officer === officer ? { officer, name: member.name, ...coverOf(duty) } : member,
    );
    covers.push({ kind: 'cover', id, body: { ...found.body, members } });
  }
  return covers;
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
