import type { Crime } from '../../../contracts/domain/crime.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import type { Person } from '../../../contracts/domain/person.ts';
import type { WarningMarker } from '../../../contracts/domain/record.ts';
import type { LinkRole, RecordLink } from '../../../contracts/domain/record-link.ts';
import type { Thing } from '../../../contracts/domain/thing.ts';
import { type ThingType, thingPrefixes } from '../../../contracts/domain/thing-type.ts';
import { DEMO_AREA } from '../officers.ts';
import type { Random } from '../random.ts';

interface ThingsSource {
  readonly incidents: readonly Incident[];
  readonly crimes: readonly Crime[];
  readonly persons: readonly Person[];
  /** The number of the first link. */
  readonly firstLink: number;
}

/** Numbers begin here, as those of persons do. */
const FIRST: Readonly<Record<ThingType, number>> = { vehicle: 3104, place: 8071, telephone: 2022, object: 5115 };
const MOST_OF_A_TYPE = 6;
const PURSUED: Pick<WarningMarker, 'code' | 'text'> = { code: 'PU', text: 'Made off from police' };
const DOG: Pick<WarningMarker, 'code' | 'text'> = { code: 'DG', text: 'Dangerous dog on the premises' };

/** Vehicles, addresses, telephone numbers and marked objects of the demonstration's logs and crimes, all invented, and who keeps them. */
export const demoThings = (
  random: Random,
  { incidents, crimes, persons, firstLink }: ThingsSource,
): { readonly things: readonly Thing[]; readonly links: readonly RecordLink[] } => {
  const things: Thing[] = [];
  const links: RecordLink[] = [];
  const counts: Record<ThingType, number> = { vehicle: 0, place: 0, telephone: 0, object: 0 };
  const add = (
    type: ThingType,
    name: string,
    at: string,
    details: readonly Told[],
    warning?: Pick<WarningMarker, 'code' | 'text'>,
  ): Thing => {
    const id = `${thingPrefixes[type]}${FIRST[type] + counts[type]}`;
    counts[type] += 1;
    const by = type === 'vehicle' ? 'PNC' : 'SLEUTH';
    const thing: Thing = {
      ...{ id, version: 1, type, name, decisions: [], area: DEMO_AREA, marking: 'OFFICIAL-SENSITIVE', createdAt: at, createdBy: by },
      warnings: warning === undefined ? [] : [{ ...warning, at, source: 'PNC' }],
      details: details.map(([kind, text], index) => ({
        ...{ id: `${id}/${index + 1}`, kind, text, source: 'record', grading: '1AP', at, by },
      })),
    };
    things.push(thing);
    return thing;
  };
  const join = (person: Person | undefined, thing: Thing, role: LinkRole): void => {
    if (person === undefined) return;
    links.push({
      ...{ id: `L-${firstLink + links.length}`, version: 1, personId: person.id, thingId: thing.id, role },
      ...{ area: DEMO_AREA, marking: 'OFFICIAL', createdAt: thing.createdAt, createdBy: thing.createdBy },
    });
  };

  const seen = new Map(
    incidents.flatMap(({ vehicles, openedAt }) =>
      vehicles.flatMap((vehicle) => (vehicle.plate === undefined ? [] : [[vehicle.plate, { ...vehicle, openedAt }] as const])),
    ),
  );
  for (const [index, [plate, { description, openedAt }]] of [...seen].slice(0, MOST_OF_A_TYPE).entries()) {
    const chassis = `W0L0SDL68${random.between(1_000_000, 9_999_999)}`;
    const told: readonly Told[] = [...(description === '' ? [] : [['description', description] as const]), ['identifier', chassis]];
    join(persons[index + 1], add('vehicle', plate, openedAt, told, index === 0 ? PURSUED : undefined), 'keeper');
    // As somebody read it who took a letter for a digit.
    const misread = plate.replace(/O/, '0').replace(/I/, '1');
    if (misread !== plate && counts.vehicle < MOST_OF_A_TYPE) add('vehicle', misread, openedAt, [['note', 'Read from a moving car.']]);
  }
  for (const [index, person] of persons.slice(0, MOST_OF_A_TYPE).entries()) {
    const home = person.details.find(({ kind }) => kind === 'address')?.text;
    const telephone = person.details.find(({ kind }) => kind === 'telephone')?.text;
    if (home !== undefined) join(person, add('place', home, person.createdAt, [], index === 2 ? DOG : undefined), 'livesAt');
    if (telephone !== undefined && index % 2 === 0) join(person, add('telephone', telephone, person.createdAt, []), 'uses');
  }
  const marked = crimes.flatMap(({ property, reportedAt }) => property.map((one) => ({ ...one, reportedAt })));
  for (const { text, marks, reportedAt } of marked.filter((one) => one.marks !== undefined).slice(0, MOST_OF_A_TYPE))
    add('object', marks ?? '', reportedAt, [['description', text]]);
  return { things, links };
};

type Told = readonly [kind: 'description' | 'identifier' | 'note', text: string];
