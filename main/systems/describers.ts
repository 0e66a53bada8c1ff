import type { Describers } from '../sync/describe.ts';
import { crimeDescribers } from './crime/describe.ts';
import { peopleDescribers } from './people/describe.ts';
import { stormDescribers } from './storm/describe.ts';

/** What the feeds' items are to the store: their number, what a list reads of them, and what search finds them by. */
export const describers: Describers = { storm: stormDescribers, crime: crimeDescribers, people: peopleDescribers };
