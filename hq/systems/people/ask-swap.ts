import type { z } from 'zod';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { isOpenRequest } from '../../../contracts/domain/hr-steps.ts';
import { swap } from '../../../contracts/domain/swap.ts';
import { whyNotSwap } from '../../../contracts/domain/swap-rules.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { findActive } from '../active-officer.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';
import { bothRosters, factsOf } from './exchange.ts';
import { requestsOf } from './held.ts';

/** people swap.ask: judged by HQ's own rosters of both. Seen by both and by the team's supervisors. */
export const askSwap: CommandHandler<z.infer<Commands['people']['swap.ask']>> = async (call) => {
  const { transaction, shift, payload } = call;
  const { officer } = shift;
  const { at: by, partner, days, ...request } = payload;
  const colleague = await findActive(transaction, partner);
  const named = days.map(({ day }) => day);
  const both = await bothRosters(transaction, { officer: officer.collarNumber, partner, team: officer.team }, named);
  if (colleague === undefined || both === undefined) return refused('PartnerUnknown', 'partner');
  const earlier = await requestsOf(transaction, 'swap', swap, officer.collarNumber);
  const openDays = earlier.filter(isOpenRequest).flatMap((other) => other.days.map(({ day }) => day));
  const refusal = whyNotSwap(days, factsOf(both, openDays), call.at);
  if (refusal !== undefined) return refused(refusal);
  return createItem(
    call,
    { system: 'people', kind: 'swap', prefix: 'SW-', digits: 1, most: 99_999_999 },
    {
      ...request,
      days: days.toSorted((a, b) => a.day.localeCompare(b.day)),
      partner: { officer: partner, name: formalName({ ...colleague, collarNumber: partner }) },
      ...{ officer: officer.collarNumber, name: formalName(officer), team: officer.team },
      ...{ askedAt: decidedAt(by, call), state: 'asked' },
    },
  );
};
