import { journalReads, journalWrites } from '../audit/repository.ts';
import { sealedReads, sealedWrites } from '../device/unsent/repository.ts';
import { officerReads } from '../session/officers/repository.ts';
import { placeReads, placeWrites } from '../session/place.ts';
import { integrityReads } from '../store/integrity.ts';
import type { StoreReads, StoreWrites } from '../store/store.ts';
import { blobReads, blobWrites } from '../sync/blobs/repository.ts';
import { createSyncWrites, syncReads } from '../sync/repository.ts';
import { commandWrites } from '../systems/commands/give.ts';
import { systemReads, systemsInStore, systemWrites } from '../systems/index.ts';
import { todayReads } from '../systems/today/repository.ts';

// Spelled out, so that whoever uses this module's declarations has every room's with it.
type Reads = typeof integrityReads &
  typeof syncReads &
  typeof blobReads &
  typeof sealedReads &
  typeof journalReads &
  typeof officerReads &
  typeof todayReads &
  typeof placeReads &
  typeof systemReads;
type Writes = ReturnType<typeof createSyncWrites> &
  typeof blobWrites &
  typeof sealedWrites &
  typeof journalWrites &
  typeof placeWrites &
  typeof commandWrites &
  typeof systemWrites;

/** Every room's reads: one that is declared and missing here does not compile. */
export const storeReads: Reads = {
  ...integrityReads,
  ...syncReads,
  ...blobReads,
  ...sealedReads,
  ...journalReads,
  ...officerReads,
  ...todayReads,
  ...placeReads,
  ...systemReads,
} satisfies StoreReads;

/** Every room's writes. */
export const storeWrites: Writes = {
  ...createSyncWrites(systemsInStore),
  ...blobWrites,
  ...sealedWrites,
  ...journalWrites,
  ...placeWrites,
  ...commandWrites,
  ...systemWrites,
} satisfies StoreWrites;
