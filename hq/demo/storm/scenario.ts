import { z } from 'zod';
import type { Person } from '../persons.ts';

/** The demonstration's force has these; their words are in its code list. */
export const demoGrade = z.literal([1, 2, 3, 4]);
export type Grade = z.infer<typeof demoGrade>;

/** What a scenario is told with. */
export interface Scene {
  readonly caller: Person;
  readonly other: Person;
  /** The place's street, without number and town. */
  readonly street: string;
  readonly callSign: string;
}

/** Who writes a line of a log. */
export type Author = 'control' | 'unit';

/** A kind of job that comes in again and again, in the words in which a control room writes it. */
export interface Scenario {
  readonly title: string;
  /** National Standard for Incident Recording: category and subject. */
  readonly openingCode: string;
  readonly closingCode: string;
  readonly grade: Grade;
  readonly qualifiers?: readonly string[];
  readonly sensitive?: boolean;
  readonly vehicle?: string;
  readonly opening: (scene: Scene) => string;
  readonly updates: (scene: Scene) => readonly (readonly [Author, string])[];
  readonly result: string;
}
