import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_SEALED_PARTS } from '../../../contracts/domain/unsent.ts';
import { keepRecipient, PkiError } from '../../../pki/index.ts';
import { writeFileAtomic } from '../../platform/files/atomic.ts';
import { flushFolder } from '../../platform/files/flush.ts';
import { ownBytes } from '../../platform/memory/own-bytes.ts';
import { type LeasePlace, loadLease, type ReadingPlace } from '../lease/lease.ts';
import { lockPacket, unlockPacket } from './lock.ts';
import { type PartFile, partFilesIn, readPart } from './part-files.ts';
import { COUNT_FILE } from './unsent-on-laptop.ts';

/** Under the device share of the lease that lies beside it: for the card and the recovery key. */
const LOCKED_FILE = 'unsent.locked';
/** Where no device share is kept on the laptop: for the recovery key alone. */
const OPEN_FILE = 'unsent.p7m';
/** As much as a bundle may carry (contracts/hq/orders.ts), in bytes. */
const MAX_PACKET_BYTES = 6 * 1024 * 1024;

/** The device share that lies on this laptop for the officer; undefined when none does. The caller zeroes it. */
export const shareAtRest = async (place: ReadingPlace): Promise<Uint8Array | undefined> => {
  const lease = await loadLease(place);
  return lease.ok ? ownBytes(lease.value.lease.deviceShare) : undefined;
};

/** Says how many pieces of work wait. Written before the work itself is sealed, so that it never says less than there is. */
export const saveCount = (folder: string, count: number): void =>
  writeFileAtomic(join(folder, COUNT_FILE), new TextEncoder().encode(JSON.stringify({ count })));

/** Keeps the sealed work, durably, in place of what was kept before: under the lock of the share at rest, if there is one. */
export const savePacket = (folder: string, envelope: Uint8Array, shareAtRest: Uint8Array | undefined): void => {
  const [now, before] = shareAtRest === undefined ? [OPEN_FILE, LOCKED_FILE] : [LOCKED_FILE, OPEN_FILE];
  writeFileAtomic(join(folder, now), shareAtRest === undefined ? envelope : lockPacket(envelope, shareAtRest));
  rmSync(join(folder, before), { force: true });
};

/** HQ has all of it: the packet goes, then the count. */
export const removePacket = (folder: string): void => {
  const there = [LOCKED_FILE, OPEN_FILE, COUNT_FILE].map((name) => join(folder, name)).filter((file) => existsSync(file));
  for (const file of there) rmSync(file, { force: true });
  if (there.length > 0) flushFolder(folder);
};

/** The sealed work in an officer's folder as HQ takes it; undefined when there is none, or none that can still be unlocked. */
export const readPacket = async (place: ReadingPlace): Promise<Uint8Array | undefined> => {
  const open = read(join(place.folder, OPEN_FILE));
  if (open !== undefined) return open;
  const locked = read(join(place.folder, LOCKED_FILE));
  const share = locked === undefined ? undefined : await shareAtRest(place);
  if (locked === undefined || share === undefined) return undefined;
  try {
    return unlockPacket(locked, share);
  } finally {
    share.fill(0);
  }
};

/**
 * Before the share at rest is destroyed: what lies under its lock stays for the recovery key alone, as where none is kept. What cannot be
 * unlocked, or is for a recovery key of before, stays as it lies: the store still has the work.
 */
export const leaveToRecovery = async (place: ReadingPlace, recovery: Uint8Array): Promise<void> => {
  if (!existsSync(join(place.folder, LOCKED_FILE))) return;
  const envelope = await readPacket(place);
  if (envelope === undefined) return;
  try {
    savePacket(place.folder, keepRecipient(envelope, recovery), undefined);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
  }
};

/** All that lies sealed in an officer's folder. */
export interface SealedPacket {
  readonly envelope: Uint8Array;
  /** What lies beside the envelope; none from older programs. */
  readonly parts: readonly PartFile[];
  read(digest: string): Uint8Array;
}

/** As readPacket, with the parts that lie beside it. */
export const readSealed = async (place: LeasePlace): Promise<SealedPacket | undefined> => {
  const envelope = await readPacket(place);
  const parts = partFilesIn(place.folder).slice(0, MAX_SEALED_PARTS);
  return envelope && { envelope, parts, read: (digest) => readPart(place.folder, digest) };
};

const read = (file: string): Uint8Array | undefined =>
  existsSync(file) && statSync(file).size <= MAX_PACKET_BYTES ? new Uint8Array(readFileSync(file)) : undefined;
