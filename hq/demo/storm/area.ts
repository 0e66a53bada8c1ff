import type { Incident, Resource } from '../../../contracts/domain/incident.ts';
import { inventPerson } from '../persons.ts';
import { houseAt } from '../places.ts';
import type { Random } from '../random.ts';
import type { StreetCrime } from '../streets.ts';
import { attending, type Crew } from './crews.ts';
import { callerIn, control, type LogLine, type UnnumberedLog, unitOf } from './log.ts';
import type { Grade, Scenario, Scene } from './scenario.ts';
import { crimeScenarios } from './scenarios-crime.ts';
import { publicScenarios } from './scenarios-public.ts';

const terminals = ['Hutton 02', 'Hutton 05', 'Hutton 07', 'Hutton 09', 'Hutton 12', 'Hutton 14', 'Hutton 16'] as const;

/** How soon the first unit is there, in minutes, by grade: a target of the force's, kept most of the time. */
const ARRIVAL: Readonly<Record<Grade, readonly [number, number]>> = { 1: [5, 14], 2: [18, 55], 3: [60, 240], 4: [30, 120] };
/** How long ago, in hours, an open log with nobody free to go may have begun. An emergency never waits. */
const WAITING_HOURS: Readonly<Record<Exclude<Grade, 1>, number>> = { 2: 3, 3: 18, 4: 30 };
const ATTENDED_MINUTES = [12, 70] as const;
const CLOSED_HOURS = [4, 76] as const;

/** `count` logs of the area that are not an officer's of the demonstration: some attended now, about a quarter waiting, the rest closed. */
export const areaLogs = (now: Date, random: Random, streets: readonly StreetCrime[], count: number): readonly UnnumberedLog[] => {
  const scenarios = [...crimeScenarios, ...publicScenarios];
  const free = [...attending];
  return Array.from({ length: count }, (_unused, index) => {
    const scenario = scenarios[index % scenarios.length] ?? random.pick(scenarios);
    const scenarioAt = { scenario, now, random, row: random.pick(streets) };
    const needsUnit = scenario.grade <= 2 && tellsOfUnit(scenario);
    const crew = needsUnit && random.chance(0.15) ? free.shift() : undefined;
    if (crew !== undefined) return attendedLog(scenarioAt, crew);
    return scenario.grade !== 1 && random.chance(0.3) ? waitingLog(scenarioAt, scenario.grade) : closedLog(scenarioAt);
  });
};

interface ScenarioAt {
  readonly scenario: Scenario;
  readonly now: Date;
  readonly random: Random;
  readonly row: StreetCrime;
}

/** A unit is there now. */
const attendedLog = (scenarioAt: ScenarioAt, crew: Crew): UnnumberedLog => {
  const openedAt = back(scenarioAt.now, scenarioAt.random.between(...ATTENDED_MINUTES));
  const scene = sceneOf(scenarioAt, crew);
  const lines = tellLines(scenarioAt, scene, openedAt).filter((line) => line.at <= scenarioAt.now);
  const there = lines.find((line) => line.kind === 'status');
  const resource: Resource = {
    callSign: crew.callSign,
    status: there === undefined ? 5 : 6,
    since: (there?.at ?? openedAt).toISOString(),
    collarNumbers: [...crew.collarNumbers],
  };
  return { ...frame(scenarioAt, openedAt, scene), state: 'open', resources: [resource], lines };
};

/** Open, and nobody has been free to go. */
const waitingLog = (scenarioAt: ScenarioAt, grade: Exclude<Grade, 1>): UnnumberedLog => {
  const { now, random, scenario } = scenarioAt;
  const openedAt = back(now, 8 + random.next() ** 2 * WAITING_HOURS[grade] * 60);
  const scene = sceneOf(scenarioAt, random.pick(attending));
  const terminal = control(random.pick(terminals));
  const lines: LogLine[] = [{ ...terminal, at: openedAt, kind: 'opened', text: scenario.opening(scene) }];
  let minutes = 0;
  for (const [author, text] of scenario.updates(scene)) {
    if (author === 'unit' || text.includes(scene.callSign)) break;
    minutes += random.between(3, 16);
    lines.push({ ...terminal, at: after(openedAt, minutes), kind: 'update', text });
  }
  const wait = minutes + random.between(15, 45);
  if (tellsOfUnit(scenario)) lines.push({ ...terminal, at: after(openedAt, wait), kind: 'update', text: random.pick(NOBODY_FREE) });
  return { ...frame(scenarioAt, openedAt, scene), state: 'open', resources: [], lines: lines.filter((line) => line.at <= now) };
};

const NOBODY_FREE = [
  'No unit free. Caller told there will be a delay.',
  'Resourcing: all units committed. To be reviewed within the hour.',
  'No unit free. Caller content to wait, will ring back if anything changes.',
] as const;

const closedLog = (scenarioAt: ScenarioAt): UnnumberedLog => {
  const { now, random, scenario } = scenarioAt;
  const [latest, earliest] = CLOSED_HOURS;
  const scene = sceneOf(scenarioAt, random.pick(attending));
  const openedAt = back(now, random.between(latest * 60, earliest * 60));
  const lines = tellLines(scenarioAt, scene, openedAt);
  const last = lines.at(-1)?.at ?? openedAt;
  // A slow job that began four hours ago may not have ended yet: then it ended just now.
  const closedAt = new Date(Math.min(after(last, random.between(4, 50)).getTime(), now.getTime() - 60_000));
  lines.push({ ...control(random.pick(terminals)), at: closedAt, kind: 'result', text: scenario.result });
  return {
    ...frame(scenarioAt, openedAt, scene),
    state: 'closed',
    closedAt: closedAt.toISOString(),
    closingCode: scenario.closingCode,
    resources: [],
    lines: lines.filter((line) => line.at <= closedAt),
  };
};

const frame = (
  { scenario, row, random }: ScenarioAt,
  openedAt: Date,
  scene: Scene,
): Omit<UnnumberedLog, 'state' | 'resources' | 'lines'> => ({
  title: scenario.title,
  grade: scenario.grade,
  openedAt: openedAt.toISOString(),
  openingCode: scenario.openingCode,
  qualifiers: [...(scenario.qualifiers ?? [])],
  place: houseAt(row, random),
  ...callerIn(scenario.opening(scene), scene.caller),
  marking: scenario.sensitive === true ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL',
  vehicles: vehiclesOf(scenario),
});

const sceneOf = ({ row, random }: ScenarioAt, crew: Crew): Scene => ({
  caller: inventPerson(random),
  other: inventPerson(random),
  street: row.street ?? 'the main road',
  callSign: crew.callSign,
});

/** The whole story, line by line, at a pace that fits its grade. */
const tellLines = ({ scenario, random }: ScenarioAt, scene: Scene, openedAt: Date): LogLine[] => {
  const terminal = control(random.pick(terminals));
  const unit = unitOf({ callSign: scene.callSign, collarNumbers: [] });
  const lines: LogLine[] = [{ ...terminal, at: openedAt, kind: 'opened', text: scenario.opening(scene) }];
  let minutes = random.between(2, 6);
  if (tellsOfUnit(scenario))
    lines.push({ ...terminal, at: after(openedAt, minutes), kind: 'assigned', text: `${scene.callSign} assigned.` });
  let there = false;
  for (const [author, text] of scenario.updates(scene)) {
    if (author === 'unit' && !there) {
      minutes += random.between(...ARRIVAL[scenario.grade]);
      lines.push({ ...unit, at: after(openedAt, minutes), kind: 'status', text: `${scene.callSign} at scene.` });
      there = true;
    }
    minutes += random.between(2, 18);
    lines.push({ ...(author === 'unit' ? unit : terminal), at: after(openedAt, minutes), kind: 'update', text });
  }
  return lines;
};

/** Asked of the scenario with people who do not matter: who writes its lines never depends on them. */
const tellsOfUnit = (scenario: Scenario): boolean => {
  const nobody = { name: '', title: 'Ms', age: 0, telephone: '' } as const;
  return scenario.updates({ caller: nobody, other: nobody, street: '', callSign: '' }).some(([author]) => author === 'unit');
};

const back = (from: Date, minutes: number): Date => new Date(from.getTime() - minutes * 60_000);
const after = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000);

const vehiclesOf = ({ vehicle }: Scenario): Incident['vehicles'] => (vehicle === undefined ? [] : [{ description: vehicle }]);
