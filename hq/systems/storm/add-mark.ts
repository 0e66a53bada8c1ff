import type { z } from 'zod';
import { markedLog } from '../../../contracts/domain/marked-log.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, refused } from '../command.ts';
import { findWords } from './codes.ts';
import { changeLog } from './on-log.ts';

/** storm incident.addMark: a qualifier, a vehicle or a warning on the log, and the line that says so. */
export const addMark: CommandHandler<z.infer<Commands['storm']['incident.addMark']>> = (call) => {
  const { mark } = call.payload;
  return changeLog(call, async (log, force) => {
    const [words] = mark.kind === 'qualifier' ? ((await findWords(call.transaction, 'qualifier', force, [mark.code])) ?? []) : [''];
    return words === undefined ? refused('CodeUnknown', 'mark', 'code') : markedLog(log, mark, words);
  });
};
