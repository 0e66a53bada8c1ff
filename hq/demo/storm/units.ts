import type { Incident, Resource, Unit } from '../../../contracts/domain/incident.ts';
import { responseOfficers } from '../officers.ts';
import { seededRandom } from '../random.ts';
import { attending, type Crew, supporting } from './crews.ts';
import { positionOf } from './positions.ts';

/** Where crews are follows from it alone, so that all else in the demonstration stays as it is. */
const POSITIONS_SEED = 33;

/** Every unit on duty in the area at `now`, each on one log at most: an officer's on the log in hand, others on the log that names them. */
export const demoUnits = (now: Date, incidents: readonly Incident[], active: ReadonlyMap<string, string>): readonly Unit[] => {
  const officers = responseOfficers.map(({ callSign, collarNumber }): Unit => {
    const log = incidents.find(({ id }) => id === active.get(collarNumber));
    return unitOn(now, { callSign, collarNumbers: [collarNumber], free: [2, 15] }, log);
  });
  const crews = [...supporting, ...attending].map((crew) =>
    unitOn(
      now,
      crew,
      incidents.find((log) => resourceOf(log, crew) !== undefined),
    ),
  );
  const random = seededRandom(POSITIONS_SEED);
  return [...officers, ...crews].map((unit) => {
    const log = incidents.find(({ id }) => id === unit.incidentId);
    return { ...unit, position: positionOf(unit, log, random, now) };
  });
};

const unitOn = (now: Date, crew: Crew, log: Incident | undefined): Unit => {
  const base = { callSign: crew.callSign, collarNumbers: [...crew.collarNumbers], version: 1 };
  const resource = log === undefined ? undefined : resourceOf(log, crew);
  if (log !== undefined && resource !== undefined) return { ...base, status: resource.status, since: resource.since, incidentId: log.id };
  const [status, minutes] = crew.free;
  return { ...base, status, since: new Date(now.getTime() - minutes * 60_000).toISOString() };
};

const resourceOf = (log: Incident, crew: Crew): Resource | undefined => log.resources.find(({ callSign }) => callSign === crew.callSign);
