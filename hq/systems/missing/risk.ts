import type { z } from 'zod';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { fieldOf, riskFindings } from '../../../contracts/domain/missing-rules.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, refused } from '../command.ts';
import { fieldsOf, stepMissing } from './step.ts';

/** missing missing.risk: another risk, which says why it is not one lower. */
export const setRisk: CommandHandler<z.infer<Commands['missing']['missing.risk']>> = stepMissing('risk', (call, report) => {
  const risk = fieldsOf(call);
  const [broken] = riskFindings(risk, report, calendarDay(call.at));
  return broken === undefined ? risk : refused(broken, ...fieldOf[broken].slice(1));
});
