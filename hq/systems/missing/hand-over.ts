import type { z } from 'zod';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { findActive } from '../active-officer.ts';
import { type CommandHandler, refused } from '../command.ts';
import { fieldsOf, stepMissing } from './step.ts';

/**
 * missing missing.handOver: another officer who is at work is in charge, and their team sees the report in the place of the one before. Not
 * ICT nor an auditor, who look for nobody.
 */
export const handOver: CommandHandler<z.infer<Commands['missing']['missing.handOver']>> = stepMissing('handOver', async (call) => {
  const { to, text } = fieldsOf(call);
  const officer = await findActive(call.transaction, to);
  if (!officer?.roles.includes('officer')) return refused('OfficerUnknown', 'to');
  return { to, text, team: officer.team, toName: formalName({ ...officer, collarNumber: to }) };
});
