import type { z } from 'zod';
import { mayDecide } from '../../../contracts/domain/log-decision.ts';
import { lineOfRegrade } from '../../../contracts/domain/log-line.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, refused } from '../command.ts';
import { findWords } from './codes.ts';
import { changeLog } from './on-log.ts';

/** storm incident.regrade: another grade of the log's force, with its reasons. Refused when somebody has set another meanwhile. */
export const regrade: CommandHandler<z.infer<Commands['storm']['incident.regrade']>> = (call) => {
  const { transaction, shift, payload } = call;
  const { from, to, note } = payload;
  return changeLog(call, async (log, force) => {
    if (!mayDecide(log, shift.officer)) return 'NotOnLog';
    if (log.grade !== from) return 'GradeChanged';
    const grades = await findWords(transaction, 'grade', force, [String(to)]);
    const reasons = await findWords(transaction, 'regradeReason', force, payload.reasons);
    if (grades === undefined) return refused('CodeUnknown', 'to');
    if (reasons === undefined) return refused('CodeUnknown', 'reasons');
    return { log: { ...log, grade: to }, line: lineOfRegrade({ from, to, reasons, note }) };
  });
};
