import type { Task } from '../../../contracts/domain/crime.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { byDue } from '../../../contracts/domain/open-task.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import { provisionalIds } from '../../store/alias.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readLinked } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { applyPending, sendingByItem } from '../pending.ts';
import { teamOf } from '../storm/list-source.ts';
import { taskCommands } from './task-commands.ts';

/** The officer's own tasks, those that the officer set and a supervisor's team's, as far as they are on this laptop, soonest due first. */
export const tasksOf = (db: ReadableDb, officer: Officer): ShownTask[] => {
  const team = officer.roles.includes('supervisor') ? teamOf(db, officer.team).collarNumbers : [];
  const owners = new Set([officer.collarNumber, ...team]);
  const owned = [...owners].flatMap((value) => readLinked<Task>(db, { role: 'officer', value }, 'crime', 'task'));
  const set = readLinked<Task>(db, { role: 'setter', value: officer.collarNumber }, 'crime', 'task');
  return shown(db, officer, [...owned, ...set.filter(({ owner }) => !owners.has(owner))]);
};

/** The tasks on a report, of a crime or of somebody who is missing, soonest due first. `id`: its number, or provisional. */
export const tasksOn = (db: ReadableDb, officer: Officer, role: 'crime' | 'missing', id: string): ShownTask[] =>
  shown(db, officer, readLinked<Task>(db, { role, value: id }, 'crime', 'task'));

/** Tasks with what the officer decided about them laid over. */
const shown = (db: ReadableDb, officer: Officer, tasks: readonly Task[]): ShownTask[] => {
  const pending = pendingOf(db, 'crime');
  const sending = sendingByItem(pending);
  const called = provisionalIds(db, { system: 'crime', kind: 'task' });
  return tasks
    .map((task): ShownTask => {
      const now = applyPending({ system: 'crime', definitions: taskCommands, pending, officer }, task.id, task);
      const state = sending.get(task.id);
      const mine = now.owner === officer.collarNumber ? 'own' : now.setByCollar === officer.collarNumber ? 'set' : undefined;
      const was = called.get(task.id);
      const { known, other } = splitOthers('crime', 'task', now);
      return {
        ...known,
        other,
        ...(was === undefined ? {} : { was }),
        ...(mine === undefined ? {} : { mine }),
        ...(state === undefined ? {} : { sending: state }),
      };
    })
    .sort(byDue);
};
