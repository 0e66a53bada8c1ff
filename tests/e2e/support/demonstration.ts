import { join } from 'node:path';
import { type Demonstration, type DemonstrationOptions, startDemonstration } from '../../../build/demonstration/demonstration.ts';
import { putEmptyDatabase } from '../../hq/support/template.ts';

/**
 * Starts a demonstration in an empty folder, as `npm start` does, but with a copy of an empty PostgreSQL: to make one takes half of the start's
 * time, and it is always the same. lost-laptop.spec.ts has one that is made from nothing.
 */
export const openDemonstration = async (options: Omit<DemonstrationOptions, 'fresh'>): Promise<Demonstration> => {
  await putEmptyDatabase(join(options.folder, 'hq', 'database'));
  return startDemonstration(options);
};
