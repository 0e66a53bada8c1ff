import type { SignInRefusal } from '../../contracts/ipc/session.ts';
import type { CardService } from '../card/service.ts';
import { type HeldLease, type LeasePlace, leaseState, loadLease } from '../fleet/lease.ts';
import { takeLease } from '../fleet/take-lease.ts';
import { type ShiftCredential, takeShiftCertificate } from '../services/shift-certificate.ts';
import type { Secrets } from '../shell/port.ts';
import type { OpenStore, Store } from '../store/store.ts';
import type { Trust } from '../trust/trust.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import { hasCardShare, makeCardShare, openCardShare } from './card-share.ts';
import type { OfficerFolders } from './officer-folder.ts';
import { signInError } from './refusals.ts';
import type { SessionPorts } from './session.ts';
import { deriveStoreKey } from './store-key.ts';
import { type OpenWork, SignInError, type WarrantCard } from './work.ts';

export interface UnlockPorts {
  readonly card: CardService;
  readonly tunnel: Tunnel;
  readonly trust: Trust;
  readonly device: string;
  readonly secrets: Secrets;
  readonly folders: OfficerFolders;
  readonly openStore: OpenStore;
  /** Brings the opened work to life: sync, mail, journal, lease timer. */
  readonly begin: (parts: WorkParts) => Promise<OpenWork>;
  readonly now: () => Date;
}

/** All that a PIN has opened. */
export interface WorkParts {
  readonly card: WarrantCard;
  readonly place: LeasePlace;
  readonly held: HeldLease;
  readonly store: Store;
  /** Present when HQ was needed to open; else taken as soon as there is signal. */
  readonly shift: ShiftCredential | undefined;
}

/**
 * From PIN to open work: the card accepts the PIN, the lease in hand (or, the first time, HQ) gives the device share, the card gives its
 * own, and together they open the store. HQ is asked only when the lease in hand does not do: the work on the laptop comes first.
 */
export const createUnlock =
  (ports: UnlockPorts): SessionPorts['unlock'] =>
  async (card, pin, onStep, signal) => {
    try {
      onStep('card');
      await ports.card.login(card.cardId, pin);
      signal.throwIfAborted();
      const place: LeasePlace = { folder: ports.folders.of(card.holder.staffId), secrets: ports.secrets };
      const { held, shift } = await leaseFor(ports, card, place, () => onStep('hq'));
      signal.throwIfAborted();
      onStep('store');
      const store = await openOfficerStore(ports, card, place.folder, held);
      if (signal.aborted) {
        await store.close();
        throw new SignInError('CardRemoved');
      }
      return await ports.begin({ card, place, held, store, shift });
    } catch (error) {
      await ports.card.logout(card.cardId).catch(() => undefined); // The card may be gone; what counts is the refusal.
      throw signInError(error);
    }
  };

const leaseFor = async (
  ports: UnlockPorts,
  card: WarrantCard,
  place: LeasePlace,
  onAsk: () => void,
): Promise<{ held: HeldLease; shift: ShiftCredential | undefined }> => {
  const local = await loadLease(place);
  const state = local.ok ? leaseState(local.value, ports.now()) : 'none';
  if (local.ok && state === 'valid') return { held: local.value, shift: undefined };
  onAsk();
  await reachHq(ports.tunnel);
  if (ports.tunnel.status.link === 'offline') throw new SignInError(offlineRefusal(ports.tunnel, state));
  const shift = await takeShiftCertificate({ ...ports, signer: cardSigner(ports.card, card), at: ports.now() });
  if (!shift.ok) throw new SignInError(shift.code === 'TunnelDown' ? 'LeaseNeeded' : shift.code);
  const taken = await takeLease({
    tunnel: ports.tunnel,
    shift: shift.value,
    device: ports.device,
    staffId: card.holder.staffId,
    place,
    at: ports.now(),
  });
  if (!taken.ok) throw new SignInError(taken.code === 'TunnelDown' ? 'LeaseNeeded' : taken.code);
  return { held: taken.value, shift: shift.value };
};

/** A tunnel that has just been started, or that waits between two tries, is up within this time wherever there is signal. */
const REACH_MS = 5_000;

/** Gives the tunnel one good try before the officer is told that there is no signal. Never rejects. */
const reachHq = (tunnel: Tunnel): Promise<void> => {
  const settled = (): boolean => tunnel.status.link !== 'offline' || tunnel.status.refusal !== undefined;
  if (settled()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(late);
      unlisten();
      resolve();
    };
    const late = setTimeout(end, REACH_MS);
    const unlisten = tunnel.onStatus(() => {
      if (settled()) end();
    });
    tunnel.tryNow();
  });
};

const offlineRefusal = (tunnel: Tunnel, state: 'none' | 'expired' | 'clockTurnedBack' | 'valid'): SignInRefusal => {
  if (tunnel.status.refusal === 'GatewayUntrusted') return 'GatewayUntrusted';
  if (tunnel.status.refusal === 'DeviceRefused') return 'DeviceUnknown';
  if (state === 'clockTurnedBack') return 'ClockTurnedBack';
  return state === 'expired' ? 'LeaseExpired' : 'LeaseNeeded';
};

/** The card's authentication key (9A) as pki wants a signer. */
export const cardSigner = (service: CardService, card: WarrantCard) => ({
  certificate: card.authentication.der,
  sign: (data: Uint8Array) => service.sign(card.cardId, card.authentication.keyId, data),
});

const openOfficerStore = async (ports: UnlockPorts, card: WarrantCard, folder: string, held: HeldLease): Promise<Store> => {
  const { staffId } = card.holder;
  const cardShare = hasCardShare(folder) ? await openCardShare(folder, ports.card, card) : await firstCardShare(ports, card, folder);
  const deviceShare = new Uint8Array(Buffer.from(held.lease.deviceShare, 'base64'));
  try {
    return await ports.openStore({ folder, key: deriveStoreKey(cardShare, deviceShare, { staffId, device: ports.device }) });
  } finally {
    cardShare.fill(0);
    deviceShare.fill(0);
  }
};

const firstCardShare = async (ports: UnlockPorts, card: WarrantCard, folder: string): Promise<Uint8Array> => {
  const { recovery } = ports.trust;
  if (recovery === undefined) throw new SignInError('HqUnusable'); // Without the recovery recipient a broken card would lose the work for good.
  return makeCardShare(folder, card, recovery);
};
