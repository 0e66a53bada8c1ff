import { CheckmarkCircle24Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { byDue, isOpenTask, taskLiesWith } from '../../../contracts/domain/open-task.ts';
import { isReviewer } from '../../../contracts/domain/task-steps.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import type { CommonCode } from '../../../contracts/ipc/define.ts';
import type { WaitingReport } from '../../../contracts/ipc/today.ts';
import { dayClock, fullTime } from '../../format/time.ts';
import type { Ask, Shown } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { pagesOfAll } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Empty } from '../../ui/State.tsx';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { NewTaskButton } from './forms/buttons.tsx';
import type { OpenItem } from './openItem.ts';
import row from './row.module.css';
import { Due, standing } from './TaskLine.tsx';
import { TaskPage } from './task/TaskPage.tsx';
import { useCalled } from './useCalled.ts';

const w = strings.tasks.views;
/** Height of a task's row in rem, before it is measured. */
const rowRem = 5.7;

const Row = ({
  task,
  now,
  called,
}: {
  readonly task: ShownTask;
  readonly now: Date;
  readonly called: (collarNumber: string) => string;
}) => (
  <>
    <span className={row.top}>
      <RecordNumber number={task.id} />
    </span>
    <span className={row.what}>{task.title}</span>
    <span className={row.where}>{capital(whoseOf(task, called))}</span>
    <span className={row.where}>
      <Due task={task} now={now} />. {standing(task)}
    </span>
  </>
);

/** A report that somebody filed, to be reviewed. */
const FiledRow = ({ report: { id, title, at, by, text }, now }: { readonly report: WaitingReport; readonly now: Date }) => (
  <>
    <span className={row.top}>
      <RecordNumber number={id} />
      <time dateTime={at}>{dayClock(at, now)}</time>
    </span>
    <span className={row.what}>{title}</span>
    <span className={row.where}>{w.filed}</span>
    <span className={row.where}>{strings.today.waits.filedBy(by, text)}</span>
  </>
);

/** Who set it for the officer, or for whom the officer set it. */
const whoseOf = ({ mine, owner, setBy, setAt }: ShownTask, called: (collarNumber: string) => string): string =>
  mine !== 'own' ? strings.crime.task.setFor(called(owner), fullTime(setAt)) : strings.crime.task.setBy(setBy, fullTime(setAt));
const capital = (words: string): string => words.replace(/^./, (first) => first.toUpperCase());

/** A row: what waits for the supervisor comes first. */
type Waiting = { readonly kind: 'task'; readonly task: ShownTask } | { readonly kind: 'report'; readonly report: WaitingReport };

type View = 'review' | 'team' | 'own';
const views: readonly View[] = ['review', 'team', 'own'];

/** Of a supervisor's tasks those of one view; an officer's are all of their own, or set by them. What is open goes before what is not. */
const inView = (task: ShownTask, view: View, officer: Officer): boolean => {
  const liesWith = taskLiesWith(task);
  if (view === 'own') return task.mine === 'own';
  if (!isReviewer(task, officer)) return view === 'team' && task.mine !== 'own' && liesWith === 'owner';
  return liesWith === (view === 'review' ? 'reviewer' : 'owner');
};
const ordered = (tasks: readonly ShownTask[]): readonly ShownTask[] => [
  ...tasks.filter(isOpenTask).toSorted(byDue),
  ...tasks.filter((task) => !isOpenTask(task)).toSorted((one, other) => byDue(other, one)),
];

/** The officer's tasks, open ones first and soonest due; a supervisor's by what is to be reviewed, what the team has open, and their own. */
export const TaskList = ({
  seg,
  tasks,
  id,
  was,
  follow,
  draft,
}: OpenItem & {
  readonly seg: ReactNode;
  readonly tasks: Ask<Shown<readonly ShownTask[], CommonCode>>;
  /** The key of what is in the box of the task that is open. */
  readonly draft?: string | undefined;
}) => {
  const { go, officer, today } = useWorkspace();
  const now = useNow();
  const called = useCalled();
  const review = today.state.kind === 'ready' ? today.state.value.review : undefined;
  const reports = review?.known ? review.value.reports : [];
  const supervises = officer.roles.includes('supervisor');
  const all = tasks.state.kind === 'ready' ? tasks.state.value : [];
  const [view, setView] = useState<View>();
  const of = (one: View): readonly ShownTask[] => all.filter((task) => inView(task, one, officer));
  const opened = all.find((task) => task.id === id || (id !== undefined && task.was === id));
  // At first the view in which what is open is; with nothing open, what waits for the supervisor.
  const first = useRef<View>(undefined);
  if (tasks.state.kind === 'ready')
    first.current ??=
      views.find((one) =>
        opened === undefined ? of(one).length > 0 || (one === 'review' && reports.length > 0) : inView(opened, one, officer),
      ) ?? 'own';
  const on = view ?? first.current ?? 'own';
  const pages = pagesOfAll(tasks, (value): readonly Waiting[] => [
    ...(supervises && on === 'review' ? reports.map((report) => ({ kind: 'report', report }) as const) : []),
    ...ordered(supervises ? value.filter((task) => inView(task, on, officer)) : value).map((task) => ({ kind: 'task', task }) as const),
  ]);
  const rows = pages.state.kind === 'ready' ? pages.state.value.rows : [];
  const firstTask = rows.flatMap((one) => (one.kind === 'task' ? [one.task] : []))[0];
  const chosen = opened ?? (id === undefined ? firstTask : undefined);
  const number = chosen?.id;
  useEffect(() => {
    if (id !== undefined && number !== undefined && number !== id) follow(number);
  }, [id, number, follow]);
  const choose = (next: View): void => {
    setView(next);
    go({ pane: 'crime', scope: 'tasks' });
  };
  return (
    <MasterDetail
      title={supervises ? w.title : strings.crime.titles.tasks}
      pages={pages}
      words={strings.errors.codes}
      where="crime.tasks"
      loading={strings.crime.loading}
      row={(one: Waiting) =>
        one.kind === 'task'
          ? {
              key: one.task.id,
              content: <Row task={one.task} now={now} called={called} />,
              open: () => go({ pane: 'crime', scope: 'tasks', id: one.task.id }),
            }
          : {
              key: one.report.id,
              content: <FiledRow report={one.report} now={now} />,
              open: () => go({ pane: 'crime', scope: 'area', id: one.report.id }),
            }
      }
      rowRem={rowRem}
      selected={chosen?.id}
      empty={<NoTasks view={supervises ? on : undefined} />}
      action={<NewTaskButton />}
      before={seg}
      tools={
        supervises && (
          <SegmentedControl
            label={w.label}
            items={views.map((one) => ({
              id: one,
              label: w[one],
              count: one === 'own' ? of(one).filter(isOpenTask).length : of(one).length + (one === 'review' ? reports.length : 0),
            }))}
            on={on}
            choose={choose}
          />
        )
      }
      choose={<Empty icon={<CheckmarkCircle24Regular />} title={strings.crime.chooseTask} lead={strings.crime.chooseLead} />}
    >
      {chosen !== undefined && <TaskPage key={`${was ?? id ?? chosen.id} ${draft ?? ''}`} task={chosen} now={now} draft={draft} />}
    </MasterDetail>
  );
};

const NoTasks = ({ view }: { readonly view: View | undefined }) => {
  const { tasks: none, tasksLead } = strings.crime.empty;
  const [title, lead] =
    view === 'review' ? [w.noneReview, w.noneReviewLead] : view === 'team' ? [w.noneTeam, w.noneTeamLead] : [none, tasksLead];
  return <Empty quiet icon={<CheckmarkCircle24Regular />} title={title} lead={lead} />;
};
