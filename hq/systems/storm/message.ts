import type { z } from 'zod';
import { lineOfMessage } from '../../../contracts/domain/deployment.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, type Publication, refused } from '../command.ts';
import { findIncident, findUnit, isCrew, lineOf, statusText, withLine } from './items.ts';

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
  const text = lineOfMessage(unit.callSign, await statusText(transaction, payload.status));
  const body = log && withLine(log.body, lineOf(call, 'status', text));
  if (log !== undefined && body !== undefined) publications.unshift({ kind: 'incident', id: log.item.id, body });
  return { kind: 'done', itemId, version: (await call.publish(publications)).at(-1) ?? 0 };
};
