import type { z } from 'zod';
import { whyNotExpense } from '../../../contracts/domain/expense-rules.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandCall, type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';

type Payload<C extends keyof Commands['people']> = z.infer<Commands['people'][C]>;

/** people expense.claim. */
export const claimExpense: CommandHandler<Payload<'expense.claim'>> = async (call) => {
  const { at: _, ...claim } = call.payload;
  const refusal = whyNotExpense(claim, call.at);
  if (refusal !== undefined) return refused(refusal, 'day');
  return createItem(call, { system: 'people', kind: 'expense', prefix: 'EX-', digits: 1, most: 99_999_999 }, { ...claim, ...asked(call) });
};

/** people details.change: asked for, until the team's supervisor has seen that it is the officer's word. */
export const changeDetails: CommandHandler<Payload<'details.change'>> = (call) => {
  const { at: _, ...details } = call.payload;
  return createItem(
    call,
    { system: 'people', kind: 'details', prefix: 'DT-', digits: 1, most: 99_999_999 },
    { ...details, ...asked(call) },
  );
};

const asked = (call: CommandCall<{ readonly at: string }>) => {
  const { officer } = call.shift;
  return {
    ...{ officer: officer.collarNumber, name: formalName(officer), team: officer.team },
    ...{ askedAt: decidedAt(call.payload.at, call), state: 'asked' as const },
  };
};
