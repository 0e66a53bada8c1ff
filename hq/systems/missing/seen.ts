import type { z } from 'zod';
import { isBeforeLastSeen } from '../../../contracts/domain/missing-rules.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandCall, type CommandHandler, refused } from '../command.ts';
import { momentOf } from '../judged-by.ts';
import { fieldsOf, stepMissing } from './step.ts';

type Handler<C extends keyof Commands['missing']> = CommandHandler<z.infer<Commands['missing'][C]>>;

/** missing missing.sighting: somebody may have been seen, by who works on the report or by a crew. */
export const addSighting: Handler<'missing.sighting'> = stepMissing('sighting', (call) => {
  const { where, ...sighting } = fieldsOf(call);
  return isToCome(call, sighting.seenAt) ? refused('StillToCome', 'seenAt') : { ...sighting, where };
});

/** missing missing.found: found, and not seen to be well yet. */
export const setFound: Handler<'missing.found'> = stepMissing('found', (call, { lastSeen }) => {
  const found = fieldsOf(call);
  if (isToCome(call, found.when)) return refused('StillToCome', 'when');
  return isBeforeLastSeen(found.when, lastSeen) ? refused('BeforeLastSeen', 'when') : found;
});

const isToCome = (call: CommandCall<{ readonly at: string }>, at: string): boolean => at > momentOf(call);
