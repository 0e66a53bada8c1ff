import type { z } from 'zod';
import { briefing } from '../../../contracts/domain/briefing.ts';
import { whyNotTakenOff } from '../../../contracts/domain/briefing-rules.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { findVisible } from '../find.ts';

/** briefing briefing.end: a supervisor of the area takes an item off before its time. */
export const endBriefing: CommandHandler<z.infer<Commands['briefing']['briefing.end']>> = async (call) => {
  const { transaction, shift, itemId, payload } = call;
  const { officer } = shift;
  const item = await findVisible(transaction, { system: 'briefing', kind: 'briefing', id: itemId }, briefing, officer);
  if (item === undefined) return refused('NotFound');
  const refusal = whyNotTakenOff(item.body, officer);
  if (refusal !== undefined) return refused(refusal);
  const ended = { at: decidedAt(payload.at, call), by: formalName(officer) };
  const [version = 0] = await call.publish([{ kind: 'briefing', id: itemId, body: { ...item.body, ended } }]);
  return { kind: 'done', itemId, version };
};
