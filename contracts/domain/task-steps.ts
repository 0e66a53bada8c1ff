import type { Task } from './crime.ts';
import type { TaskEntry } from './history.ts';
import type { Officer } from './officer.ts';
import { taskLiesWith } from './open-task.ts';

/** What can be done with a task once it is set. */
export type TaskAct = 'accept' | 'note' | 'result' | 'return' | 'approve';

/** One step. `by`: who does it, as colleagues write them. */
export interface TaskStep {
  readonly act: TaskAct;
  readonly text?: string | undefined;
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
};

/** The task after a step that may be done. Its owner's first note makes it in progress; a note of anybody else's changes no state. */
export const taskAfter = (task: Task, { act, text, at, by, officer }: TaskStep): Task => {
  const { collarNumber } = officer;
  const entry: TaskEntry = { at, by, collarNumber, kind: KIND[act], ...(text === undefined || text === '' ? {} : { text }) };
  return { ...task, state: stateAfter(task, act, collarNumber), history: [...(task.history ?? []), entry] };
};

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
  }
};
