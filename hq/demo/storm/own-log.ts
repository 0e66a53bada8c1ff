import type { Incident, Resource } from '../../../contracts/domain/incident.ts';
import type { ResponseOfficer } from '../officers.ts';
import type { Person } from '../persons.ts';
import { supporting } from './crews.ts';
import { callerIn, control, type LogLine, type UnnumberedLog, unitOf } from './log.ts';

/** What an officer's own log is told with. */
export interface HandScene {
  readonly now: Date;
  readonly officer: ResponseOfficer;
  readonly place: Incident['place'];
  readonly caller: Person;
  readonly other: Person;
}

/** An officer's own log. `active`: the officer's unit is at its scene now. */
export interface OwnLog extends UnnumberedLog {
  readonly mine: string;
  readonly active: boolean;
}

interface IncidentScenario {
  readonly title: string;
  readonly grade: Incident['grade'];
  readonly openingCode: string;
  readonly qualifiers?: readonly string[];
  readonly sensitive?: boolean;
  readonly vehicles?: Incident['vehicles'];
  readonly active?: boolean;
  /** Other units on it, with their status. */
  readonly others?: readonly (readonly [callSign: string, status: number, minutesAgo: number])[];
  /** Minutes ago, who, kind, text. The first opens the log. */
  readonly lines: readonly (readonly [number, string, LogLine['kind'], string])[];
}

/** Tells an officer's own log as it stands at `scene.now`. */
export const ownLog = (scene: HandScene, scenario: IncidentScenario): OwnLog => {
  const ago = (minutes: number): Date => new Date(scene.now.getTime() - minutes * 60_000);
  const mine = { callSign: scene.officer.callSign, collarNumbers: [scene.officer.collarNumber] };
  const lines = scenario.lines.map(([minutes, who, kind, text]): LogLine => {
    const author = who === 'me' ? unitOf(mine) : who.startsWith('Hutton') ? control(who) : unitOf({ callSign: who, collarNumbers: [] });
    return { ...author, at: ago(minutes), kind, text };
  });
  const since = [...lines].reverse().find((line) => line.kind === 'status' || line.kind === 'assigned')?.at ?? scene.now;
  const resources: Resource[] = [
    { ...mine, status: scenario.active === true ? 6 : 7, since: since.toISOString() },
    ...(scenario.others ?? []).map(([callSign, status, minutes]) => ({
      callSign,
      status,
      since: ago(minutes).toISOString(),
      collarNumbers: collarsOf(callSign),
    })),
  ];
  return {
    mine: scene.officer.collarNumber,
    active: scenario.active ?? false,
    title: scenario.title,
    grade: scenario.grade,
    state: 'open',
    openedAt: (lines[0]?.at ?? scene.now).toISOString(),
    openingCode: scenario.openingCode,
    qualifiers: [...(scenario.qualifiers ?? [])],
    place: scene.place,
    ...callerIn(scenario.lines[0]?.[3] ?? '', scene.caller),
    marking: scenario.sensitive === true ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
    resources,
    vehicles: [...(scenario.vehicles ?? [])],
    lines,
  };
};

const collarsOf = (callSign: string): string[] => [...(supporting.find((crew) => crew.callSign === callSign)?.collarNumbers ?? [])];
