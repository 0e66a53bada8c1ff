import type { Task } from './crime.ts';

/** Whether a task still asks something of its owner: one that is done is never late. Apart from the schemas, which the page does not carry. */
export const isOpenTask = ({ state }: Pick<Task, 'state'>): boolean => state !== 'done' && state !== 'approved';
