import type { z } from 'zod';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { leave } from '../../../contracts/domain/hr-request.ts';
import { whyNotLeave } from '../../../contracts/domain/leave-rules.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';
import { balanceOf, dutiesOf, requestsOf } from './held.ts';

/**
 * people leave.request: judged by HQ's own roster, balance and open requests, as of HQ's now: the leave year is the one
 * that HQ's balance is of, and a laptop's clock opens no day that has been.
 */
export const requestLeave: CommandHandler<z.infer<Commands['people']['leave.request']>> = async (call) => {
  const { transaction, shift, payload } = call;
  const { officer } = shift;
  const { at: by, days, ...request } = payload;
  const askedAt = decidedAt(by, call);
  const all = days.map(({ day }) => day).toSorted();
  const duties = await dutiesOf(transaction, officer.staffId, all[0] ?? '', all.at(-1) ?? '');
  const earlier = await requestsOf(transaction, 'leave', leave, officer.collarNumber);
  const facts = {
    dutyOn: (day: string) => duties.get(day),
    balance: await balanceOf(transaction, officer.staffId),
    open: earlier.filter(({ state }) => state === 'asked'),
  };
  const refusal = whyNotLeave(payload, facts, call.at);
  if (refusal !== undefined) return refused(refusal);
  return createItem(
    call,
    { system: 'people', kind: 'leave', prefix: 'LV-', digits: 1, most: 99_999_999 },
    {
      ...request,
      days: days.toSorted((a, b) => a.day.localeCompare(b.day)).map((asked) => ({ ...asked, label: duties.get(asked.day)?.label })),
      ...{ officer: officer.collarNumber, name: formalName(officer), team: officer.team, askedAt, state: 'asked' },
    },
  );
};
