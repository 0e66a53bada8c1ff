import { ownResource, resourcesAfter } from '../../../contracts/domain/deployment.ts';
import type { Incident, Resource } from '../../../contracts/domain/incident.ts';
import type { MyUnit, ShownIncident } from '../../../contracts/ipc/storm.ts';
import { authorOf } from './author.ts';
import { type IncidentSummary, summaryOf } from './describe.ts';
import type { PendingStorm } from './pending-storm.ts';

export type ShownLine = ShownIncident['lines'][number];

/** The unit as it is once its pending decisions are in force. */
export const overlayUnit = ({ unit, moves }: PendingStorm): MyUnit | undefined =>
  unit && { ...(moves.at(-1)?.after ?? unit), sending: moves.some(({ state }) => state !== 'done') };

/** A log's resources once the pending decisions are in force. */
export const overlayResources = (incidentId: string, resources: readonly Resource[], { moves }: PendingStorm): readonly Resource[] =>
  moves.reduce((now, move) => resourcesAfter(now, incidentId, move), resources);

/** What a list reads of a log, once the pending decisions are in force. */
export const overlaySummary = (incidentId: string, summary: IncidentSummary, pending: PendingStorm): IncidentSummary => {
  const decided = pending.logs.get(incidentId);
  const after = decided === undefined ? summary : summaryOf(decided);
  return { ...after, resources: overlayResources(incidentId, after.resources, pending) };
};

/** Logs of which pending decisions change what a list reads. */
export const touchedIds = ({ moves, logs }: PendingStorm): readonly string[] => [
  ...new Set([
    ...moves.flatMap(({ before, after }) => [before.incidentId, after.incidentId].filter((id) => id !== undefined)),
    ...logs.keys(),
  ]),
];

/** Logs that the unit is put on by what is pending. */
export const joinedIds = ({ moves }: PendingStorm): readonly string[] => [...new Set(moves.flatMap(({ after }) => after.incidentId ?? []))];

/** Whether the officer or the officer's unit is among them. */
export const isMine = (resources: readonly Resource[], { officer, unit }: PendingStorm): boolean =>
  ownResource(resources, { callSign: unit?.callSign, collarNumber: officer.collarNumber }) !== undefined;

/** The officer's own lines for a log that its feed does not show yet, as they will stand. `known`: ids of the lines it shows. */
export const overlayLines = (
  incidentId: string,
  known: ReadonlySet<string>,
  { lines }: PendingStorm,
  author: { readonly operator: string; readonly terminal: string },
): ShownLine[] =>
  lines
    .filter((item) => item.incidentId === incidentId && !known.has(item.id))
    .map(({ state, incidentId: _, ...line }) => ({ ...line, ...author, ...(state === 'done' ? {} : { sending: state }) }));

/** A log of this laptop's as it is once what is pending is in force, with the officer's own lines. */
export const overlayLog = <Log extends Incident>(log: Log, pending: PendingStorm): Omit<Log, 'lines'> & { readonly lines: ShownLine[] } => {
  const after = (pending.logs.get(log.id) ?? log) as Log;
  const known = new Set(log.lines.map(({ id }) => id));
  const own = overlayLines(log.id, known, pending, authorOf(pending.officer, overlayUnit(pending)));
  return { ...after, resources: [...overlayResources(log.id, after.resources, pending)], lines: [...log.lines, ...own] };
};

/** How many of the officer's lines for a log have not reached HQ. */
export const unsentLines = (incidentId: string, { lines }: PendingStorm): number =>
  lines.filter((item) => item.incidentId === incidentId && item.state !== 'done').length;
