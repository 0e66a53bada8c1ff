import type { z } from 'zod';
import { forceOf } from '../../../contracts/domain/code-list.ts';
import { lineOfMessage } from '../../../contracts/domain/deployment.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, type Publication, refused } from '../command.ts';
import { statusText } from './codes.ts';
import { findIncident, findUnit, isCrew, lineOf, withLines } from './items.ts';

/** storm unit.sendMessage: a message status, kept with the unit and in the log that it is on; its deployment stays what it is. */
export const sendMessage: CommandHandler<z.infer<Commands['storm']['unit.sendMessage']>> = async (call) => {
  const { transaction, shift, itemId, payload } = call;
  const found = await findUnit(transaction, itemId, shift.officer);
  if (found === undefined) return refused('NotFound');
  const { item, body: unit } = found;
  if (!isCrew(unit, shift.officer)) return refused('NotYourUnit');
  const message = { status: payload.status, at: decidedAt(payload.at, call) };
  const publications: Publication[] = [{ kind: 'unit', id: itemId, area: item.area, body: { ...unit, message } }];
  const log = unit.incidentId === undefined ? undefined : await findIncident(transaction, unit.incidentId);
  const words = await statusText(transaction, payload.status, forceOf(unit.incidentId ?? ''));
  const body = log && withLines(log.body, lineOf(call, { kind: 'status', text: lineOfMessage(unit.callSign, words) }));
  if (log !== undefined && body !== undefined) publications.unshift({ kind: 'incident', id: log.item.id, body });
  return { kind: 'done', itemId, version: (await call.publish(publications)).at(-1) ?? 0 };
};
