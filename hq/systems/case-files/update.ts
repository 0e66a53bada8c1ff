import type { z } from 'zod';
import { withChanges } from '../../../contracts/domain/case-file-steps.ts';
import { mayChangeCrime } from '../../../contracts/domain/crime-changes.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, refused } from '../command.ts';
import { findCase } from './found.ts';

/** caseFiles caseFile.update: summary and marks; a supervisor's check does not outlive it. */
export const updateCaseFile: CommandHandler<z.infer<Commands['caseFiles']['caseFile.update']>> = async (call) => {
  const { shift, itemId, baseVersion, payload } = call;
  const found = await findCase(call, itemId);
  if (found === undefined) return refused('NotFound');
  const { item, file, crime } = found;
  if (!mayChangeCrime(crime, shift.officer)) return refused('NotYourCrime');
  if (item.version !== baseVersion) return { kind: 'conflict', itemKind: 'caseFile', itemId, version: item.version, data: item.body };
  const [version = 0] = await call.publish([{ kind: 'caseFile', id: itemId, body: withChanges(file, payload) }]);
  return { kind: 'done', itemId, version };
};
