import type { z } from 'zod';
import { task } from '../../../contracts/domain/crime.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, refused } from '../command.ts';
import { findVisible } from '../find.ts';

/** crime task.accept: its owner takes a new task on. A conflict when it changed since. */
export const acceptTask: CommandHandler<z.infer<Commands['crime']['task.accept']>> = async (call) => {
  const { transaction, shift, itemId, baseVersion } = call;
  const found = await findVisible(transaction, { system: 'crime', kind: 'task', id: itemId }, task, shift.officer);
  if (found === undefined) return refused('NotFound');
  const { item, body } = found;
  if (body.owner !== shift.officer.collarNumber) return refused('OnlyTheOwnerAccepts');
  if (item.version !== baseVersion) return { kind: 'conflict', itemKind: 'task', itemId, version: item.version, data: item.body };
  if (body.state !== 'new') return refused('NotNewAnyMore');
  const [version = 0] = await call.publish([{ kind: 'task', id: itemId, body: { ...body, state: 'accepted' } }]);
  return { kind: 'done', itemId, version };
};
