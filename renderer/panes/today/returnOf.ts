import type { TaskEntry } from '../../../contracts/domain/history.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';

/** The return by which a task is its owner's again; undefined for one that is not returned. */
export const returnOf = ({ state, history = [] }: ShownTask): TaskEntry | undefined =>
  state === 'returned' ? history.findLast(({ kind }) => kind === 'returned') : undefined;
