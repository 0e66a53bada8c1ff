import type { z } from 'zod';
import { duty } from '../../../contracts/domain/duty.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { findItem } from '../../database/items.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';

/** people duty.acknowledge: kept with the change; of one that the roster desk has changed again, or that was seen before, nothing changes. */
export const acknowledgeDuty: CommandHandler<z.infer<Commands['people']['duty.acknowledge']>> = async (call) => {
  const { transaction, shift, itemId, payload } = call;
  const owner = shift.officer.staffId;
  const item = await findItem(transaction, { system: 'people', kind: 'duty', owner, id: itemId });
  const held = duty.safeParse(item?.body).data;
  if (item === undefined || held === undefined) return refused('NotFound');
  const { changed } = held;
  if (changed === undefined || changed.at !== payload.changedAt || changed.seenAt !== undefined)
    return { kind: 'done', itemId, version: item.version };
  const body = { ...held, changed: { ...changed, seenAt: decidedAt(payload.at, call) } };
  const [version = 0] = await call.publish([{ kind: 'duty', id: itemId, owner, body }]);
  return { kind: 'done', itemId, version };
};
