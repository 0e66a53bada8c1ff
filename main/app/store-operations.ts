import { journalReads, journalWrites } from '../audit/repository.ts';
import { sealedReads, sealedWrites } from '../device/unsent/repository.ts';
import { officerReads } from '../session/officers/repository.ts';
import { placeReads, placeWrites } from '../session/place.ts';
import { integrityReads } from '../store/integrity.ts';
import type { StoreReads, StoreWrites } from '../store/store.ts';
import { blobReads, blobWrites } from '../sync/blobs/repository.ts';
import { createSyncWrites, syncReads } from '../sync/repository.ts';
import { crimeReads } from '../systems/crime/repository.ts';
import { describers } from '../systems/describers.ts';
import { mailReads, mailWrites } from '../systems/mail/repository.ts';
import { peopleReads } from '../systems/people/repository.ts';
import { stormReads, stormWrites } from '../systems/storm/repository.ts';
import { todayReads } from '../systems/today/repository.ts';

// Spelled out, so that whoever uses this module's declarations has every room's with it.
type Reads = typeof integrityReads &
  typeof syncReads &
  typeof blobReads &
  typeof sealedReads &
  typeof journalReads &
  typeof officerReads &
  typeof stormReads &
  typeof crimeReads &
  typeof peopleReads &
  typeof mailReads &
  typeof todayReads &
  typeof placeReads;
type Writes = ReturnType<typeof createSyncWrites> &
  typeof blobWrites &
  typeof sealedWrites &
  typeof journalWrites &
  typeof stormWrites &
  typeof mailWrites &
  typeof placeWrites;

/** Every room's reads: one that is declared and missing here does not compile. */
export const storeReads: Reads = {
  ...integrityReads,
  ...syncReads,
  ...blobReads,
  ...sealedReads,
  ...journalReads,
  ...officerReads,
  ...stormReads,
  ...crimeReads,
  ...peopleReads,
  ...mailReads,
  ...todayReads,
  ...placeReads,
} satisfies StoreReads;

/** Every room's writes. */
export const storeWrites: Writes = {
  ...createSyncWrites(describers),
  ...blobWrites,
  ...sealedWrites,
  ...journalWrites,
  ...stormWrites,
  ...mailWrites,
  ...placeWrites,
} satisfies StoreWrites;
