import type { Task } from './crime.ts';

export type TaskStanding = Pick<Task, 'state' | 'owner' | 'history'>;

/** Who has to do something about a task: its owner, whoever reviews it, or nobody any more. One whose state only a newer HQ knows is its owner's. */
export const taskLiesWith = ({ state, owner, history = [] }: TaskStanding): 'owner' | 'reviewer' | 'nobody' => {
  switch (state) {
    case 'done':
      return 'reviewer';
    case 'approved':
      return 'nobody';
    case 'returned':
      // Its owner gave it back undone, or a supervisor wants more of it.
      return history.findLast(({ kind }) => kind === 'returned')?.collarNumber === owner ? 'reviewer' : 'owner';
    default:
      return 'owner';
  }
};

/** Whether a task still asks something of its owner: one that is done is never late. Apart from the schemas, which the page does not carry. */
export const isOpenTask = (task: TaskStanding): boolean => taskLiesWith(task) === 'owner';

const WEIGHT: Readonly<Record<string, number>> = { high: 0, normal: 1, low: 2 };
const weightOf = ({ priority }: Pick<Task, 'priority'>): number => WEIGHT[priority] ?? 1;

/** Soonest due first, of one moment the higher priority. */
export const byDue = (one: Pick<Task, 'dueAt' | 'priority' | 'id'>, other: Pick<Task, 'dueAt' | 'priority' | 'id'>): number =>
  one.dueAt.localeCompare(other.dueAt) || weightOf(one) - weightOf(other) || one.id.localeCompare(other.id);
