import type { Person } from '../../../contracts/domain/person.ts';
import type { RecordLink } from '../../../contracts/domain/record-link.ts';
import { telephoneKey } from '../../../contracts/domain/telephone.ts';
import type { ItemDescription } from '../../store/items.ts';

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
    links: [...new Set(telephones.map(telephoneKey))].map((value) => ({ role: 'telephone', value })),
    search: {
      title: `${id} ${name}`,
      body: [
        ...details.filter(({ kind }) => kind !== 'note').map(({ text }) => text),
        ...telephones.map(telephoneKey),
        ...(person.born === undefined ? [] : [person.born]),
        ...details.filter(({ kind }) => kind === 'note').map(({ text }) => text),
      ].join('\n'),
    },
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
      ['incident', link.incidentId],
      ['crime', link.crimeId],
      ['task', link.taskId],
    ] as const
  ).flatMap(([role, value]) => (value === undefined ? [] : [{ role, value }])),
  search: undefined,
});

export const recordsKinds = {
  person: { idOf: (person: Person) => person.id, describe: describePerson },
  link: { idOf: (link: RecordLink) => link.id, describe: describeLink },
};
