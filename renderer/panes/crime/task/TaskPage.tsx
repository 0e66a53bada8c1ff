import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { Checkmark20Filled } from '@fluentui/react-icons/svg/checkmark';
import { DocumentBulletList20Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { Edit20Regular } from '@fluentui/react-icons/svg/edit';
import { PersonQuestionMark20Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { isOpenTask, taskLiesWith } from '../../../../contracts/domain/open-task.ts';
import { isReviewer, whyNot } from '../../../../contracts/domain/task-steps.ts';
import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import { serialOf, wordOf } from '../../../format/text.ts';
import { dayClock, durationLong, fullTime } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { OtherFields } from '../../../ui/OtherFields.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AttachmentList } from '../../../workspace/attachments/AttachmentList.tsx';
import { LinkedText } from '../../../workspace/LinkedText.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { TwoVersions } from '../../../workspace/versions/TwoVersions.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { AcceptButton } from '../AcceptButton.tsx';
import { type Fact, Facts } from '../Facts.tsx';
import s from '../report.module.css';
import { SendingChip, SendingNote } from '../Sending.tsx';
import { useCalled } from '../useCalled.ts';
import { Box } from './Box.tsx';
import b from './box.module.css';
import { History } from './History.tsx';
import { LinkedRecords } from './LinkedRecords.tsx';
import { ownerOf } from './ownerOf.ts';
import { taskVersions } from './taskVersions.tsx';

const w = strings.tasks;

/** When somebody last did this with it. */
const lastOf = ({ history = [] }: ShownTask, kind: string) => history.findLast((entry) => entry.kind === kind);
/** What it is, how it stands and how late it is or was; and the way to what it is about. */
const Head = ({ task, now }: { readonly task: ShownTask; readonly now: Date }) => {
  const { go, officer } = useWorkspace();
  const openForm = useOpenForm();
  const { crimeId, incidentId, missingId } = task;
  const done = task.state === 'done' || task.state === 'approved' ? lastOf(task, 'done')?.at : undefined;
  const late = (done === undefined ? now.getTime() : Date.parse(done)) - Date.parse(task.dueAt);
  const isLate = late > 0 && (done !== undefined || isOpenTask(task));
  return (
    <header className={s.head}>
      <div className={s.line}>
        <RecordNumber number={task.id} />
      </div>
      <div className={s.top}>
        <div>
          <h2 className={s.title}>{task.title}</h2>
        </div>
        {task.sending === 'conflict' && <TwoVersions of={taskVersions} itemId={task.id} />}
        <AcceptButton task={task} />
        {whyNot(task, 'change', officer) === undefined && (
          <Button icon={<Edit20Regular />} onClick={() => openForm('task.change', task.id)}>
            {isReviewer(task, officer) ? w.change.open : w.change.handOver}
          </Button>
        )}
        {crimeId !== undefined && (
          <Button icon={<DocumentBulletList20Regular />} onClick={() => go({ pane: 'crime', scope: 'mine', id: crimeId })}>
            {strings.crime.openCrime(crimeId)}
          </Button>
        )}
        {missingId !== undefined && (
          <Button icon={<PersonQuestionMark20Regular />} onClick={() => go({ pane: 'missing', id: missingId })}>
            {w.openMissing(strings.app.numberOf(missingId))}
          </Button>
        )}
        {incidentId !== undefined && (
          <Button icon={<Alert20Regular />} onClick={() => go({ pane: 'storm', id: incidentId })}>
            {strings.crime.openLog(serialOf(incidentId))}
          </Button>
        )}
      </div>
      <div className={s.chips}>
        <SendingChip sending={task.sending} />
        {isLate && (
          <Chip tone={done === undefined ? 'danger' : 'warn'} icon={<Warning20Filled />}>
            {w.wasLate(durationLong(late))}
          </Chip>
        )}
        {task.state === 'done' && done !== undefined ? (
          <Chip tone="ok" icon={<Checkmark20Filled />}>
            {w.doneAt(dayClock(done, now))}
          </Chip>
        ) : (
          <Chip tone={task.state === 'approved' ? 'ok' : 'info'}>{wordOf(strings.crime.task.states, task.state)}</Chip>
        )}
        <Chip>{wordOf(strings.crime.task.priorities, task.priority)}</Chip>
      </div>
    </header>
  );
};

/** What its owner said last, for whoever reviews it, and what approving it does. */
const ToReview = ({ task }: { readonly task: ShownTask }) => {
  const { officer } = useWorkspace();
  const called = useCalled();
  if (taskLiesWith(task) !== 'reviewer' || !isReviewer(task, officer)) return null;
  const undone = task.state === 'returned';
  const said = lastOf(task, undone ? 'returned' : 'done');
  const owner = ownerOf(task, called);
  return (
    <section className={b.result}>
      {said?.text !== undefined && (
        <>
          <h3>{undone ? w.returned(said.by) : w.result(said.by)}</h3>
          <p dir="auto">
            <LinkedText text={said.text} />
          </p>
        </>
      )}
      <p>{undone ? w.ifApprovedUndone(owner) : w.ifApproved(owner)}</p>
    </section>
  );
};

const factsOf = (task: ShownTask, now: Date, called: (collarNumber: string) => string): readonly Fact[] => {
  const { crimeId, incidentId, missingId, mine } = task;
  const about = [
    (crimeId ?? missingId) && strings.app.numberOf(crimeId ?? missingId ?? ''),
    incidentId && strings.crime.log(serialOf(incidentId)),
  ]
    .filter(Boolean)
    .join(', ');
  const since = lastOf(task, 'accepted')?.at;
  const waiting = lastOf(task, task.state === 'returned' ? 'returned' : 'done')?.at;
  const whose = mine === 'own' ? 'own' : 'other';
  return [
    [strings.crime.task.due, fullTime(task.dueAt)],
    [w.facts.setBy, task.setBy, fullTime(task.setAt)],
    [w.facts.owner, ownerOf(task, called), mine === 'own' ? strings.crime.you : undefined],
    [w.facts.for, about === '' ? w.facts.nothing : about],
    ...(taskLiesWith(task) === 'reviewer' && waiting !== undefined
      ? [[w.facts.waits[mine === 'own' ? 'other' : 'own'], durationLong(now.getTime() - Date.parse(waiting))] as const]
      : since === undefined
        ? []
        : [[w.facts.since[whose], dayClock(since, now)] as const]),
  ];
};

/** One task: what is asked, what became of it, and the box in which the officer says what is to become of it. `draft`: the key of what is in that. */
export const TaskPage = ({ task, now, draft }: { readonly task: ShownTask; readonly now: Date; readonly draft?: string | undefined }) => {
  const called = useCalled();
  return (
    <>
      <Head task={task} now={now} />
      <div className={s.body}>
        <ScrollRegion className={s.main} label={task.title}>
          <SendingNote sending={task.sending} />
          <ToReview task={task} />
          <div className={s.part}>
            <h3>{task.mine === 'set' ? w.yours : w.asked}</h3>
            <p className={s.prose} dir="auto">
              <LinkedText text={task.text} />
            </p>
          </div>
          <LinkedRecords taskId={task.id} />
          {task.attachments !== undefined && task.attachments.length > 0 && (
            <div className={s.part}>
              <h3>{strings.attachments.title}</h3>
              <AttachmentList item={{ system: 'crime', kind: 'task', id: task.id }} attachments={task.attachments} />
            </div>
          )}
          <div className={s.part}>
            <h3>{w.history.title}</h3>
            <History task={task} now={now} />
          </div>
          <OtherFields other={task.other} />
        </ScrollRegion>
        <Facts facts={factsOf(task, now, called)} />
      </div>
      <Box task={task} draft={draft} />
    </>
  );
};
