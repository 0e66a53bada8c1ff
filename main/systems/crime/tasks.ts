import type { Task } from '../../../contracts/domain/crime.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import { provisionalIds } from '../../store/alias.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readLinked } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { applyPending, sendingByItem } from '../pending.ts';
import { crimeCommands } from './commands.ts';

/** The officer's own tasks and those that the officer set, soonest due first. */
export const tasksOf = (db: ReadableDb, officer: Officer): ShownTask[] => {
  const own = readLinked<Task>(db, { role: 'officer', value: officer.collarNumber }, 'crime', 'task');
  const set = readLinked<Task>(db, { role: 'setter', value: officer.collarNumber }, 'crime', 'task');
  return shown(db, officer, [...own, ...set.filter(({ owner }) => owner !== officer.collarNumber)]);
};

/** The tasks of these officers and those that the officer set, as far as they are on this laptop, soonest due first. */
export const tasksOfTeam = (db: ReadableDb, officer: Officer, collarNumbers: readonly string[]): ShownTask[] => {
  const owned = collarNumbers.flatMap((value) => readLinked<Task>(db, { role: 'officer', value }, 'crime', 'task'));
  const set = readLinked<Task>(db, { role: 'setter', value: officer.collarNumber }, 'crime', 'task');
  return shown(db, officer, [...owned, ...set.filter(({ owner }) => !collarNumbers.includes(owner))]);
};

/** The tasks on a report, soonest due first. `crimeId`: its number, or provisional. */
export const tasksOn = (db: ReadableDb, officer: Officer, crimeId: string): ShownTask[] =>
  shown(db, officer, readLinked<Task>(db, { role: 'crime', value: crimeId }, 'crime', 'task'));

/** Tasks with what the officer decided about them laid over. */
const shown = (db: ReadableDb, officer: Officer, tasks: readonly Task[]): ShownTask[] => {
  const pending = pendingOf(db, 'crime');
  const sending = sendingByItem(pending);
  const called = provisionalIds(db, { system: 'crime', kind: 'task' });
  return tasks
    .map((task): ShownTask => {
      const now = applyPending({ system: 'crime', definitions: crimeCommands, pending }, task.id, task);
      const state = sending.get(task.id);
      const mine = task.owner === officer.collarNumber ? 'own' : task.setByCollar === officer.collarNumber ? 'set' : undefined;
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

const byDue = (a: Task, b: Task): number => a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id);
