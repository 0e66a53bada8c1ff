import { detailsGiven, type Written } from './new-record.ts';
import type { Person } from './person.ts';
import type { DetailSource } from './record.ts';

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
    ...{ warnings: [], details: detailsGiven(toldOf(given), given, written), decisions: [], area, marking },
    ...{ createdAt: written.at, createdBy: written.by },
  };
};

const toldOf = ({ aliases = [], born, address, telephones = [], description }: PersonGiven): Parameters<typeof detailsGiven>[0] => [
  ...aliases.map((alias) => ['alias', alias] as const),
  ['born', born],
  ['address', address],
  ...telephones.map((telephone) => ['telephone', telephone] as const),
  ['description', description],
];
