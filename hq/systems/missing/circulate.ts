import type { z } from 'zod';
import { forceOf } from '../../../contracts/domain/code-list.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { CommandHandler } from '../command.ts';
import { findCodes } from '../storm/codes.ts';
import { fieldsOf, stepMissing } from './step.ts';

/** missing missing.circulate: the crews of these areas are told. An area that the force does not have would be told in vain. */
export const circulate: CommandHandler<z.infer<Commands['missing']['missing.circulate']>> = stepMissing('circulate', async (call) => {
  const fields = fieldsOf(call);
  const areas = await findCodes(call.transaction, 'area', forceOf(call.shift.officer.staffId));
  const isKnown = fields.areas.every((area) => areas === undefined || areas.some(({ label }) => label === area));
  return isKnown ? { ...fields, areas: [...new Set(fields.areas)] } : 'CodeUnknown';
});
