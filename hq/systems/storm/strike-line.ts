import type { z } from 'zod';
import { timeOfDay } from '../../../contracts/domain/force-calendar.ts';
import { mayStrike } from '../../../contracts/domain/log-decision.ts';
import { lineOfStrike } from '../../../contracts/domain/log-line.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { CommandHandler } from '../command.ts';
import { changeLog } from './on-log.ts';

/** storm incident.strikeLine: a later line says that one of the officer's own was sent in error. That one stays as it was written. */
export const strikeLine: CommandHandler<z.infer<Commands['storm']['incident.strikeLine']>> = (call) => {
  const { shift, payload } = call;
  return changeLog(call, (log) => {
    const line = log.lines.find(({ id }) => id === payload.lineId);
    if (line === undefined || !mayStrike(log.lines, line.id, operatorOf(shift.officer))) return 'NotYourLine';
    return { log, line: lineOfStrike(line.id, timeOfDay(new Date(line.at)), payload.reason) };
  });
};
