import type { z } from 'zod';
import { forceOf } from '../../../contracts/domain/code-list.ts';
import {
  isMoveLate,
  isMoveStale,
  lineOfMove,
  type Move,
  type Moved,
  moveUnit,
  resourcesAfter,
  statusKind,
} from '../../../contracts/domain/deployment.ts';
import { type Incident, incident } from '../../../contracts/domain/incident.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { Transaction } from '../../database/database.ts';
import { type CommandCall, type CommandHandler, type CommandOutcome, decidedAt, type Publication, refused } from '../command.ts';
import type { Found } from '../find.ts';
import { acknowledged } from './acknowledge.ts';
import { findWords, statusText } from './codes.ts';
import { findIncident, findUnit, isCrew, lineOf, withLines } from './items.ts';
import { sendMessage } from './message.ts';

type Payload<Command extends keyof Commands['storm']> = z.infer<Commands['storm'][Command]>;
type MoveCall = CommandCall<{ readonly status: number; readonly at: string }>;

/**
 * storm unit.setStatus: the status of the officer's own unit, and with it a line and the resource on the log that the unit is on. A laptop
 * of yesterday gives a message status by this too; a call for help is never taken from a queue.
 */
export const setStatus: CommandHandler<Payload<'unit.setStatus'>> = async (call) => {
  const { status, incidentId: from } = call.payload;
  switch (statusKind(status)) {
    case 'message':
      return sendMessage(call);
    case 'emergency':
      return refused('EmergencyByRadio');
    default:
      if (!(await isStatusOf(call.transaction, status, from ?? call.shift.officer.staffId))) return refused('CodeUnknown');
      return move(call, { status, from });
  }
};

/** storm unit.assign: the officer's own unit goes to an open log that the officer may see, off the one before. */
export const assign: CommandHandler<Payload<'unit.assign'>> = async (call) => {
  const { transaction, shift, payload } = call;
  const log = await findIncident(transaction, payload.incidentId, shift.officer);
  if (log === undefined) return refused('NotFound');
  if (log.body.state === 'closed') return refused('LogClosed');
  if (!(await isStatusOf(transaction, payload.status, payload.incidentId))) return refused('CodeUnknown');
  return move(call, { status: payload.status, joins: log, upTo: payload.upTo });
};

/** storm unit.standDown: the officer's own unit is off the log that the officer named, and available. */
export const standDown: CommandHandler<Payload<'unit.standDown'>> = async (call) => {
  const { status, incidentId } = call.payload;
  if (!(await isStatusOf(call.transaction, status, incidentId))) return refused('CodeUnknown');
  return move(call, { status, from: incidentId });
};

/** Whether the force of that log, or of that officer, has that status. */
const isStatusOf = async (transaction: Transaction, status: number, id: string): Promise<boolean> =>
  (await findWords(transaction, 'status', forceOf(id), [String(status)])) !== undefined;

interface Decided extends Omit<Move, 'since' | 'joins'> {
  readonly joins?: Found<Incident>;
  /** The newest line of the log it joins that the crew knew of. */
  readonly upTo?: string | undefined;
}

/**
 * A conflict when somebody changed the unit since and decided later than the officer did, or has put it on another log than the officer
 * knew of.
 */
const move = async (call: MoveCall, { joins, upTo, ...decided }: Decided): Promise<CommandOutcome> => {
  const { transaction, shift, itemId, baseVersion, payload } = call;
  const found = await findUnit(transaction, itemId, shift.officer);
  if (found === undefined) return refused('NotFound');
  const { item, body: before } = found;
  if (!isCrew(before, shift.officer)) return refused('NotYourUnit');
  const since = decidedAt(payload.at, call);
  const wanted: Move = { ...decided, since, joins: joins?.item.id };
  if (isMoveLate({ version: item.version, since: before.since }, wanted, baseVersion) || isMoveStale(before, wanted)) {
    return { kind: 'conflict', itemKind: 'unit', itemId, version: item.version, data: item.body };
  }
  const moved: Moved = { before, after: moveUnit(before, wanted) };
  const current =
    before.incidentId === undefined || before.incidentId === joins?.item.id
      ? undefined
      : await findIncident(transaction, before.incidentId);
  const logs = [
    ...(current === undefined ? [] : [await onLog(call, current, moved)]),
    ...(joins === undefined ? [] : [await onLog(call, joins, moved, { at: since, upTo })]),
  ];
  if (logs.some(({ body }) => !incident.safeParse(body).success)) return refused('LogFull');
  // The unit comes last: a laptop shows its own decision until it has the unit, and has the logs by then.
  const publications: Publication[] = [
    ...logs.map(({ id, body }) => ({ kind: 'incident', id, body })),
    { kind: 'unit', id: itemId, area: item.area, body: moved.after },
  ];
  return { kind: 'done', itemId, version: (await call.publish(publications)).at(-1) ?? 0 };
};

/** The log after the unit's move. A log that can hold no more lines still has its resources right. `knows`: what the crew knows of it. */
const onLog = async (
  call: MoveCall,
  { item, body: log }: Found<Incident>,
  moved: Moved,
  knows?: Parameters<typeof acknowledged>[2],
): Promise<{ readonly id: string; readonly body: Incident }> => {
  const resources = resourcesAfter(log.resources, item.id, moved).map((resource) =>
    knows !== undefined && resource.callSign === moved.after.callSign ? acknowledged(log, resource, knows) : resource,
  );
  const text = lineOfMove(item.id, moved, await statusText(call.transaction, call.payload.status, forceOf(item.id)));
  const changed: Incident = { ...log, resources };
  return { id: item.id, body: (text === undefined ? undefined : withLines(changed, lineOf(call, { kind: 'status', text }))) ?? changed };
};
