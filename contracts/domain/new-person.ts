import type { DetailKind, DetailSource, Person, PersonDetail } from './person.ts';

/** What an officer writes to make a person's record. */
export interface PersonGiven {
  readonly name: string;
  readonly aliases?: readonly string[] | undefined;
  readonly born?: string | undefined;
  readonly age?: { readonly from: number; readonly to: number } | undefined;
  readonly sex?: Person['sex'] | undefined;
  readonly address?: string | undefined;
  readonly telephones?: readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly source: DetailSource;
  readonly grading?: string | undefined;
  readonly marking: Person['marking'];
}

/** Who wrote something, where and when, as a record keeps it. `madeAs`: the UUID from which its parts have their ids at both ends. */
export interface Written {
  readonly madeAs: string;
  readonly at: string;
  readonly by: string;
}

/** A person's record as it is begun, without number: everything that was given, each with its source. */
export const newPerson = (
  given: PersonGiven,
  { area, ...written }: Written & { readonly area: string },
): Omit<Person, 'id' | 'version'> => {
  const { name, born, age, sex, marking } = given;
  return {
    name,
    ...(born === undefined ? {} : { born }),
    ...(age === undefined ? {} : { age: { ...age, asOf: written.at } }),
    ...(sex === undefined ? {} : { sex }),
    ...{ warnings: [], details: detailsGiven(given, written), decisions: [], area, marking },
    ...{ createdAt: written.at, createdBy: written.by },
  };
};

const detailsGiven = (given: PersonGiven, { madeAs, at, by }: Written): PersonDetail[] => {
  const { aliases = [], born, address, telephones = [], description, source, grading } = given;
  const told: readonly (readonly [DetailKind, string | undefined])[] = [
    ...aliases.map((alias) => ['alias', alias] as const),
    ['born', born],
    ['address', address],
    ...telephones.map((telephone) => ['telephone', telephone] as const),
    ['description', description],
  ];
  return told.flatMap(([kind, text], index) =>
    text === undefined || text === ''
      ? []
      : [{ id: `${madeAs}/${index + 1}`, kind, text, source, ...(grading === undefined ? {} : { grading }), at, by }],
  );
};

/** One more thing that is known of somebody, as their record keeps it. */
export const newDetail = (
  { kind, text, source, grading }: Pick<PersonDetail, 'text' | 'grading'> & { readonly kind: DetailKind; readonly source: DetailSource },
  { madeAs, at, by }: Written,
): PersonDetail => ({ id: madeAs, kind, text, source, ...(grading === undefined ? {} : { grading }), at, by });
