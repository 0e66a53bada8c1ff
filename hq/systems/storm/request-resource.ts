import type { z } from 'zod';
import { lineOfRequest } from '../../../contracts/domain/log-line.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, refused } from '../command.ts';
import { findWords } from './codes.ts';
import { changeLog } from './on-log.ts';

/** storm incident.requestResource: a line that asks control for a dog, CSI, an ambulance. Control answers in the log. */
export const requestResource: CommandHandler<z.infer<Commands['storm']['incident.requestResource']>> = (call) =>
  changeLog(call, async (log, force) => {
    const [words] = (await findWords(call.transaction, 'resourceKind', force, [call.payload.kind])) ?? [];
    return words === undefined ? refused('CodeUnknown', 'kind') : { log, line: lineOfRequest(words, call.payload.note) };
  });
