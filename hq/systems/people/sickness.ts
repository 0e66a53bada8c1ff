import type { z } from 'zod';
import type { Duty } from '../../../contracts/domain/duty.ts';
import { addDays, forceDay } from '../../../contracts/domain/force-calendar.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { isWorkday } from '../../../contracts/domain/leave-cost.ts';
import { type Sickness, sickness } from '../../../contracts/domain/sickness.ts';
import { sickThrough, whyNotBack, whyNotCertificate, whyNotReport } from '../../../contracts/domain/sickness-rules.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandCall, type CommandHandler, type CommandOutcome, decidedAt, type Publication, refused } from '../command.ts';
import { createItem } from '../create.ts';
import { findVisible } from '../find.ts';
import { coversOf } from './covers.ts';
import { dutiesOf, requestsOf, rosteredAs } from './held.ts';

type Payload<C extends keyof Commands['people']> = z.infer<Commands['people'][C]>;
/** Of a sickness that runs, a roster is known no further. */
const DAYS_LOOKED_AT = 62;

/** people sickness.report: the officer's tours of the days that they may certify themselves are sick days from now on. */
export const reportSickness: CommandHandler<Payload<'sickness.report'>> = async (call) => {
  const { transaction, shift, payload, at } = call;
  const { officer } = shift;
  const { at: by, firstDay, ...said } = payload;
  const refusal = whyNotReport(firstDay, await requestsOf(transaction, 'sickness', sickness, officer.collarNumber), at);
  if (refusal !== undefined) return refused(refusal);
  const reported = {
    ...said,
    ...{ officer: officer.collarNumber, name: formalName(officer), team: officer.team, reportedAt: decidedAt(by, call) },
    ...{ state: 'sick', firstDay, certificates: [] },
  } satisfies Omit<Sickness, 'id' | 'version'>;
  await call.publish(await rosterOf(call, reported));
  return createItem(call, { system: 'people', kind: 'sickness', prefix: 'SK-', digits: 1, most: 99_999_999 }, reported);
};

export const withdrawSickness: CommandHandler<Payload<'sickness.withdraw'>> = (call) =>
  change(call, (held) => (held.state === 'sick' ? { ...held, state: 'withdrawn' } : 'NotSick'));

export const endSickness: CommandHandler<Payload<'sickness.fit'>> = (call) =>
  change(call, (held) => {
    const { backOn } = call.payload;
    return whyNotBack(held, backOn, call.at) ?? { ...held, state: 'fit', backOn };
  });

export const certifySickness: CommandHandler<Payload<'sickness.certify'>> = (call) =>
  change(call, (held) => {
    const { sicknessId: _, at, ...certificate } = call.payload;
    const refusal = whyNotCertificate(held, certificate);
    return refusal ?? { ...held, certificates: [...held.certificates, { ...certificate, at: decidedAt(at, call) }] };
  });

/** The officer's own sickness as it is from now on, with what the roster says of its days; or why it is not. */
const change = async (
  call: CommandCall<unknown>,
  to: (held: Sickness) => Sickness | Exclude<ReturnType<typeof whyNotBack | typeof whyNotCertificate>, undefined>,
): Promise<CommandOutcome> => {
  const { transaction, shift, itemId } = call;
  const found = await findVisible(transaction, { system: 'people', kind: 'sickness', id: itemId }, sickness, shift.officer);
  if (found === undefined) return refused('NotFound');
  if (found.body.officer !== shift.officer.collarNumber) return refused('NotYourSickness');
  const changed = to(found.body);
  if (typeof changed === 'string') return refused(changed);
  const [version = 0] = await call.publish([{ kind: 'sickness', id: itemId, body: changed }, ...(await rosterOf(call, changed))]);
  return { kind: 'done', itemId, version };
};

/** The officer's days as a sickness has them: its tours are sick days, and what was one of its sick days and is none any more is a tour again. */
const rosterOf = async (
  { transaction, shift, at }: CommandCall<unknown>,
  is: Omit<Sickness, 'id' | 'version'>,
): Promise<readonly Publication[]> => {
  const { officer } = shift;
  const last = is.state === 'withdrawn' ? addDays(is.firstDay, -1) : sickThrough(is);
  const duties = await dutiesOf(transaction, officer.staffId, is.firstDay, addDays(forceDay(at), DAYS_LOOKED_AT));
  const changed = [...duties.values()].flatMap((held): Duty[] => {
    if (held.day <= last) return isWorkday(held) ? [sickDay(held)] : [];
    return held.rostered === undefined ? [] : [asRostered(held)];
  });
  return [
    ...changed.map((duty) => ({ kind: 'duty', id: duty.id, owner: officer.staffId, body: duty })),
    ...(await coversOf(
      transaction,
      officer.team,
      changed.map((duty) => ({ officer: officer.collarNumber, duty })),
    )),
  ];
};

const sickDay = (held: Duty): Duty => {
  const { start: _start, end: _end, changed: _changed, ...day } = held;
  return { ...day, kind: 'sick', label: 'Sick', rostered: rosteredAs(held) };
};
const asRostered = ({ rostered, ...day }: Duty): Duty => ({ ...day, ...rostered });
