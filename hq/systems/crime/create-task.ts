import type { z } from 'zod';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { findActive } from '../active-officer.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { createItem } from '../create.ts';

/** crime task.create: a task that a supervisor sets an officer of the force, on a report of a crime or of somebody who is missing, on a log, or on none. */
export const createTask: CommandHandler<z.infer<Commands['crime']['task.create']>> = async (call) => {
  const { transaction, shift, payload } = call;
  const { officer } = shift;
  if (!officer.roles.includes('supervisor')) return refused('OnlySupervisorsSetTasks');
  const { at: by, ...task } = payload;
  const owner = await findActive(transaction, task.owner);
  if (owner === undefined) return refused('OwnerUnknown', 'owner');
  return createItem(
    call,
    { system: 'crime', kind: 'task', prefix: 'T-', digits: 4, most: 99_999_999 },
    {
      ...task,
      ...{ setBy: formalName(officer), setByCollar: officer.collarNumber, state: 'new', team: owner.team },
      setAt: decidedAt(by, call),
    },
  );
};
