import { detailsGiven, type Written } from './new-record.ts';
import type { DetailSource } from './record.ts';
import type { Thing } from './thing.ts';
import type { ThingType } from './thing-type.ts';

/** What an officer writes to make the record of a thing. */
interface ThingGiven {
  readonly type: ThingType;
  readonly name: string;
  readonly description?: string | undefined;
  readonly identifier?: string | undefined;
  readonly source: DetailSource;
  readonly grading?: string | undefined;
  readonly marking: Thing['marking'];
}

/** The record of a thing as it is begun, without number. */
export const newThing = (given: ThingGiven, { area, ...written }: Written & { readonly area: string }): Omit<Thing, 'id' | 'version'> => {
  const { type, name, description, identifier, marking } = given;
  const told = [
    ['description', description],
    ['identifier', identifier],
  ] as const;
  return {
    ...{ type, name, warnings: [], details: detailsGiven(told, given, written), decisions: [], area, marking },
    ...{ createdAt: written.at, createdBy: written.by },
  };
};
