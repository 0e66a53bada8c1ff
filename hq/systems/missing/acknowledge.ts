import type { z } from 'zod';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { circulation, MOST_ACKNOWLEDGEMENTS } from '../../../contracts/domain/missing.ts';
import { isAcknowledgedBy } from '../../../contracts/domain/missing-circulation.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { findVisible } from '../find.ts';

/** missing missing.acknowledge: an officer knows of what is circulated. Once for each time that it is. */
export const acknowledge: CommandHandler<z.infer<Commands['missing']['missing.acknowledge']>> = async (call) => {
  const { transaction, shift, itemId, payload } = call;
  const { officer } = shift;
  const found = await findVisible(transaction, { system: 'missing', kind: 'circulation', id: itemId }, circulation, officer);
  if (found === undefined) return refused('NotFound');
  const { item, body } = found;
  if (!body.running) return refused('NotCirculated');
  if (isAcknowledgedBy(body, officer.collarNumber)) return { kind: 'done', itemId, version: item.version };
  if (body.acknowledgements.length >= MOST_ACKNOWLEDGEMENTS) return refused('RecordFull');
  const { collarNumber, callSign } = officer;
  const said = { at: decidedAt(payload.at, call), by: formalName(officer), collarNumber, ...(callSign === undefined ? {} : { callSign }) };
  const [version = 0] = await call.publish([
    { kind: 'circulation', id: itemId, body: { ...body, acknowledgements: [...body.acknowledgements, said] } },
  ]);
  return { kind: 'done', itemId, version };
};
