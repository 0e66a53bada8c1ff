import type { Incident } from '../../../contracts/domain/incident.ts';
import { responseOfficers } from '../officers.ts';
import { inventPerson } from '../persons.ts';
import { houseAt, liesIn } from '../places.ts';
import type { Random } from '../random.ts';
import type { StreetCrime } from '../streets.ts';
import { activeIncidents } from './active-incident.ts';
import { areaLogs } from './area.ts';
import { assignedIncidents } from './assigned-incidents.ts';
import { numberLogs, toIncident, type UnnumberedLog } from './log.ts';
import type { HandScene, OwnLog } from './own-log.ts';

/** The area's logs beside the officers' own: together about two hundred. */
const AREA_LOGS = 186;
/** Logs that a response officer and the sergeant carry beside the one in hand: no more than there are stories, so that none is told twice. */
const ASSIGNED = { officer: 3, supervisor: 2 } as const;

export interface DemoIncidents {
  readonly incidents: readonly Incident[];
  /** Number of the log at whose scene each response officer is, by collar number. */
  readonly active: ReadonlyMap<string, string>;
  /** Numbers of each response officer's own open logs, by collar number, the one in hand first. */
  readonly own: ReadonlyMap<string, readonly string[]>;
}

/** Storm's logs as they stand at `now`. The same seed and the same `now` give the same logs. */
export const demoIncidents = (now: Date, random: Random, streets: readonly StreetCrime[]): DemoIncidents => {
  const named = streets.filter((row) => row.street !== undefined);
  const logs: readonly (UnnumberedLog & Partial<OwnLog>)[] = [
    ...ownLogs(now, random, named.filter(liesIn('Leyland'))),
    ...areaLogs(now, random, named, AREA_LOGS),
  ];
  const numbered = numberLogs(logs);
  const active = new Map<string, string>();
  const own = new Map<string, readonly string[]>();
  for (const { id, mine, active: here } of numbered) {
    if (mine === undefined) continue;
    if (here === true) active.set(mine, id);
    own.set(mine, here === true ? [id, ...(own.get(mine) ?? [])] : [...(own.get(mine) ?? []), id]);
  }
  return { incidents: numbered.map(({ mine: _mine, active: _here, ...log }) => toIncident(log)), active, own };
};

const ownLogs = (now: Date, random: Random, streets: readonly StreetCrime[]): readonly OwnLog[] => {
  const assigned = [...assignedIncidents];
  return responseOfficers.flatMap((officer, index) => {
    const scene = (): HandScene => {
      const row = random.pick(streets);
      return { now, officer, place: houseAt(row, random), caller: inventPerson(random), other: inventPerson(random) };
    };
    const hand = activeIncidents[index % activeIncidents.length];
    const rest = assigned.splice(0, officer.roles.includes('supervisor') ? ASSIGNED.supervisor : ASSIGNED.officer);
    return [hand, ...rest].flatMap((tell) => (tell === undefined ? [] : [tell(scene())]));
  });
};
