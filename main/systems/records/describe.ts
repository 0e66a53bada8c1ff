import type { Person } from '../../../contracts/domain/person.ts';
import type { RecordLink } from '../../../contracts/domain/record-link.ts';
import { telephoneKey } from '../../../contracts/domain/telephone.ts';
import type { Thing } from '../../../contracts/domain/thing.ts';
import { writtenDay } from '../../../contracts/domain/written-day.ts';
import type { ItemDescription } from '../../store/items.ts';
import { telephonesTold } from '../told.ts';
import { soundOf } from './same/letters.ts';
import { parseName } from './same/name.ts';
import type { PersonTraits } from './same/traits.ts';
import { describeThing, homeLinks } from './things/describe.ts';

/** What a list reads of a person. */
export interface PersonSummary {
  readonly name: string;
  readonly born: string | undefined;
  readonly address: string | undefined;
  readonly warnings: number;
  readonly marking: string;
  /** When something was last learned of them. */
  readonly learnedAt: string;
}

const describePerson = (person: Person): ItemDescription => {
  const { id, name, details } = person;
  const telephones = textsOf(person, 'telephone');
  return {
    summary: summaryOf(person),
    links: [...traitLinks(person), ...textsOf(person, 'address').flatMap(homeLinks)],
    tells: telephonesTold(telephones, details.at(-1)?.at ?? person.createdAt),
    search: {
      title: `${id} ${name}`,
      body: [
        ...details.filter(({ kind }) => kind !== 'note').map(({ text }) => text),
        ...telephones.map(telephoneKey),
        ...(person.born === undefined ? [] : [writtenDay(person.born)]),
        ...details.filter(({ kind }) => kind === 'note').map(({ text }) => text),
      ].join('\n'),
      at: details.at(-1)?.at ?? person.createdAt,
    },
  };
};

/** By what records of perhaps the same person are found: any of these in common (similar.ts). */
export const traitLinks = (person: Person): ItemDescription['links'] => {
  const born = bornOf(person);
  const { names, telephones } = traitsOf(person);
  return [
    ...[...new Set(telephones.map(telephoneKey))].map((value) => ({ role: 'telephone', value })),
    ...(born === undefined ? [] : [{ role: 'born', value: born }]),
    ...[...new Set(names.flatMap(soundsOf))].map((value) => ({ role: 'sound', value })),
  ];
};

/** How each word of a name sounds. */
export const soundsOf = (name: string): readonly string[] => {
  const { given, family } = parseName(name);
  return [...given, ...family].map(soundOf).filter((sound) => sound.length > 1);
};

/** What of a record tells who it is. */
export const traitsOf = (person: Person): PersonTraits => {
  const { age, sex } = person;
  const born = bornOf(person);
  return {
    names: [person.name, ...textsOf(person, 'alias')],
    ...(born === undefined ? {} : { born }),
    ...(age === undefined ? {} : { age: { from: age.from, to: age.to, inYear: Number(age.asOf.slice(0, 4)) } }),
    addresses: textsOf(person, 'address'),
    telephones: textsOf(person, 'telephone'),
    ...(sex === undefined ? {} : { sex }),
  };
};

const summaryOf = (person: Person): PersonSummary => {
  const { name, warnings, marking, details, createdAt } = person;
  return {
    ...{ name, marking, warnings: warnings.length },
    born: bornOf(person),
    address: textsOf(person, 'address').at(-1),
    learnedAt: details.at(-1)?.at ?? createdAt,
  };
};

/** What is known of that kind, oldest first. */
export const textsOf = ({ details }: Pick<Person, 'details'>, kind: string): readonly string[] =>
  details.filter((detail) => detail.kind === kind).map(({ text }) => text);

/** The date of birth, as far as it is known: the record's own, else the one learned last. */
export const bornOf = (person: Pick<Person, 'born' | 'details'>): string | undefined => person.born ?? textsOf(person, 'born').at(-1);

const describeLink = (link: RecordLink): ItemDescription => ({
  summary: {},
  links: (
    [
      ['person', link.personId],
      ['person', link.otherId],
      ['thing', link.thingId],
      ['incident', link.incidentId],
      ['crime', link.crimeId],
      ['task', link.taskId],
    ] as const
  ).flatMap(([role, value]) => (value === undefined ? [] : [{ role, value }])),
  search: undefined,
});

export const recordsKinds = {
  person: { idOf: (person: Person) => person.id, describe: describePerson },
  thing: { idOf: (thing: Thing) => thing.id, describe: describeThing },
  link: { idOf: (link: RecordLink) => link.id, describe: describeLink },
};
