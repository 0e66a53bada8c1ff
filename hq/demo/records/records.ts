import type { Crime } from '../../../contracts/domain/crime.ts';
import type { Incident } from '../../../contracts/domain/incident.ts';
import type { Person } from '../../../contracts/domain/person.ts';
import type { RecordDetail, WarningMarker } from '../../../contracts/domain/record.ts';
import type { LinkRole, RecordLink } from '../../../contracts/domain/record-link.ts';
import type { Thing } from '../../../contracts/domain/thing.ts';
import { DEMO_AREA } from '../officers.ts';
import { bornOn, inventPerson } from '../persons.ts';
import { houseAt } from '../places.ts';
import type { Random } from '../random.ts';
import type { StreetCrime } from '../streets.ts';
import { demoThings } from './things.ts';

export interface DemoRecords {
  readonly persons: readonly Person[];
  readonly things: readonly Thing[];
  readonly links: readonly RecordLink[];
}

/** What the records are made of: the officers' own logs and this year's crimes, and some crimes of before. */
export interface RecordsSource {
  readonly now: Date;
  readonly incidents: readonly Incident[];
  readonly crimes: readonly Crime[];
  readonly streets: readonly StreetCrime[];
}

/** Numbers begin here: as many nominals as a force of this size has made this year. */
const FIRST_PERSON = 104_201;
const FIRST_LINK = 20_881;
const MOST_CALLERS = 18;
const OLD_CRIMES = 12;
/** Records that control typed anew from a call, of somebody who has one. */
const TYPED_TWICE = 3;

/** Persons of the demonstration, every one invented, with their parts in its logs and crimes. */
export const demoRecords = (random: Random, { now, incidents, crimes, streets }: RecordsSource): DemoRecords => {
  const persons: Person[] = [];
  const links: RecordLink[] = [];
  const named = streets.filter(({ street }) => street !== undefined);

  const add = (at: string, by: string, given: Pick<Person, 'name'> & Partial<Person>, details: readonly Told[]): Person => {
    const id = `N-${FIRST_PERSON + persons.length}`;
    const person: Person = {
      ...{ id, version: 1, warnings: [], decisions: [], area: DEMO_AREA, marking: 'OFFICIAL-SENSITIVE', createdAt: at, createdBy: by },
      ...given,
      details: details.map(([kind, text, source = 'self'], index) => ({
        ...{ id: `${id}/${index + 1}`, kind, text, source, grading: source === 'record' ? '1AP' : '2BP', at, by },
      })),
    };
    persons.push(person);
    return person;
  };
  const join = (person: Person, role: LinkRole, end: LinkEnd, at: string, by: string): void => {
    links.push({
      ...{ id: `L-${FIRST_LINK + links.length}`, version: 1, personId: person.id, role, ...end },
      ...{ area: DEMO_AREA, marking: 'OFFICIAL', createdAt: at, createdBy: by },
    });
  };
  const address = (): string => {
    const { text, postcode = '' } = houseAt(random.pick(named), random);
    return `${text} ${postcode}`.trim();
  };

  const current = crimes.filter(({ people, incidentId }) => people.length > 0 && incidentId !== undefined);
  const before = random.shuffle(crimes.filter(({ people, incidentId }) => people.length > 0 && incidentId === undefined));
  for (const crime of [...current, ...before.slice(0, OLD_CRIMES)]) {
    const [told] = crime.people;
    if (told === undefined) continue;
    const { name, contact, roles } = told;
    const born = told.born ?? bornOn(inventPerson(random), now, random);
    const person = add(crime.reportedAt, 'SLEUTH', { name, born, ...warned(persons.length, crime.reportedAt) }, [
      ['born', born, 'record'],
      ['address', address(), 'record'],
      ...(contact === undefined ? [] : [['telephone', contact, 'record'] as const]),
    ]);
    join(person, roles.includes('victim') ? 'victim' : 'reportingPerson', { crimeId: crime.id }, crime.reportedAt, 'SLEUTH');
    if (crime.incidentId !== undefined) join(person, 'victim', { incidentId: crime.incidentId }, crime.reportedAt, 'Storm');
  }

  const callers = incidents.filter(({ caller, resources }) => caller?.name !== undefined && resources.length > 0);
  for (const { id, caller, openedAt } of callers.slice(0, MOST_CALLERS)) {
    const person = add(openedAt, 'Storm', { name: plainName(caller?.name ?? ''), ...warned(persons.length, openedAt) }, [
      ...(caller?.telephone === undefined ? [] : [['telephone', caller.telephone] as const]),
      ['address', address()],
    ]);
    join(person, 'reportingPerson', { incidentId: id }, openedAt, 'Storm');
  }

  const quiet = incidents.filter(({ caller }) => caller === undefined);
  for (const [index, known] of persons.slice(0, TYPED_TWICE).entries()) {
    const log = quiet[index];
    if (log === undefined) continue;
    const twice = add(log.openedAt, 'Control', { name: misheard(known.name) }, [
      ...known.details.flatMap(({ kind, text }) => (kind === 'telephone' ? [['telephone', text] as const] : [])),
      ['description', 'Gave the name only once, on a poor line.', 'officer'],
    ]);
    join(twice, 'reportingPerson', { incidentId: log.id }, log.openedAt, 'Storm');
  }

  // A parent and a child of one name at one address are two people.
  const [parent] = persons;
  if (parent !== undefined) {
    const home = parent.details.find(({ kind }) => kind === 'address')?.text ?? address();
    const born = `${Number(parent.born?.slice(0, 4) ?? '1970') + 24}-05-09`;
    const child = add(parent.createdAt, 'SLEUTH', { name: parent.name, born }, [
      ['born', born, 'record'],
      ['address', home, 'record'],
    ]);
    join(parent, 'parent', { otherId: child.id }, parent.createdAt, 'SLEUTH');
  }
  const { things, links: holders } = demoThings(random, { incidents, crimes, persons, firstLink: FIRST_LINK + links.length });
  return { persons, things, links: [...links, ...holders] };
};

type Told = readonly [kind: RecordDetail['kind'], text: string, source?: RecordDetail['source']];
type LinkEnd = Pick<RecordLink, 'otherId' | 'incidentId' | 'crimeId'>;

const WARNINGS: readonly Pick<WarningMarker, 'code' | 'text'>[] = [
  { code: 'VI', text: 'Violent towards police' },
  { code: 'SH', text: 'Self-harm' },
  { code: 'DR', text: 'Drugs: may carry needles' },
];
/** One person in nine has a warning. */
const EVERY = 9;
const warned = (index: number, at: string): Partial<Person> => {
  const marker = WARNINGS[Math.floor(index / EVERY) % WARNINGS.length];
  return index % EVERY === 4 && marker !== undefined ? { warnings: [{ ...marker, at, source: 'PNC' }] } : {};
};

/** "Mr Lewis Tattersall" is Lewis Tattersall. */
const plainName = (name: string): string => name.replace(/^(?:Mr|Mrs|Ms) /, '');

/** As somebody types a name who hears it once: without one of its doubled letters, else without the letter before the last. */
const misheard = (name: string): string => {
  const once = name.replace(/([a-z])\1/, '$1');
  return once === name ? `${name.slice(0, -2)}${name.slice(-1)}` : once;
};
