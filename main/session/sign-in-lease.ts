import type { SignInRefusal } from '../../contracts/ipc/session.ts';
import {
  destroyLease,
  type HeldLease,
  type LeasePlace,
  type LeaseRefusal,
  type LeaseState,
  leaseEnd,
  leaseState,
  loadLease,
} from '../device/lease/lease.ts';
import { takeLease } from '../device/lease/take-lease.ts';
import type { DeviceChannelRefusal } from '../device/tunnel/problem.ts';
import { type ShiftCredential, takeShiftCertificate } from '../sync/services/shift-certificate.ts';
import { cardSigner, otherCertificates } from './card-signer.ts';
import { isRevocation } from './online.ts';
import type { UnlockPorts } from './unlock-ports.ts';
import { waitForTunnel } from './wait-for-tunnel.ts';
import { SignInError, type WarrantCard } from './work.ts';

/** A lease with which the work opens now. */
export interface LeaseInHand {
  readonly held: HeldLease;
  /** Present when HQ had to be asked. */
  readonly shift: ShiftCredential | undefined;
  /** What rests on the laptop although HQ had to be asked. Its device share is not given up for another that has not opened the store. */
  readonly atRest: HeldLease | undefined;
}

/**
 * The lease that rests on the laptop, if it counts now; else one from HQ, for which the card signs. Rejects with SignInError. What HQ
 * refuses for good is destroyed here as well.
 */
export const leaseInHand = async (ports: UnlockPorts, card: WarrantCard, place: LeasePlace, onAsk: () => void): Promise<LeaseInHand> => {
  const local = await loadLease(place);
  const state = local.ok ? offlineState(local.value, ports) : missingState(local.code);
  if (local.ok && state === 'valid') return { held: local.value, shift: undefined, atRest: undefined };
  onAsk();
  const taken = await leaseFromHq(ports, card, place, offlineRefusal(state));
  return { ...taken, atRest: local.ok ? local.value : undefined };
};

/** HQ's lease, with the certificate for this shift that it takes. Rejects with SignInError: `offline` where there is no signal. */
export const leaseFromHq = async (
  ports: UnlockPorts,
  card: WarrantCard,
  place: LeasePlace,
  offline: SignInRefusal,
): Promise<{ readonly held: HeldLease; readonly shift: ShiftCredential }> => {
  await waitForTunnel(ports.tunnel, offline, ports.patienceMs);
  const shift = await shiftFor(ports, card, place, offline);
  const { tunnel, device } = ports;
  const taken = await takeLease({ tunnel, shift, device, staffId: card.holder.staffId, at: ports.now() });
  if (taken.ok) return { held: taken.value, shift };
  throw refused(taken.code, place, offline);
};

/** A certificate for this shift, for which the card's authentication key (9A) signs. Rejects with SignInError. */
export const shiftFor = async (
  ports: UnlockPorts,
  card: WarrantCard,
  place: LeasePlace,
  offline: SignInRefusal,
): Promise<ShiftCredential> => {
  const { tunnel, trust, device } = ports;
  const shift = await takeShiftCertificate({
    tunnel,
    trust,
    device,
    signer: cardSigner(ports.card, card),
    cardCertificates: otherCertificates(card),
    at: ports.now(),
  });
  if (shift.ok) return shift.value;
  throw refused(shift.code, place, offline);
};

const refused = (code: DeviceChannelRefusal, { folder }: LeasePlace, offline: SignInRefusal): SignInError => {
  if (isRevocation(code)) destroyLease(folder);
  return new SignInError(code === 'TunnelDown' ? offline : code);
};

/** What policy lets a lease do without HQ: never longer than the lease itself, maybe shorter. */
const offlineState = (held: HeldLease, ports: UnlockPorts): LeaseState => {
  const at = ports.now();
  const state = leaseState(held, at);
  return state === 'valid' && at >= leaseEnd(held, ports.offlineHours()) ? 'expired' : state;
};

/** One that was destroyed at its end has ended. */
const missingState = (code: LeaseRefusal): 'expired' | 'none' => (code === 'LeaseEnded' ? 'expired' : 'none');

const offlineRefusal = (state: LeaseState | 'none'): 'ClockTurnedBack' | 'LeaseExpired' | 'LeaseNeeded' => {
  if (state === 'clockTurnedBack') return 'ClockTurnedBack';
  return state === 'expired' ? 'LeaseExpired' : 'LeaseNeeded';
};
