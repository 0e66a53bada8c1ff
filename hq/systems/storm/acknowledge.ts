import type { z } from 'zod';
import { linesAfter } from '../../../contracts/domain/alert.ts';
import { lineOfAcknowledgement, ownResource } from '../../../contracts/domain/deployment.ts';
import type { Incident, Resource } from '../../../contracts/domain/incident.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt, refused } from '../command.ts';
import { findIncident, lineOf, withLines } from './items.ts';

/**
 * storm incident.acknowledge: the officer's crew knows of the log and of its lines up to `upTo`. A line tells control; a log that can hold
 * no more lines has it with its resource. Refused when the unit is not on the log: there is nothing to acknowledge.
 */
export const acknowledge: CommandHandler<z.infer<Commands['storm']['incident.acknowledge']>> = async (call) => {
  const { transaction, shift, itemId, payload } = call;
  const log = (await findIncident(transaction, itemId, shift.officer))?.body;
  if (log === undefined) return refused('NotFound');
  const own = ownResource(log.resources, shift.officer);
  if (own === undefined) return refused('NotYourUnit');
  const known = acknowledged(log, own, { at: decidedAt(payload.at, call), upTo: payload.upTo });
  const changed = { ...log, resources: log.resources.map((resource) => (resource === own ? known : resource)) };
  const body = withLines(changed, lineOf(call, { kind: 'acknowledged', text: lineOfAcknowledgement(own.callSign) })) ?? changed;
  const [version = 0] = await call.publish([{ kind: 'incident', id: itemId, body }]);
  return { kind: 'done', itemId, version };
};

/** The resource, its crew knowing of the log. What was known before stays known; a line that is not in the log is none. */
export const acknowledged = (
  { lines }: Incident,
  resource: Resource,
  { at, upTo }: { readonly at: string; readonly upTo: string | undefined },
): Resource => {
  const before = resource.acknowledged?.upTo;
  const further = linesAfter(lines, [before]).some(({ id }) => id === upTo) ? upTo : before;
  return { ...resource, acknowledged: { at, ...(further === undefined ? {} : { upTo: further }) } };
};
