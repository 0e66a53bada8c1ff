import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { CheckmarkCircle24Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DocumentBulletList20Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import type { Task } from '../../../contracts/domain/crime.ts';
import { isOpenTask } from '../../../contracts/domain/open-task.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import type { CommonCode } from '../../../contracts/ipc/define.ts';
import { classes, serialOf, wordOf } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import type { FetchedCall } from '../../hooks/useFetched.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { MasterDetail } from '../../ui/MasterDetail.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Empty, Failed, Loading } from '../../ui/State.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { Unfetched } from '../../workspace/Unfetched.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
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
      {strings.crime.task.setBy(task.setBy, fullTime(task.setAt)).replace(/^./, (first) => first.toUpperCase())}
    </span>
    <span className={classes(row.where)}>
      <Due task={task} now={now} />. {wordOf(strings.crime.task.states, task.state)}
    </span>
  </>
);

const Shown = ({ task, now }: { readonly task: ShownTask; readonly now: Date }) => {
  const { go } = useWorkspace();
  const { crimeId, incidentId } = task;
  const late = isOpenTask(task) && Date.parse(task.dueAt) < now.getTime();
  return (
    <>
      <header className={s.head}>
        <h2 className={s.title}>{task.title}</h2>
        <div className={s.chips}>
          {late && (
            <Chip tone="danger" icon={<Warning20Filled />}>
              {strings.crime.task.overdue}
            </Chip>
          )}
          <Chip tone="info">{wordOf(strings.crime.task.states, task.state)}</Chip>
          <Chip>{wordOf(strings.crime.task.priorities, task.priority)}</Chip>
        </div>
      </header>
      <div className={s.body}>
        <ScrollRegion className={s.main} label={task.title}>
          <div className={s.part}>
            <h3>{strings.crime.task.text}</h3>
            <p className={s.prose}>{task.text}</p>
          </div>
          <div className={s.acts}>
            {crimeId !== undefined && (
              <Button icon={<DocumentBulletList20Regular />} onClick={() => go({ pane: 'crime', scope: 'mine', id: crimeId })}>
                {strings.crime.openCrime(crimeId)}
              </Button>
            )}
            {incidentId !== undefined && (
              <Button icon={<Alert20Regular />} onClick={() => go({ pane: 'storm', id: incidentId })}>
                {strings.crime.openLog(serialOf(incidentId))}
              </Button>
            )}
          </div>
          <OtherFields other={task.other} />
        </ScrollRegion>
        <Facts
          facts={[
            [strings.crime.task.due, fullTime(task.dueAt)],
            [strings.crime.task.set, fullTime(task.setAt), task.setBy],
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
  readonly call: FetchedCall<readonly ShownTask[], CommonCode>;
  readonly id: string | undefined;
}) => {
  const { go } = useWorkspace();
  const now = useNow();
  const { state, again } = call;
  const tasks = state.kind === 'ready' ? state.value.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt)) : [];
  const chosen = tasks.find((task) => task.id === id) ?? (id === undefined ? tasks[0] : undefined);
  return (
    <MasterDetail
      title={strings.crime.titles.tasks}
      label={strings.crime.titles.tasks}
      tools={seg}
      list={
        state.kind === 'loading' ? (
          <Loading label={strings.crime.loading} />
        ) : state.kind === 'failed' ? (
          <Failed code={state.code} where="crime.tasks" again={again} />
        ) : state.kind === 'unfetched' ? (
          <Unfetched />
        ) : tasks.length === 0 ? (
          <Empty quiet icon={<CheckmarkCircle24Regular />} title={strings.crime.empty.tasks} lead={strings.crime.empty.tasksLead} />
        ) : (
          <VirtualList
            label={strings.crime.titles.tasks}
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
        <Empty icon={<CheckmarkCircle24Regular />} title={strings.crime.chooseTask} lead={strings.crime.chooseLead} />
      ) : (
        <Shown key={chosen.id} task={chosen} now={now} />
      )}
    </MasterDetail>
  );
};
