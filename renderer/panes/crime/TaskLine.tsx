import { isOpenTask } from '../../../contracts/domain/open-task.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import { classes, wordOf } from '../../format/text.ts';
import { dayClock, durationLong } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './task.module.css';

/** When a task is due, and how far away or how late that is. */
export const Due = ({ task, now }: { readonly task: ShownTask; readonly now: Date }) => {
  const away = Date.parse(task.dueAt) - now.getTime();
  const late = away < 0;
  // What is done is neither late nor due any more.
  if (!isOpenTask(task)) return <span className={s.due}>{strings.crime.task[late ? 'wasDue' : 'isDue'](dayClock(task.dueAt, now))}</span>;
  return (
    <span className={classes(s.due, late && s.late)}>
      {dayClock(task.dueAt, now)}, {late ? strings.crime.task.late(durationLong(-away)) : strings.crime.task.within(durationLong(away))}
    </span>
  );
};

/** How a task stands, and how far what was decided about it here is. */
export const standing = ({ state, sending }: ShownTask): string =>
  [wordOf(strings.crime.task.states, state), sending && strings.crime.sending[sending]].filter(Boolean).join('. ');

/** A task under a report. */
export const TaskLine = ({ task, now }: { readonly task: ShownTask; readonly now: Date }) => {
  const { go } = useWorkspace();
  return (
    <li>
      <button type="button" className={s.line} onClick={() => go({ pane: 'crime', scope: 'tasks', id: task.id })}>
        <b>{task.title}</b>
        <span>{standing(task)}</span>
        <Due task={task} now={now} />
      </button>
    </li>
  );
};
