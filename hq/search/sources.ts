import type { Query } from '../database/database.ts';
import { indexedSource } from './indexed.ts';
import { logLines } from './log-lines.ts';
import { missingReports } from './missing.ts';
import { type NationalRecord, policeNational } from './police-national.ts';
import { persons, things } from './records.ts';
import type { SearchSource } from './source.ts';

/** Every source that HQ's search asks, in the order in which their results are shown. `national`: what the stand-in of the national database has. */
export const searchSources = (query: Query, national: readonly NationalRecord[]): readonly SearchSource[] => [
  indexedSource({
    name: 'Storm',
    holds: 'logs of the whole force, by number, title, place, caller and vehicles',
    query,
    kinds: ['incident'],
    wholeForce: true,
  }),
  logLines(query),
  indexedSource({ name: 'SLEUTH', holds: 'crime reports of the whole force', query, kinds: ['crime'], wholeForce: true }),
  persons(query),
  missingReports(query),
  things(query),
  indexedSource({ name: 'CaseMan', holds: 'tasks that you may see', query, kinds: ['task'], wholeForce: false }),
  indexedSource({ name: 'HR directory', holds: 'officers of the whole force', query, kinds: ['officer'], wholeForce: true }),
  policeNational(national),
];
