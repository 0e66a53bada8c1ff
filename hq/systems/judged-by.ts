import { type Code, forceOf } from '../../contracts/domain/code-list.ts';
import type { CommandCall } from './command.ts';
import { findCodes } from './storm/codes.ts';

/**
 * By what the rules of recording judge what an officer wrote (contracts/domain/crime-rules.ts, missing-rules.ts): the force's areas, for of one that there is
 * not nobody but the officer in the case would see a report; and a moment, for a clock that is fast let its officer write what HQ's calls still to come.
 */
export const judgedBy = async ({
  transaction,
  shift,
  payload,
  at,
}: CommandCall<{ readonly at: string }>): Promise<{ readonly now: string; readonly areas: readonly Code[] | undefined }> => ({
  now: momentOf({ at, payload }),
  areas: await findCodes(transaction, 'area', forceOf(shift.officer.staffId)),
});

/** The later of HQ's now and the laptop's: what is after it is still to come. */
export const momentOf = ({ at, payload }: Pick<CommandCall<{ readonly at: string }>, 'at' | 'payload'>): string =>
  [at.toISOString(), payload.at].sort().at(-1) ?? payload.at;
