import type { Lease } from '../../contracts/domain/device.ts';
import type { Result } from '../../contracts/result.ts';
import type { HeldLease } from '../device/lease/lease.ts';
import { takeLease } from '../device/lease/take-lease.ts';
import type { DeviceChannelRefusal } from '../device/tunnel/problem.ts';
import type { Tunnel } from '../device/tunnel/tunnel.ts';
import type { Log } from '../platform/log/log.ts';
import type { ShiftCredential } from '../sync/services/shift-certificate.ts';

/** Tried again this soon after HQ gave no usable answer; a change of the link tries at once. */
const RETRY_MS = 15_000;
/** HQ itself said no: doubling up to this. A directory or a clock is put right in minutes or hours, and each try asks the card. */
const LONGEST_RETRY_MS = 15 * 60_000;
/** A shift certificate is replaced this long before it ends, and a lease is asked anew this often: both are one small request. */
const RENEW_BEFORE_MS = 30 * 60_000;
const LEASE_INTERVAL_MS = 60 * 60_000;

/** The page asks for Today and paints what is on the laptop first; what HQ has to say comes after that, not beside it. */
const AFTER_TODAY_MS = 500;

export interface OnlinePorts {
  readonly tunnel: Tunnel;
  readonly device: string;
  readonly staffId: string;
  readonly takeShift: () => Promise<Result<ShiftCredential, DeviceChannelRefusal>>;
  /** A shift certificate has been taken: systems and mail may be asked with it. Called again with every new one. */
  readonly onShift: (shift: ShiftCredential) => void;
  /** HQ has given a new lease; resolves once it is kept. */
  readonly onLease: (taken: HeldLease) => Promise<void>;
  /** HQ says that this officer, card or laptop has no right any more. */
  readonly onRevoked: () => void;
  readonly log: Log;
  readonly now: () => Date;
}

/** Keeps the officer's two borrowed things fresh while there is signal: the shift certificate and the lease. */
export interface Online {
  stop(): void;
}

/** Starts as soon as Today has been painted; `first` is the shift certificate that unlocking already took, with its lease. */
export const startOnline = (ports: OnlinePorts, first: ShiftCredential | undefined, lease: Lease): Online => {
  let shift = first;
  let leaseAt = first === undefined ? 0 : Date.parse(lease.issuedAt);
  let begun = false;
  let busy = false;
  let stopped = false;
  /** How often in a row HQ has said no. */
  let refusals = 0;
  let timer: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    if (!begun || busy || stopped || ports.tunnel.status.link === 'offline') return;
    busy = true;
    try {
      if (shift === undefined || shift.notAfter.getTime() - ports.now().getTime() < RENEW_BEFORE_MS) await freshShift();
      if (shift !== undefined && !stopped && ports.now().getTime() - leaseAt > LEASE_INTERVAL_MS) await freshLease(shift);
    } catch (error) {
      ports.log('onlineFailed', { cause: error instanceof Error ? error.name : 'unknown' }); // The card has gone, as a rule: a lock follows.
    } finally {
      busy = false;
      schedule();
    }
  };

  const freshShift = async (): Promise<void> => {
    const taken = await ports.takeShift();
    if (stopped) return;
    if (!taken.ok) return refused('shift', taken.code);
    refusals = 0;
    shift = taken.value;
    ports.onShift(taken.value);
  };

  const freshLease = async (current: ShiftCredential): Promise<void> => {
    const { tunnel, device, staffId } = ports;
    const taken = await takeLease({ tunnel, shift: current, device, staffId, at: ports.now() });
    if (stopped) return;
    if (!taken.ok) {
      // HQ may have lost the shift certificate (an older backup): the next try begins with another, for which the card signs.
      if (taken.code === 'NotAuthorised') shift = undefined;
      return refused('lease', taken.code);
    }
    refusals = 0;
    await ports.onLease(taken.value);
    leaseAt = ports.now().getTime();
  };

  const refused = (what: string, code: DeviceChannelRefusal): void => {
    ports.log('onlineRefused', { what, code });
    if (isRevocation(code)) ports.onRevoked();
    else if (code !== 'TunnelDown' && code !== 'HqUnusable') refusals += 1;
  };

  const schedule = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    const whole = shift !== undefined && leaseAt > 0;
    const retry = Math.min(RETRY_MS * 2 ** refusals, LONGEST_RETRY_MS);
    timer = setTimeout(() => void look(), whole ? RENEW_BEFORE_MS / 2 : retry);
    timer.unref();
  };

  const unlisten = ports.tunnel.onStatus(() => void look());
  if (first !== undefined) ports.onShift(first);
  timer = setTimeout(() => {
    begun = true;
    void look();
  }, AFTER_TODAY_MS).unref();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      unlisten();
    },
  };
};

/**
 * Codes with which HQ takes a right away, against those that only say "not now". Unknown, not accepted and out of time are no
 * revocation: HQ's clock may be wrong, or its register an older one, from a backup.
 */
export const isRevocation = (code: DeviceChannelRefusal): boolean => REVOCATIONS.has(code);

const REVOCATIONS: ReadonlySet<DeviceChannelRefusal> = new Set([
  'OfficerRevoked',
  'CardRevoked',
  'DeviceRevoked',
  'DeviceHeld',
  'WrongForce',
]);
