import { task } from '../../../contracts/domain/crime.ts';
import { isDecidedSince } from '../../../contracts/domain/decided-since.ts';
import { formalName } from '../../../contracts/domain/officer.ts';
import { isReviewer, type TaskAct, taskAfter, whyNot, whyNotTheirs } from '../../../contracts/domain/task-steps.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { findVisible } from '../find.ts';
import { hasRoom, type LEFT_FREE } from '../room.ts';

interface Payload {
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
    const after = taskAfter(body, { act, text: payload.text, at: decidedAt(payload.at, call), by: formalName(officer), officer });
    if (!hasRoom(after, roomOf(act, isReviewer(body, officer)))) return refused('HistoryFull');
    const [version = 0] = await call.publish([{ kind: 'task', id: itemId, body: after }]);
    return { kind: 'done', itemId, version };
  };

/** A note, and a reviewer's return for more, leave room for all that closes a task. */
const roomOf = (act: TaskAct, isReviewed: boolean): keyof typeof LEFT_FREE =>
  act === 'note' ? 'more' : act === 'return' && isReviewed ? 'return' : 'close';
