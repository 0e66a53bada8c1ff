import type { Officer } from './officer.ts';
import { cutShort } from './text.ts';

/** An officer as colleagues write it: "PS 1140 Paul Hargreaves", cut to what a short text holds. Beside no schema, so that the page loads none. */
export const formalName = ({ rank, collarNumber, name }: Pick<Officer, 'rank' | 'collarNumber' | 'name'>): string =>
  cutShort([rank, collarNumber, name].filter((part) => part !== '').join(' '), 200);
