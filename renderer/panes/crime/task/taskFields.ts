import type { ShownTask } from '../../../../contracts/ipc/crime.ts';
import type { OutboxCommand } from '../../../../contracts/ipc/link.ts';
import { wordOf } from '../../../format/text.ts';
import { fullTime } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { fitted } from '../../../workspace/form/values.ts';
import type { DifferingField } from '../../../workspace/versions/Versions.tsx';

const { tasks: w } = strings;
const { task: t } = strings.crime;

export type TaskField = 'owner' | 'dueAt' | 'state' | 'text';

/** What a task is after what was decided of it, by the command's name. */
const stateAfter: Readonly<Record<string, string>> = {
  'task.accept': 'accepted',
  'task.result': 'done',
  'task.return': 'returned',
  'task.approve': 'approved',
};

/** What differs between a decision that waits in the outbox and the task at HQ, in words. */
export const taskFields = (
  { command, payload }: Pick<OutboxCommand, 'command' | 'payload'>,
  task: ShownTask,
  called: (collarNumber: string) => string,
): readonly DifferingField<TaskField>[] => {
  const mine = fitted({ owner: '', dueAt: '', text: '' }, payload);
  const theirs = task.history?.findLast(({ kind }) => kind !== 'note')?.text;
  const all: readonly (DifferingField<TaskField> | undefined)[] =
    command === 'task.change'
      ? [
          mine.owner === '' ? undefined : { name: 'owner', label: w.facts.owner, mine: called(mine.owner), hqs: called(task.owner) },
          mine.dueAt === '' ? undefined : { name: 'dueAt', label: t.due, mine: fullTime(mine.dueAt), hqs: fullTime(task.dueAt) },
        ]
      : [
          {
            ...{ name: 'state', label: w.state, hqs: wordOf(t.states, task.state) },
            mine: wordOf(t.states, stateAfter[command] ?? command),
          },
          mine.text === '' ? undefined : { name: 'text', label: w.said, mine: mine.text, hqs: theirs ?? strings.changes.nothing },
        ];
  return all.filter((one) => one !== undefined).filter((one) => one.mine !== one.hqs);
};
