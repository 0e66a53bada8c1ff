import type { z } from 'zod';
import { calendarDay } from '../../../contracts/domain/force-calendar.ts';
import { riskFindings } from '../../../contracts/domain/missing-rules.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { CommandHandler } from '../command.ts';
import { fieldsOf, stepMissing } from './step.ts';

/** missing missing.risk: another risk, which says why it is not one lower. */
export const setRisk: CommandHandler<z.infer<Commands['missing']['missing.risk']>> = stepMissing('risk', (call, report) => {
  const risk = fieldsOf(call);
  return riskFindings(risk, report, calendarDay(call.at))[0] ?? risk;
});
