import { offence, crime as report, task } from '../domain/crime.ts';
import type { SystemContract } from './contract.ts';

/** Crime reports, the tasks on them, and the list of offences. */
export const crime = { items: { crime: report, task, offence }, commands: {} } as const satisfies SystemContract;
