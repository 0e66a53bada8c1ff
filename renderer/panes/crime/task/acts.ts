import type { TaskAct } from '../../../../contracts/domain/task-steps.ts';
import { give } from '../../../give.ts';

/** Gives a step of a task that says something, and ends the draft that it was. An approval may say nothing. */
export const giveStep = (
  act: Exclude<TaskAct, 'accept' | 'change'>,
  taskId: string,
  text: string,
  draftKey: string,
): ReturnType<typeof give> => {
  switch (act) {
    case 'note':
      return give('crime', 'task.note', { taskId, text }, { draftKey });
    case 'result':
      return give('crime', 'task.result', { taskId, text }, { draftKey });
    case 'return':
      return give('crime', 'task.return', { taskId, text }, { draftKey });
    case 'approve':
      return give('crime', 'task.approve', { taskId, ...(text === '' ? {} : { text }) }, { draftKey });
  }
};
