import type { z } from 'zod';
import type { Incident, Unit } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandCall, type CommandHandler, decidedAt, type Publication, refused } from '../command.ts';
import { findIncident, findUnit, signatureOf, statusText, withLine } from './items.ts';

type Payload = z.infer<Commands['storm']['unit.setStatus']>;

/** On patrol, and at a station available: going available detaches a unit from its log. */
const AVAILABLE: readonly number[] = [2, 3];

/**
 * storm unit.setStatus: the status of the officer's own unit, and with it a line and the resource on the log that the unit is
 * on. A conflict only when somebody changed the unit since and decided later than the officer did.
 */
export const setStatus: CommandHandler<Payload> = async (call) => {
  const { transaction, shift, itemId, baseVersion, payload } = call;
  const found = await findUnit(transaction, itemId, shift.officer);
  if (found === undefined) return refused('NotFound');
  const { item, body: unit } = found;
  if (!isCrew(unit, shift.officer)) return refused('NotYourUnit');
  const since = decidedAt(payload.at, call);
  if (item.version !== baseVersion && Date.parse(unit.since) > Date.parse(since)) {
    return { kind: 'conflict', itemKind: 'unit', itemId, version: item.version, data: item.body };
  }
  const detached = AVAILABLE.includes(payload.status);
  const { incidentId, ...rest } = { ...unit, status: payload.status, since };
  const publications: Publication[] = [
    { kind: 'unit', id: itemId, area: item.area, body: detached || incidentId === undefined ? rest : { ...rest, incidentId } },
  ];
  const log = incidentId === undefined ? undefined : await findIncident(transaction, incidentId);
  if (log !== undefined) publications.push({ kind: 'incident', id: log.item.id, body: await onLog(call, log.body, since, detached) });
  const [version = 0] = await call.publish(publications);
  return { kind: 'done', itemId, version };
};

const isCrew = (unit: Unit, officer: Officer): boolean =>
  officer.callSign === unit.callSign || unit.collarNumbers.includes(officer.collarNumber);

/** The log after the unit's change. A log that can hold no more lines still has its resources right. */
const onLog = async (call: CommandCall<Payload>, log: Incident, since: string, detached: boolean): Promise<Incident> => {
  const { transaction, shift, key, payload, at } = call;
  const { callSign, status } = payload;
  const resources = detached
    ? log.resources.filter((resource) => resource.callSign !== callSign)
    : log.resources.map((resource) => (resource.callSign === callSign ? { ...resource, status, since } : resource));
  const changed: Incident = { ...log, resources };
  const text = `${callSign}: ${await statusText(transaction, status)}${detached ? ', detached' : ''}`;
  const times = { at: at.toISOString(), writtenAt: payload.at };
  const line = { id: key, ...times, ...signatureOf(shift.officer, shift.device), kind: 'status', text };
  return withLine(changed, line) ?? changed;
};
