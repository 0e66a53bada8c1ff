import { fold } from '../../contracts/domain/fold.ts';
import type { HqResult } from '../../contracts/hq/search.ts';
import { MOST_RESULTS, type SearchSource } from './source.ts';

/** A record as the national database shares it. */
export interface NationalRecord extends Omit<HqResult, 'source' | 'restricted' | 'item'> {
  /** What it is found by. */
  readonly words: string;
}

/**
 * Stands in for the Police National Database: records of other forces, asked in the name of the officer whom the shift certificate has proved.
 * The real one is asked over its own service by this same contract.
 */
export const policeNational = (records: readonly NationalRecord[]): SearchSource => ({
  name: 'Police National Database',
  holds: 'intelligence and custody records of other forces',
  mayAsk: ({ roles }) => roles.some((role) => role === 'officer' || role === 'supervisor'),
  search: async ({ text }) => {
    const wanted = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
    const found = records.filter(({ words }) => {
      const known = fold(words).match(/[\p{L}\p{N}]+/gu) ?? [];
      return wanted.length > 0 && wanted.every((word) => known.some((one) => one.startsWith(word)));
    });
    return { results: found.slice(0, MOST_RESULTS).map(({ words: _, ...record }) => record), more: found.length > MOST_RESULTS };
  },
});
