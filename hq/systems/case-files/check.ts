import type { z } from 'zod';
import { whyNotCheckedBy } from '../../../contracts/domain/case-file-steps.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { findCase } from './found.ts';

/** caseFiles caseFile.check: a supervisor approves the file as it stands or returns it with reasons. */
export const checkCaseFile: CommandHandler<z.infer<Commands['caseFiles']['caseFile.check']>> = async (call) => {
  const { shift, itemId, baseVersion, payload } = call;
  const { officer } = shift;
  const found = await findCase(call, itemId);
  if (found === undefined) return refused('NotFound');
  const { item, file, crime } = found;
  const refusal = whyNotCheckedBy(crime, officer);
  if (refusal !== undefined) return refused(refusal);
  if (item.version !== baseVersion) return { kind: 'conflict', itemKind: 'caseFile', itemId, version: item.version, data: item.body };
  const { state, text } = payload;
  const check = { state, text, by: formalName(officer), collarNumber: officer.collarNumber, at: decidedAt(payload.at, call) };
  const [version = 0] = await call.publish([{ kind: 'caseFile', id: itemId, body: { ...file, check } }]);
  return { kind: 'done', itemId, version };
};
