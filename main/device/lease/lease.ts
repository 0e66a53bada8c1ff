import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { instant } from '../../../contracts/domain/common.ts';
import { type Lease, lease } from '../../../contracts/domain/device.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { writeFileAtomic } from '../../platform/files/atomic.ts';
import { shredFile } from '../../platform/files/shred.ts';
import { parseJson } from '../../platform/json.ts';
import type { Secrets } from '../../platform/shell/port.ts';

/** A lease as it rests on the laptop, with the latest instant at which it is known to have been held. */
export interface HeldLease {
  readonly lease: Lease;
  /** Only grows: a clock that stands before it was turned back. */
  readonly lastSeen: Date;
}

/** What a held lease allows now. */
export type LeaseState = 'valid' | 'expired' | 'clockTurnedBack';

/** LeaseNeeded: this laptop holds none for the officer, or what it holds cannot be read here. LeaseEnded: it held one. HQ has to be asked. */
export type LeaseRefusal = 'LeaseNeeded' | 'LeaseEnded';

/** An officer's own folder, `<data>/officers/<folder>`, and what seals the lease in it. */
export interface LeasePlace {
  readonly folder: string;
  readonly secrets: Secrets;
  /** Whether policy lets a device share rest on this laptop (offlineHours above 0); it does unless told otherwise. */
  readonly keepsShare?: () => boolean;
}

/** Reading needs no sealing. */
export type ReadingPlace = Omit<LeasePlace, 'secrets'> & { readonly secrets: Pick<Secrets, 'open'> };

const keepsShare = (place: Pick<LeasePlace, 'keepsShare'>): boolean => place.keepsShare?.() ?? true;

/** Clocks of laptops drift and are set right by seconds; two minutes back are not a trick to win time. */
const CLOCK_TOLERANCE_MS = 120_000;
/** A lease is some 800 bytes sealed; anything far larger is not one. */
const MAX_SEALED_BYTES = 64 * 1024;

const atRest = z.object({ lease, lastSeen: instant });
const fileOf = (folder: string): string => join(folder, 'lease.sealed');
/** Empty: a lease was here and has ended, so that its officer is told so. */
const endedOf = (folder: string): string => join(folder, 'lease.ended');
const HOUR_MS = 60 * 60_000;

/** Opens the officer's lease. A damaged one, or one sealed elsewhere, is as good as none; one that policy does not let rest here is destroyed. */
export const loadLease = async (place: ReadingPlace): Promise<Result<HeldLease, LeaseRefusal>> => {
  const { folder, secrets } = place;
  if (!keepsShare(place)) destroyLease(folder);
  const file = fileOf(folder);
  if (!existsSync(file)) return fail(existsSync(endedOf(folder)) ? 'LeaseEnded' : 'LeaseNeeded');
  const sealed = new Uint8Array(readFileSync(file));
  if (sealed.byteLength > MAX_SEALED_BYTES) return fail('LeaseNeeded');
  let clear: Uint8Array | undefined;
  try {
    clear = await secrets.open(sealed);
    const parsed = atRest.safeParse(parseJson(clear));
    return parsed.success ? ok({ lease: parsed.data.lease, lastSeen: new Date(parsed.data.lastSeen) }) : fail('LeaseNeeded');
  } catch {
    return fail('LeaseNeeded');
  } finally {
    clear?.fill(0);
  }
};

/**
 * Seals a lease and puts it in place of the one before, durably. Where policy lets no device share rest on the laptop nothing is written,
 * and what still lies there is destroyed.
 */
export const saveLease = async (place: LeasePlace, held: HeldLease): Promise<void> => {
  const { folder, secrets } = place;
  if (!keepsShare(place)) return destroyLease(folder);
  const clear = new TextEncoder().encode(JSON.stringify({ lease: held.lease, lastSeen: held.lastSeen.toISOString() }));
  try {
    writeFileAtomic(fileOf(folder), await secrets.seal(clear));
    rmSync(endedOf(folder), { force: true });
  } finally {
    clear.fill(0);
  }
};

/**
 * A lease that HQ has just given, with the device share of the one that has opened the store. HQ lends the same one each time; where it
 * does not (it was restored from a backup older than the lease), its new one opens nothing here, and the laptop's is the only one left.
 */
export const withProvenShare = (next: HeldLease, { lease: { deviceShare } }: HeldLease): HeldLease => ({
  ...next,
  lease: { ...next.lease, deviceShare },
});

/**
 * What the lease allows at `at`. The end of the lease is the first instant at which it no longer counts. A clock behind the last
 * instant seen, or behind the lease's own beginning, is distinguished from an ended lease, for the officer's words differ.
 */
export const leaseState = (held: HeldLease, at: Date): LeaseState => {
  const known = Math.max(held.lastSeen.getTime(), Date.parse(held.lease.issuedAt));
  if (at.getTime() < known - CLOCK_TOLERANCE_MS) return 'clockTurnedBack';
  return Math.max(at.getTime(), known) < Date.parse(held.lease.notAfter) ? 'valid' : 'expired';
};

/** Remembers that the laptop has seen this instant, durably where the lease may rest; an earlier one changes nothing. Called at unlock, at lock and every few minutes between. */
export const sawInstant = async (place: LeasePlace, held: HeldLease, at: Date): Promise<HeldLease> => {
  if (at <= held.lastSeen) return held;
  const later: HeldLease = { lease: held.lease, lastSeen: at };
  // What was destroyed meanwhile (revoked, wiped) does not come back.
  if (existsSync(fileOf(place.folder))) await saveLease(place, later);
  return later;
};

/** When a lease ends here without HQ: by itself, or where policy lets it do without HQ for less long (hours), then. */
export const leaseEnd = ({ lease }: HeldLease, offlineHours: number | undefined): Date =>
  new Date(Math.min(Date.parse(lease.notAfter), Date.parse(lease.issuedAt) + (offlineHours ?? Number.POSITIVE_INFINITY) * HOUR_MS));

/** As destroyLease, and the officer is told at the next sign-in without signal that it has run out. */
export const endLease = (folder: string): void => {
  writeFileAtomic(endedOf(folder), new Uint8Array());
  destroyLease(folder);
};

/** Removes the laptop's copy of the device share. Without HQ nothing of this officer opens afterwards. */
export const destroyLease = (folder: string): void => shredFile(fileOf(folder));
