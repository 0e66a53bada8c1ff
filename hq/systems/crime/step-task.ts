import { type Task, task } from '../../../contracts/domain/crime.ts';
import { isDecidedSince } from '../../../contracts/domain/decided-since.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import {
  changesTask,
  isReviewer,
  type TaskAct,
  type TaskChange,
  taskAfter,
  whyNot,
  whyNotChange,
  whyNotTheirs,
} from '../../../contracts/domain/task-steps.ts';
import { findActive } from '../active-officer.ts';
import { type CommandCall, type CommandHandler, decidedAt, refused } from '../command.ts';
import { findVisible } from '../find.ts';
import { hasRoom, type LEFT_FREE } from '../room.ts';

interface Payload extends Pick<TaskChange, 'owner' | 'dueAt'> {
  readonly text?: string | undefined;
  readonly at: string;
}

/** A step in the life of a task (contracts/domain/task-steps.ts). A note never conflicts; anything else does when something was decided since. */
export const stepTask =
  (act: TaskAct): CommandHandler<Payload> =>
  async (call) => {
    const { transaction, shift, itemId, baseVersion, payload } = call;
    const { officer } = shift;
    const found = await findVisible(transaction, { system: 'crime', kind: 'task', id: itemId }, task, officer);
    if (found === undefined) return refused('NotFound');
    const { item, body } = found;
    const never = whyNotTheirs(body, act, officer);
    if (never !== undefined) return refused(never);
    if (act !== 'note' && isDecidedSince({ version: item.version, history: body.history }, baseVersion, 'note'))
      return { kind: 'conflict', itemKind: 'task', itemId, version: item.version, data: item.body };
    const notNow = whyNot(body, act, officer);
    if (notNow !== undefined) return refused(notNow);
    const said = await saidOf(act, call, body);
    if (said.refusal !== undefined) return refused(said.refusal, said.field);
    if (act === 'change' && !changesTask(said.change, body)) return { kind: 'done', itemId, version: item.version };
    const after = taskAfter(body, { act, ...said, at: decidedAt(payload.at, call), by: formalName(officer), officer });
    if (!hasRoom(after, roomOf(act, isReviewer(body, officer)))) return refused('HistoryFull');
    const [version = 0] = await call.publish([{ kind: 'task', id: itemId, body: after }]);
    return { kind: 'done', itemId, version };
  };

/** What a change makes of the task, with the new owner's team; or why that cannot be, and the field of the payload that says it. */
type Said =
  | { readonly refusal: 'OwnerUnknown' | 'NotOfYourTeam' | 'OnlySupervisorsChangeTasks'; readonly field: 'owner' | 'dueAt' }
  | { readonly refusal?: undefined; readonly text: string | undefined; readonly change: TaskChange };
const saidOf = async (act: TaskAct, { transaction, shift, payload }: CommandCall<Payload>, task: Task): Promise<Said> => {
  const { text, dueAt, owner } = payload;
  if (act !== 'change') return { text, change: {} };
  const mayNot = whyNotChange(task, payload, shift.officer);
  if (mayNot !== undefined) return { refusal: mayNot, field: 'dueAt' };
  if (owner === undefined || owner === task.owner) return { text, change: { dueAt } };
  const taker = await findActive(transaction, owner);
  if (taker === undefined) return { refusal: 'OwnerUnknown', field: 'owner' };
  const isOfTeam = taker.team === shift.officer.team || shift.officer.roles.includes('supervisor');
  return isOfTeam ? { text, change: { owner, dueAt, team: taker.team } } : { refusal: 'NotOfYourTeam', field: 'owner' };
};

/** A note, a change, and a reviewer's return for more leave room for all that closes a task. */
const roomOf = (act: TaskAct, isReviewed: boolean): keyof typeof LEFT_FREE =>
  act === 'note' || act === 'change' ? 'more' : act === 'return' && isReviewed ? 'return' : 'close';
