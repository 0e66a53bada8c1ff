import type { Task } from '../../../contracts/domain/crime.ts';
import { isOpenTask } from '../../../contracts/domain/open-task.ts';
import { useDesk } from '../../app/desk.ts';
import { classes } from '../../format/text.ts';
import { dayClock, durationLong } from '../../format/time.ts';
import { words } from '../../words/index.ts';
import s from './task.module.css';

/** When a task is due, and how far away or how late that is. */
export const Due = ({ task, now }: { readonly task: Task; readonly now: Date }) => {
  const away = Date.parse(task.dueAt) - now.getTime();
  const late = away < 0;
  // What is done is neither late nor due any more.
  if (!isOpenTask(task)) return <span className={s.due}>{words.crime.task.wasDue(dayClock(task.dueAt, now))}</span>;
  return (
    <span className={classes(s.due, late && s.late)}>
      {dayClock(task.dueAt, now)}, {late ? words.crime.task.late(durationLong(-away)) : words.crime.task.within(durationLong(away))}
    </span>
  );
};

/** A task under a report. */
export const TaskLine = ({ task, now }: { readonly task: Task; readonly now: Date }) => {
  const { go } = useDesk();
  return (
    <li>
      <button type="button" className={s.line} onClick={() => go({ pane: 'crime', scope: 'tasks', id: task.id })}>
        <b>{task.title}</b>
        <span>{words.crime.task.states[task.state]}</span>
        <Due task={task} now={now} />
      </button>
    </li>
  );
};
