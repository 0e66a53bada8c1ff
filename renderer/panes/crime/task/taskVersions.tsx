import { type TaskAct, whyNot } from '../../../../contracts/domain/task-steps.ts';
import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import type { OutboxCommand } from '../../../../contracts/ipc/link.ts';
import { fail, ok } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { wordOf } from '../../../format/text.ts';
import { give } from '../../../give.ts';
import { strings } from '../../../strings/index.ts';
import { DecisionVersions } from '../../../workspace/versions/DecisionVersions.tsx';
import { giveUp, leftOutWords } from '../../../workspace/versions/giveUp.ts';
import type { Chosen } from '../../../workspace/versions/Versions.tsx';
import { type Comparison, type SheetProps, VersionsSheet } from '../../../workspace/versions/VersionsSheet.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { useCalled } from '../useCalled.ts';
import { ownerOf } from './ownerOf.ts';
import { type TaskField, taskFields } from './taskFields.ts';

const w = strings.versions;

/** Two versions of a task: what the officer decided, and what HQ has. */
const TaskVersionsSheet = (props: SheetProps) => (
  <VersionsSheet
    {...props}
    title={w.task(strings.app.numberOf(props.itemId))}
    topics={['crime']}
    read={async () => {
      const answer = await api.crime.tasks(null);
      if (!answer.ok) return answer;
      const task = answer.value.known ? answer.value.value.find(({ id }) => id === props.itemId) : undefined;
      return task === undefined ? fail('NotFound') : ok(task);
    }}
  >
    {(command, task) => <OfDecision command={command} task={task} close={props.close} />}
  </VersionsSheet>
);

export const taskVersions: Comparison = {
  commands: new Set(['task.accept', 'task.result', 'task.return', 'task.approve', 'task.change']),
  Sheet: TaskVersionsSheet,
};

const OfDecision = ({
  command,
  task,
  close,
}: {
  readonly command: OutboxCommand;
  readonly task: ShownTask;
  readonly close: () => void;
}) => {
  const { officer } = useWorkspace();
  const called = useCalled();
  const act = command.command.slice('task.'.length) as TaskAct;
  const fields = taskFields(command, task, called);
  const history = task.history ?? [];
  const last = history.findLast(({ kind }) => kind !== 'note');
  const mayNote = whyNot(task, 'note', officer) === undefined;
  const noteOf = (left: typeof fields) => () => give('crime', 'task.note', { taskId: task.id, text: leftOutWords(command.summary, left) });
  const keepHqs = () => giveUp(command, mayNote && fields.length > 0 ? noteOf(fields) : undefined);
  /** Mine over HQ's as it is now: what is left out of a change does not go. */
  const save = async (chosen: Chosen<TaskField>) => {
    const left = fields.filter(({ name }) => chosen[name] === 'hqs');
    if (left.length === fields.length) return keepHqs();
    if (left.length === 0) return api.link.resend({ id: command.id });
    const noted = mayNote ? await noteOf(left)() : undefined;
    if (noted?.ok === false) return noted;
    const { at: _, ...given } = command.payload;
    const payload = Object.fromEntries(Object.entries(given).filter(([name]) => !left.some((one) => one.name === name)));
    return api.link.mend({ id: command.id, payload, summary: command.summary });
  };
  return (
    <DecisionVersions
      command={command}
      lead={w.leadKept(last?.by, mayNote)}
      last={last}
      since={history
        .filter(({ at }) => at > command.at)
        .map(({ by, kind, text }) => w.field(by, [strings.tasks.history.kind(kind, false), text].filter(Boolean).join('. ')))}
      fields={fields}
      together={(name) => (act === 'change' ? [name] : fields.map((one) => one.name))}
      save={save}
      keepHqs={keepHqs}
      onlyHqs={
        whyNot(task, act, officer) === undefined
          ? undefined
          : strings.tasks.standsNow(wordOf(strings.crime.task.states, task.state), ownerOf(task, called))
      }
      close={close}
    />
  );
};
