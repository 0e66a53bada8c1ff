import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { endLease, type HeldLease, leaseEnd, leaseState, loadLease } from '../../device/lease/lease.ts';
import { leaveToRecovery } from '../../device/unsent/files.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Secrets } from '../../platform/shell/port.ts';

export interface LeaseEndPorts {
  readonly dataFolder: string;
  readonly secrets: Pick<Secrets, 'open'>;
  /** How long policy lets a lease do without HQ; undefined: to its own end. */
  readonly offlineHours: () => number | undefined;
  /** The force's recovery certificate, DER, once it is known. */
  readonly recovery: () => Uint8Array | undefined;
  /** Whether somebody's work in this folder is open or opening: its own timer ends that, and then it is looked at here. */
  readonly isUsed: (tag: string) => boolean;
  /** Whether the laptop's clock can be believed: within the life of revocation lists that HQ has signed. */
  readonly isClockRight: (at: Date) => boolean;
  readonly log: Log;
  readonly now: () => Date;
  /** Milliseconds that pass also while the clock is set: performance.now. */
  readonly passed: () => number;
}

/** Destroys leases at their end, while nobody is signed in as well. */
export interface LeaseEnds {
  /** Looks now; never rejects. */
  now(): Promise<void>;
  stop(): void;
}

/** A laptop that wakes up with a lease that has ended meanwhile holds it for no longer than this. */
const LOOK_MS = 60_000;
/**
 * Without fresh lists nothing says whether the laptop was away for days or its clock runs ahead. A wrong clock is set right soon after the
 * start, by the network or by hand; one that still stands there after this is believed.
 */
const DOUBT_MS = 15 * 60_000;
const TAG = /^[0-9a-f]{32}$/;

/**
 * Shreds each officer's lease once it has ended, at the start and within a minute of its end, and takes the card's key off the sealed copy
 * of unsent work that it locked: from then on HQ alone opens what lies on the disk.
 */
export const keepLeaseEnds = (ports: LeaseEndPorts): LeaseEnds => {
  let doubtedSince: number | undefined;
  let running: Promise<void> | undefined;

  const isBelieved = (): boolean => {
    if (ports.isClockRight(ports.now())) doubtedSince = undefined;
    else doubtedSince ??= ports.passed();
    return doubtedSince === undefined || ports.passed() - doubtedSince >= DOUBT_MS;
  };
  const now = (): Promise<void> => {
    running ??= look(ports, isBelieved()).finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(() => void now(), LOOK_MS).unref();
  return { now, stop: () => clearInterval(timer) };
};

const look = async (ports: LeaseEndPorts, isBelieved: boolean): Promise<void> => {
  const root = join(ports.dataFolder, 'officers');
  if (!isBelieved || !existsSync(root)) return;
  for (const tag of readdirSync(root).filter((name) => TAG.test(name))) {
    // What the disk does not do for one officer is done for the others, and tried again.
    await endAt(ports, join(root, tag), tag).catch((error: unknown) => {
      ports.log('leaseNotEnded', { cause: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' });
    });
  }
};

const endAt = async (ports: LeaseEndPorts, folder: string, tag: string): Promise<void> => {
  const place = { folder, secrets: ports.secrets };
  const held = await loadLease(place);
  if (!held.ok || !hasEnded(held.value, ports)) return;
  const recovery = ports.recovery();
  // Without the force's recovery certificate (it comes with the first lists) the copy would open for nobody: the next look tries again.
  if (recovery === undefined || ports.isUsed(tag)) return;
  await leaveToRecovery(place, recovery);
  if (!ports.isUsed(tag)) endLease(folder);
};

const hasEnded = (held: HeldLease, { now, offlineHours }: LeaseEndPorts): boolean => {
  const at = now();
  return leaseState(held, at) === 'expired' || at >= leaseEnd(held, offlineHours());
};
