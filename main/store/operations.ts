import { journalReads, journalWrites } from '../audit/repository.ts';
import { officerReads } from '../session/officers/repository.ts';
import { placeReads, placeWrites } from '../session/place.ts';
import { syncReads, syncWrites } from '../sync/repository.ts';
import { crimeReads } from '../systems/crime/repository.ts';
import { mailReads, mailWrites } from '../systems/mail/repository.ts';
import { peopleReads } from '../systems/people/repository.ts';
import { jobReads, jobWrites } from '../systems/storm/jobs.ts';
import { stormReads, stormWrites } from '../systems/storm/repository.ts';
import { todayReads } from '../systems/today/repository.ts';
import type { Reads, Writes } from './db.ts';
import { integrityReads } from './integrity.ts';

/** Everything that may be asked of an open store, by name. */
export const storeReads = {
  ...integrityReads,
  ...syncReads,
  ...journalReads,
  ...officerReads,
  ...stormReads,
  ...jobReads,
  ...crimeReads,
  ...peopleReads,
  ...mailReads,
  ...todayReads,
  ...placeReads,
} as const satisfies Reads;
export type StoreReads = typeof storeReads;

/** Everything that may be written to an open store, by name: one transaction each. */
export const storeWrites = {
  ...syncWrites,
  ...journalWrites,
  ...stormWrites,
  ...jobWrites,
  ...mailWrites,
  ...placeWrites,
} as const satisfies Writes;
export type StoreWrites = typeof storeWrites;
