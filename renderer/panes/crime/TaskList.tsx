import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { CheckmarkCircle24Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DocumentBulletList20Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { type ReactNode, useEffect } from 'react';
import { isOpenTask } from '../../../contracts/domain/open-task.ts';
import type { ShownTask } from '../../../contracts/ipc/crime.ts';
import type { CommonCode } from '../../../contracts/ipc/define.ts';
import { serialOf, wordOf } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import type { Ask, Shown } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { pagesOfAll } from '../../hooks/usePages.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { RecordNumber } from '../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Empty } from '../../ui/State.tsx';
import { AttachmentList } from '../../workspace/attachments/AttachmentList.tsx';
import { LinkedText } from '../../workspace/LinkedText.tsx';
import { MasterDetail } from '../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { AcceptButton } from './AcceptButton.tsx';
import { Facts } from './Facts.tsx';
import { NewTaskButton } from './forms/buttons.tsx';
import type { OpenItem } from './openItem.ts';
import s from './report.module.css';
import row from './row.module.css';
import { SendingChip, SendingNote } from './Sending.tsx';
import { Due, standing } from './TaskLine.tsx';

/** Height of a task's row in rem, before it is measured. */
const rowRem = 5.7;

const Row = ({ task, now }: { readonly task: ShownTask; readonly now: Date }) => (
  <>
    <span className={row.top}>
      <RecordNumber number={task.id} />
    </span>
    <span className={row.what}>{task.title}</span>
    <span className={row.where}>{capital(whoseOf(task))}</span>
    <span className={row.where}>
      <Due task={task} now={now} />. {standing(task)}
    </span>
  </>
);

/** Who set it for the officer, or for whom the officer set it. */
const whoseOf = ({ mine, owner, setBy, setAt }: ShownTask): string =>
  mine === 'set' ? strings.crime.task.setFor(owner, fullTime(setAt)) : strings.crime.task.setBy(setBy, fullTime(setAt));
const capital = (words: string): string => words.replace(/^./, (first) => first.toUpperCase());

const TaskDetail = ({ task, now }: { readonly task: ShownTask; readonly now: Date }) => {
  const { go } = useWorkspace();
  const { crimeId, incidentId } = task;
  const late = isOpenTask(task) && Date.parse(task.dueAt) < now.getTime();
  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <RecordNumber number={task.id} />
        </div>
        <div className={s.top}>
          <div>
            <h2 className={s.title}>{task.title}</h2>
          </div>
          <AcceptButton task={task} />
        </div>
        <div className={s.chips}>
          <SendingChip sending={task.sending} />
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
          <SendingNote sending={task.sending} />
          <div className={s.part}>
            <h3>{strings.crime.task.text}</h3>
            <p className={s.prose} dir="auto">
              <LinkedText text={task.text} />
            </p>
          </div>
          {task.attachments !== undefined && task.attachments.length > 0 && (
            <div className={s.part}>
              <h3>{strings.attachments.title}</h3>
              <AttachmentList item={{ system: 'crime', kind: 'task', id: task.id }} attachments={task.attachments} />
            </div>
          )}
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
            [strings.crime.task.owner, task.owner, task.mine === 'own' ? strings.crime.you : undefined],
          ]}
        />
      </div>
    </>
  );
};

/** My tasks, soonest first, beside one of them. */
export const TaskList = ({
  seg,
  tasks,
  id,
  was,
  follow,
}: OpenItem & {
  readonly seg: ReactNode;
  readonly tasks: Ask<Shown<readonly ShownTask[], CommonCode>>;
}) => {
  const { go } = useWorkspace();
  const now = useNow();
  const pages = pagesOfAll(tasks, bySoonest);
  const all = pages.state.kind === 'ready' ? pages.state.value.rows : [];
  const chosen = all.find((task) => task.id === id || (id !== undefined && task.was === id)) ?? (id === undefined ? all[0] : undefined);
  const number = chosen?.id;
  useEffect(() => {
    if (id !== undefined && number !== undefined && number !== id) follow(number);
  }, [id, number, follow]);
  return (
    <MasterDetail
      title={strings.crime.titles.tasks}
      pages={pages}
      words={strings.errors.codes}
      where="crime.tasks"
      loading={strings.crime.loading}
      row={(task: ShownTask) => ({
        key: task.id,
        content: <Row task={task} now={now} />,
        open: () => go({ pane: 'crime', scope: 'tasks', id: task.id }),
      })}
      rowRem={rowRem}
      selected={chosen?.id}
      empty={<Empty quiet icon={<CheckmarkCircle24Regular />} title={strings.crime.empty.tasks} lead={strings.crime.empty.tasksLead} />}
      action={<NewTaskButton />}
      before={seg}
      choose={<Empty icon={<CheckmarkCircle24Regular />} title={strings.crime.chooseTask} lead={strings.crime.chooseLead} />}
    >
      {chosen !== undefined && <TaskDetail key={was ?? id ?? chosen.id} task={chosen} now={now} />}
    </MasterDetail>
  );
};

const bySoonest = (tasks: readonly ShownTask[]): readonly ShownTask[] =>
  tasks.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt));
