import { type Code, forceOf } from '../../../contracts/domain/code-list.ts';
import type { CommandCall } from '../command.ts';
import { findCodes } from '../storm/codes.ts';

/**
 * By what the rules of recording judge what an officer wrote (contracts/domain/crime-rules.ts): the force's areas, for of one that there is
 * not nobody but the officer in the case would see a report; and a moment, HQ's or the laptop's, for a clock that is fast let its officer
 * write what HQ's calls still to come.
 */
export const judgedBy = async ({
  transaction,
  shift,
  payload,
  at,
}: CommandCall<{ readonly at: string }>): Promise<{ readonly now: string; readonly areas: readonly Code[] | undefined }> => ({
  now: [at.toISOString(), payload.at].sort().at(-1) ?? payload.at,
  areas: await findCodes(transaction, 'area', forceOf(shift.officer.staffId)),
});
