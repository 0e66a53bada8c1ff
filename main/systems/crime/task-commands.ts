import type { Task } from '../../../contracts/domain/crime.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { changesTask, type TaskAct, type TaskChange, taskAfter, whyNot, whyNotChange } from '../../../contracts/domain/task-steps.ts';
import type { taskCommands as contracts } from '../../../contracts/systems/task-commands.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { ChangeDefinition, CommandDefinitions } from '../define.ts';
import { applyPending, isEffective, pendingAs } from '../pending.ts';

interface Said extends Pick<TaskChange, 'owner' | 'dueAt'> {
  readonly text?: string | undefined;
  readonly at: string;
}

/** A step by the rules that HQ has (contracts/domain/task-steps.ts). `words`: what the outbox calls it, before the task's title. */
const step = (act: TaskAct, words: string) =>
  ({
    refuses(db, { itemId, officer }) {
      const task = taskNow(db, itemId, officer);
      return task !== undefined && whyNot(task, act, officer) === undefined ? undefined : 'NotAllowed';
    },
    summary: (db, { itemId, payload }) => [`${words}: ${titleOf(db, itemId)}`, payload.text].filter(Boolean).join('. '),
    // What HQ has decided otherwise since is not undone on screen.
    apply: (task, { text, at, owner, dueAt }, officer) =>
      whyNot(task, act, officer) === undefined
        ? taskAfter(task, {
            act,
            text,
            change: { owner, dueAt },
            at,
            by: formalName(officer),
            officer,
          })
        : task,
  }) satisfies ChangeDefinition<Said, Task>;
const accept = step('accept', 'Accept task');
const change = step('change', 'Task changed');

/** What officers may do with tasks. */
export const taskCommands: Pick<CommandDefinitions<'crime'>, keyof typeof contracts> = {
  'task.create': {
    refuses: (_, { officer }) => (officer.roles.includes('supervisor') ? undefined : 'NotAllowed'),
    summary: (_, { payload }) => `New task for ${payload.owner}: ${payload.title}`,
    provisional: ({ at, ...payload }, { id, author }) => ({
      ...payload,
      ...{
        id,
        version: 0,
        setBy: formalName(author),
        setByCollar: author.collarNumber,
        setAt: at,
        state: 'new',
      },
    }),
  },
  'task.accept': {
    ...accept,
    // Said before what is so already would be refused: the second acceptance is the first.
    refuses: (db, given) => (isAccepted(db, given.itemId) ? undefined : accept.refuses(db, given)),
    isSo: (db, { itemId }) => isAccepted(db, itemId),
  },
  'task.note': step('note', 'Note on task'),
  'task.result': step('result', 'Task done'),
  'task.return': step('return', 'Task returned'),
  'task.approve': step('approve', 'Task approved'),
  'task.change': {
    ...change,
    refuses: (db, given) => {
      const task = taskNow(db, given.itemId, given.officer);
      const mayNot = task === undefined || whyNotChange(task, given.payload, given.officer) !== undefined;
      return mayNot ? 'NotAllowed' : change.refuses(db, given);
    },
    isSo: (db, { itemId, payload, officer }) => {
      const task = taskNow(db, itemId, officer);
      return task !== undefined && !changesTask(payload, task);
    },
  },
};

const isAccepted = (db: ReadableDb, taskId: string): boolean =>
  pendingAs(pendingOf(db, 'crime'), 'crime', 'task.accept').some((accept) => accept.itemId === taskId && isEffective(accept));

const titleOf = (db: ReadableDb, id: string): string => readTask(db, id)?.title ?? id;

/** The task once what the officer decided about it is in force. */
const taskNow = (db: ReadableDb, id: string, officer: Officer): Task | undefined => {
  const task = readTask(db, id);
  return task && applyPending({ system: 'crime', definitions: taskCommands, pending: pendingOf(db, 'crime'), officer }, id, task);
};

const readTask = (db: ReadableDb, id: string): Task | undefined => readItem<Task>(db, { system: 'crime', kind: 'task', id })?.body;
