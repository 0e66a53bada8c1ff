import type { z } from 'zod';
import { addDays, forceDay } from '../../../contracts/domain/force-calendar.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { overtime } from '../../../contracts/domain/hr-request.ts';
import { claimSum } from '../../../contracts/domain/overtime-rules.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';
import { dutiesOf, requestsOf } from './held.ts';

/** people overtime.claim: worked out again by HQ's own roster and the officer's other claims. */
export const claimOvertime: CommandHandler<z.infer<Commands['people']['overtime.claim']>> = async (call) => {
  const { transaction, shift, payload } = call;
  const { officer } = shift;
  const { at: by, counted, timeOff, ...claim } = payload;
  const [from, to] = [forceDay(new Date(claim.from)), forceDay(new Date(claim.to))];
  const duties = await dutiesOf(transaction, officer.staffId, addDays(from, -1), addDays(to, 1));
  const claims = await requestsOf(transaction, 'overtime', overtime, officer.collarNumber);
  const sum = claimSum(claim, { rank: officer.rank, dutyOn: (day) => duties.get(day), claims }, call.at);
  if (typeof sum === 'string') return refused(sum);
  if (sum.counted !== counted || sum.timeOff !== timeOff) return refused('SumChanged');
  return createItem(
    call,
    { system: 'people', kind: 'overtime', prefix: 'OT-', digits: 1, most: 99_999_999 },
    {
      ...claim,
      ...sum,
      ...{ officer: officer.collarNumber, name: formalName(officer), team: officer.team, askedAt: decidedAt(by, call), state: 'asked' },
    },
  );
};
