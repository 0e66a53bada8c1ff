import { ArrowReply20Regular } from '@fluentui/react-icons/svg/arrow-reply';
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { Clock20Regular } from '@fluentui/react-icons/svg/clock';
import { PersonSearch20Regular } from '@fluentui/react-icons/svg/person-search';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import type { Task } from '../../../contracts/domain/crime.ts';
import { byDue } from '../../../contracts/domain/open-task.ts';
import type { TodayView } from '../../../contracts/ipc/today.ts';
import { classes, known, serialOf, wordOf } from '../../format/text.ts';
import { clock, dayClock, durationLong } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { UnfetchedLine } from '../../workspace/AskState.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { returnOf } from './returnOf.ts';
import s from './today.module.css';

const stateIcons: Readonly<Record<string, ReactNode>> = {
  new: <Clock20Regular />,
  accepted: <PersonSearch20Regular />,
  inProgress: <PersonSearch20Regular />,
  done: <CheckmarkCircle20Regular />,
  returned: <ArrowReply20Regular />,
  approved: <CheckmarkCircle20Regular />,
};

/** What a task is on and who set it, in one line. */
const subOf = (task: Task): string => {
  const on =
    task.crimeId !== undefined
      ? strings.today.tasks.on(task.crimeId)
      : task.incidentId !== undefined
        ? strings.today.tasks.onLog(serialOf(task.incidentId))
        : undefined;
  return [on, strings.today.tasks.by(task.setBy)]
    .filter(Boolean)
    .join(', ')
    .replace(/^./, (first) => first.toUpperCase());
};

const Item = ({ task, now }: { readonly task: Task; readonly now: Date }) => {
  const { go } = useWorkspace();
  const away = Date.parse(task.dueAt) - now.getTime();
  const late = away < 0;
  return (
    <li>
      <button type="button" className={s.item} onClick={() => go({ pane: 'crime', scope: 'tasks', id: task.id })}>
        <span className={classes(s.when, late && s.late)}>
          {dayClock(task.dueAt, now)}
          <small>{late ? strings.today.tasks.late(durationLong(-away)) : strings.today.tasks.within(durationLong(away))}</small>
        </span>
        <span className={s.what}>
          <b>{task.title}</b>
          <span>{subOf(task)}</span>
        </span>
        {late ? (
          <Chip tone="danger" icon={<Warning20Filled />}>
            {strings.today.tasks.overdue}
          </Chip>
        ) : (
          <Chip tone={task.state === 'inProgress' ? 'info' : 'plain'} icon={known(stateIcons, task.state)}>
            {wordOf(strings.crime.task.states, task.state)}
          </Chip>
        )}
      </button>
    </li>
  );
};

/** Tasks, soonest first: those due before the shift ends when there are any, else whatever comes next. */
export const Tasks = ({ view, now }: { readonly view: TodayView; readonly now: Date }) => {
  const { go } = useWorkspace();
  // What was returned stands above, with why.
  const tasks = (view.tasks.known ? view.tasks.value : []).filter((task) => returnOf(task) === undefined).toSorted(byDue);
  const end = view.shift.known ? view.shift.value.duty?.end : undefined;
  const before = end === undefined ? [] : tasks.filter((task) => task.dueAt <= end);
  const shown = before.length > 0 ? before : tasks;
  const title = end !== undefined && before.length > 0 ? strings.today.tasks.before(clock(end)) : strings.today.tasks.plain;
  return (
    <section className={classes(s.panel, shown.length === 0 && s.short)} aria-label={title}>
      <div className={s.bar}>
        <h2>{title}</h2>
        {tasks.length > 0 && (
          <Button
            appearance="transparent"
            icon={<ChevronRight20Regular />}
            iconPosition="after"
            onClick={() => go({ pane: 'crime', scope: 'tasks' })}
          >
            {strings.today.tasks.all(tasks.length)}
          </Button>
        )}
      </div>
      {!view.tasks.known ? (
        <UnfetchedLine className={s.none} />
      ) : shown.length === 0 ? (
        <p className={s.none}>
          <b>{strings.today.tasks.none}</b>
          {strings.today.tasks.noneLead}
        </p>
      ) : (
        <ul>
          {shown.map((task) => (
            <Item key={task.id} task={task} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
};
