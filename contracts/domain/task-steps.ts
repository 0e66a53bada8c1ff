import type { Task } from './crime.ts';
import type { TaskEntry } from './history.ts';
import type { Officer } from './officer.ts';
import { taskLiesWith } from './open-task.ts';

/** What can be done with a task once it is set. */
export type TaskAct = 'accept' | 'note' | 'result' | 'return' | 'approve' | 'change';

/** Whose it is from then on and by when; `team`: the new owner's, where it is known. */
export interface TaskChange {
  readonly owner?: string | undefined;
  readonly dueAt?: string | undefined;
  readonly team?: string | undefined;
}

/** One step. `by`: who does it, as colleagues write them. */
export interface TaskStep {
  readonly act: TaskAct;
  readonly text?: string | undefined;
  /** Of a change: whose it is from then on, and by when. */
  readonly change?: TaskChange | undefined;
  readonly at: string;
  readonly by: string;
  readonly officer: TaskActor;
}
export type TaskActor = Pick<Officer, 'collarNumber' | 'roles'>;

export type TaskRefusal =
  | 'OnlyTheOwnerAccepts'
  | 'NotNewAnyMore'
  | 'NotYourTask'
  | 'OnlySupervisorsApprove'
  | 'TaskClosed'
  | 'TaskNotWithYou';

/** Who looks at what an owner did: a supervisor, and never the owner. */
export const isReviewer = (task: Pick<Task, 'owner'>, { collarNumber, roles }: TaskActor): boolean =>
  roles.includes('supervisor') && task.owner !== collarNumber;

/** Why somebody may never do it with this task, however it stands; undefined where they may. */
export const whyNotTheirs = (task: Pick<Task, 'owner' | 'setByCollar'>, act: TaskAct, officer: TaskActor): TaskRefusal | undefined => {
  const owns = task.owner === officer.collarNumber;
  switch (act) {
    case 'accept':
      return owns ? undefined : 'OnlyTheOwnerAccepts';
    case 'result':
      return owns ? undefined : 'NotYourTask';
    case 'return':
    case 'change':
      return owns || isReviewer(task, officer) ? undefined : 'NotYourTask';
    case 'approve':
      return isReviewer(task, officer) ? undefined : 'OnlySupervisorsApprove';
    case 'note':
      return owns || task.setByCollar === officer.collarNumber || isReviewer(task, officer) ? undefined : 'NotYourTask';
  }
};

/** Why it cannot be done as the task stands; undefined where it can. */
const whyNotNow = (task: Task, act: TaskAct, officer: TaskActor): TaskRefusal | undefined => {
  const owns = task.owner === officer.collarNumber;
  const liesWith = taskLiesWith(task);
  switch (act) {
    case 'accept':
      return task.state === 'new' ? undefined : 'NotNewAnyMore';
    case 'note':
      return liesWith === 'nobody' ? 'TaskClosed' : undefined;
    case 'change':
      if (liesWith === 'nobody') return 'TaskClosed';
      return owns && liesWith !== 'owner' ? 'TaskNotWithYou' : undefined;
    case 'result':
      return liesWith === 'owner' ? undefined : 'TaskNotWithYou';
    case 'return':
      return liesWith === (owns ? 'owner' : 'reviewer') ? undefined : 'TaskNotWithYou';
    case 'approve':
      return liesWith === 'reviewer' ? undefined : 'TaskNotWithYou';
  }
};

/** Why this officer cannot do it now; undefined where they can. The one rule, for HQ, for what a laptop shows ahead of HQ, and for its buttons. */
export const whyNot = (task: Task, act: TaskAct, officer: TaskActor): TaskRefusal | undefined =>
  whyNotTheirs(task, act, officer) ?? whyNotNow(task, act, officer);

const KIND: Readonly<Record<TaskAct, TaskEntry['kind']>> = {
  accept: 'accepted',
  note: 'note',
  result: 'done',
  return: 'returned',
  approve: 'approved',
  change: 'changed',
};

/**
 * The task after a step that may be done. Its owner's first note makes it in progress; a note of anybody else's changes no state. Whoever is
 * its owner from now on has it new.
 */
export const taskAfter = (task: Task, { act, text, change = {}, at, by, officer }: TaskStep): Task => {
  const { collarNumber } = officer;
  const owner = change.owner === task.owner ? undefined : change.owner;
  const dueAt = change.dueAt === task.dueAt ? undefined : change.dueAt;
  const is = { ...(owner === undefined ? {} : { owner }), ...(dueAt === undefined ? {} : { dueAt }) };
  const was = { ...(owner === undefined ? {} : { owner: task.owner }), ...(dueAt === undefined ? {} : { dueAt: task.dueAt }) };
  const entry: TaskEntry = {
    ...{ at, by, collarNumber, kind: KIND[act] },
    ...(text === undefined || text === '' ? {} : { text }),
    ...(act === 'change' ? { was, is } : {}),
  };
  const state = owner === undefined ? stateAfter(task, act, collarNumber) : 'new';
  const { team: _, ...elsewhere } = task;
  const handed = owner === undefined ? task : { ...elsewhere, ...(change.team === undefined ? {} : { team: change.team }) };
  return { ...handed, ...is, state, history: [...(task.history ?? []), entry] };
};

/** Why this officer cannot make this of it, where they may change it at all: its owner gives it away, and a supervisor alone sets when it is due. */
export const whyNotChange = (
  task: Pick<Task, 'owner' | 'dueAt'>,
  { dueAt = task.dueAt }: TaskChange,
  officer: TaskActor,
): 'OnlySupervisorsChangeTasks' | undefined =>
  dueAt === task.dueAt || isReviewer(task, officer) ? undefined : 'OnlySupervisorsChangeTasks';

/** Whether it says anything else than the task does. */
export const changesTask = ({ owner, dueAt }: TaskChange, task: Pick<Task, 'owner' | 'dueAt'>): boolean =>
  (owner ?? task.owner) !== task.owner || (dueAt ?? task.dueAt) !== task.dueAt;

const stateAfter = (task: Task, act: TaskAct, collarNumber: string): Task['state'] => {
  switch (act) {
    case 'accept':
      return 'accepted';
    case 'note':
      return task.owner === collarNumber && taskLiesWith(task) === 'owner' ? 'inProgress' : task.state;
    case 'result':
      return 'done';
    case 'return':
      return 'returned';
    case 'approve':
      return 'approved';
    case 'change':
      return task.state;
  }
};
