import type { z } from 'zod';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, refused } from '../command.ts';
import { findIncident, lineOf, withLines } from './items.ts';

/** storm incident.addLine: one more line on a log. Never a conflict, whatever base version: lines only append. HQ's time orders it. */
export const addLine: CommandHandler<z.infer<Commands['storm']['incident.addLine']>> = async (call) => {
  const { transaction, shift, itemId, payload } = call;
  const found = await findIncident(transaction, itemId, shift.officer);
  if (found === undefined) return refused('NotFound');
  const body = withLines(found.body, lineOf(call, { kind: 'update', text: payload.text }));
  if (body === undefined) return refused('LogFull');
  const [version = 0] = await call.publish([{ kind: 'incident', id: itemId, body }]);
  return { kind: 'done', itemId, version };
};
