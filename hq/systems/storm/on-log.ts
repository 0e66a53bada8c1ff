import { forceOf } from '../../../contracts/domain/code-list.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import type { NewLine } from '../../../contracts/domain/log-line.ts';
import { type CommandCall, type CommandOutcome, type CommandRefusal, type Refused, refused } from '../command.ts';
import { findIncident, lineOf, withLines } from './items.ts';

/** What a command makes of an open log, and the line that says so; or why it does nothing. */
type Change = { readonly log: Incident; readonly line: NewLine } | CommandRefusal | Refused;

/** Carries out what an officer does to an open log that the officer may see. `force`: whose log it is, and whose codes hold for it. */
export const changeLog = async <Payload extends { readonly at: string }>(
  call: CommandCall<Payload>,
  decide: (log: Incident, force: string | undefined) => Promise<Change> | Change,
): Promise<CommandOutcome> => {
  const { transaction, shift, itemId } = call;
  const log = (await findIncident(transaction, itemId, shift.officer))?.body;
  if (log === undefined) return refused('NotFound');
  if (log.state === 'closed') return refused('LogClosed');
  const change = await decide(log, forceOf(itemId));
  if (typeof change === 'string') return refused(change);
  if ('kind' in change) return change;
  const body = withLines(change.log, lineOf(call, change.line));
  if (body === undefined) return refused('LogFull');
  const [version = 0] = await call.publish([{ kind: 'incident', id: itemId, body }]);
  return { kind: 'done', itemId, version };
};
