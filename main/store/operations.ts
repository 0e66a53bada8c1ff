import { journalReads, journalWrites } from '../audit/repository.ts';
import { crimeReads } from '../crime/repository.ts';
import { mailReads, mailWrites } from '../mail/repository.ts';
import { officerReads } from '../officers/repository.ts';
import { peopleReads } from '../people/repository.ts';
import { placeReads, placeWrites } from '../session/place.ts';
import { jobReads, jobWrites } from '../storm/jobs.ts';
import { stormReads, stormWrites } from '../storm/repository.ts';
import { syncReads, syncWrites } from '../sync/repository.ts';
import { todayReads } from '../today/repository.ts';
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
