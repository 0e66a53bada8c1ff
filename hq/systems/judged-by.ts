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

/** The later of HQ's now and the laptop's, as far as a clock may be fast: what is after it is still to come. */
export const momentOf = ({ at, payload }: Pick<CommandCall<{ readonly at: string }>, 'at' | 'payload'>): string => {
  const aheadMs = Date.parse(payload.at) - at.getTime();
  return aheadMs > 0 && aheadMs <= MOST_AHEAD_MS ? payload.at : at.toISOString();
};

/** A laptop's clock may be a day wrong, by its date or by its time zone and half a day; what is further ahead is no clock's. */
const MOST_AHEAD_MS = 48 * 3_600_000;
