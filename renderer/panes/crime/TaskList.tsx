import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { CheckmarkCircle24Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DocumentBulletList20Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import type { Task } from '../../../contracts/domain/crime.ts';
import { isOpenTask } from '../../../contracts/domain/open-task.ts';
import type { CommonCode } from '../../../contracts/ipc/define.ts';
import { useDesk } from '../../app/desk.ts';
import { classes, serialOf } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import type { FetchedCall } from '../../hooks/useFetched.ts';
import { useNow } from '../../hooks/useNow.ts';
import { Chip } from '../../ui/Chip.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Split } from '../../ui/Split.tsx';
import { Empty, Failed, Loading } from '../../ui/State.tsx';
import { Tap } from '../../ui/Tap.tsx';
import { Unfetched } from '../../ui/Unfetched.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { words } from '../../words/index.ts';
import { Facts } from './Facts.tsx';
import s from './report.module.css';
import row from './row.module.css';
import { Due } from './TaskLine.tsx';

/** Height of a task's row in rem, before it is measured. */
const rowRem = 5.7;

const Row = ({ task, now }: { readonly task: Task; readonly now: Date }) => (
  <>
    <span className={row.what}>{task.title}</span>
    <span className={row.where}>
      {words.crime.task.setBy(task.setBy, fullTime(task.setAt)).replace(/^./, (first) => first.toUpperCase())}
    </span>
    <span className={classes(row.where)}>
      <Due task={task} now={now} />. {words.crime.task.states[task.state]}
    </span>
  </>
);

const Shown = ({ task, now }: { readonly task: Task; readonly now: Date }) => {
  const { go } = useDesk();
  const { crimeId, incidentId } = task;
  const late = isOpenTask(task) && Date.parse(task.dueAt) < now.getTime();
  return (
    <>
      <header className={s.head}>
        <h2 className={s.title}>{task.title}</h2>
        <div className={s.chips}>
          {late && (
            <Chip tone="danger" icon={<Warning20Filled />}>
              {words.crime.task.overdue}
            </Chip>
          )}
          <Chip tone="info">{words.crime.task.states[task.state]}</Chip>
          <Chip>{words.crime.task.priorities[task.priority]}</Chip>
        </div>
      </header>
      <div className={s.body}>
        <ScrollRegion className={s.main} label={task.title}>
          <div className={s.part}>
            <h3>{words.crime.task.text}</h3>
            <p className={s.prose}>{task.text}</p>
          </div>
          <div className={s.acts}>
            {crimeId !== undefined && (
              <Tap icon={<DocumentBulletList20Regular />} onClick={() => go({ pane: 'crime', scope: 'mine', id: crimeId })}>
                {words.crime.openCrime(crimeId)}
              </Tap>
            )}
            {incidentId !== undefined && (
              <Tap icon={<Alert20Regular />} onClick={() => go({ pane: 'storm', id: incidentId })}>
                {words.crime.openLog(serialOf(incidentId))}
              </Tap>
            )}
          </div>
        </ScrollRegion>
        <Facts
          facts={[
            [words.crime.task.due, fullTime(task.dueAt)],
            [words.crime.task.set, fullTime(task.setAt), task.setBy],
          ]}
        />
      </div>
    </>
  );
};

/** My tasks, soonest first, beside one of them. */
export const TaskList = ({
  seg,
  call,
  id,
}: {
  readonly seg: ReactNode;
  readonly call: FetchedCall<readonly Task[], CommonCode>;
  readonly id: string | undefined;
}) => {
  const { go } = useDesk();
  const now = useNow();
  const { state, again } = call;
  const tasks = state.kind === 'ready' ? state.value.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt)) : [];
  const chosen = tasks.find((task) => task.id === id) ?? (id === undefined ? tasks[0] : undefined);
  return (
    <Split
      title={words.crime.titles.tasks}
      label={words.crime.titles.tasks}
      tools={seg}
      list={
        state.kind === 'loading' ? (
          <Loading label={words.crime.loading} />
        ) : state.kind === 'failed' ? (
          <Failed code={state.code} where="crime.tasks" again={again} />
        ) : state.kind === 'unfetched' ? (
          <Unfetched />
        ) : tasks.length === 0 ? (
          <Empty quiet icon={<CheckmarkCircle24Regular />} title={words.crime.empty.tasks} lead={words.crime.empty.tasksLead} />
        ) : (
          <VirtualList
            label={words.crime.titles.tasks}
            count={tasks.length}
            estimate={rowRem}
            selected={chosen?.id}
            row={(index) => {
              const task = tasks[index];
              return task === undefined
                ? undefined
                : { key: task.id, content: <Row task={task} now={now} />, open: () => go({ pane: 'crime', scope: 'tasks', id: task.id }) };
            }}
          />
        )
      }
    >
      {chosen === undefined && state.kind === 'unfetched' ? null : chosen === undefined ? (
        <Empty icon={<CheckmarkCircle24Regular />} title={words.crime.chooseTask} lead={words.crime.chooseLead} />
      ) : (
        <Shown key={chosen.id} task={chosen} now={now} />
      )}
    </Split>
  );
};
