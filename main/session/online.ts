import type { Lease } from '../../contracts/domain/device.ts';
import type { Result } from '../../contracts/result.ts';
import type { HeldLease } from '../device/lease/lease.ts';
import { takeLease } from '../device/lease/take-lease.ts';
import type { DeviceChannelFault } from '../device/tunnel/problem.ts';
import type { Tunnel } from '../device/tunnel/tunnel.ts';
import type { Log } from '../platform/log/log.ts';
import type { ShiftCredential } from '../sync/services/shift-certificate.ts';

/** Tried again this soon after HQ gave no usable answer; a change of the link tries at once. */
const RETRY_MS = 15_000;
/** A shift certificate is replaced this long before it ends, and a lease is asked anew this often: both are one small request. */
const RENEW_BEFORE_MS = 30 * 60_000;
const LEASE_INTERVAL_MS = 60 * 60_000;

/** The page asks for Today and paints what is on the laptop first; what HQ has to say comes after that, not beside it. */
const AFTER_TODAY_MS = 500;

export interface OnlinePorts {
  readonly tunnel: Tunnel;
  readonly device: string;
  readonly staffId: string;
  readonly takeShift: () => Promise<Result<ShiftCredential, DeviceChannelFault>>;
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
    shift = taken.value;
    ports.onShift(taken.value);
  };

  const freshLease = async (current: ShiftCredential): Promise<void> => {
    const { tunnel, device, staffId } = ports;
    const taken = await takeLease({ tunnel, shift: current, device, staffId, at: ports.now() });
    if (stopped) return;
    if (!taken.ok) return refused('lease', taken.code);
    await ports.onLease(taken.value);
    leaseAt = ports.now().getTime();
  };

  const refused = (what: string, code: DeviceChannelFault): void => {
    ports.log('onlineRefused', { what, code });
    if (isRevocation(code)) ports.onRevoked();
  };

  const schedule = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    const whole = shift !== undefined && leaseAt > 0;
    timer = setTimeout(() => void look(), whole ? RENEW_BEFORE_MS / 2 : RETRY_MS);
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

/** Codes with which HQ takes a right away, against those that only say "not now". */
export const isRevocation = (code: DeviceChannelFault): boolean => REVOCATIONS.has(code);

const REVOCATIONS: ReadonlySet<DeviceChannelFault> = new Set([
  'OfficerRevoked',
  'OfficerUnknown',
  'CardRevoked',
  'DeviceUnknown',
  'DeviceHeld',
  'WrongForce',
]);
