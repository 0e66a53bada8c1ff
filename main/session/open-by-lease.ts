import { type HeldLease, type LeasePlace, saveLease, withProvenShare } from '../device/lease/lease.ts';
import { ownBytes } from '../platform/memory/own-bytes.ts';
import { StoreError } from '../store/error.ts';
import type { Store } from '../store/store.ts';
import type { ShiftCredential } from '../sync/services/shift-certificate.ts';
import { type LeaseInHand, leaseFromHq } from './sign-in-lease.ts';
import { deriveStoreKey } from './store-key.ts';
import type { UnlockPorts } from './unlock-ports.ts';
import type { WarrantCard } from './work.ts';

interface ByLease {
  readonly card: WarrantCard;
  readonly place: LeasePlace;
  readonly lease: LeaseInHand;
  /** The card's share; the caller zeroes it. */
  readonly cardShare: Uint8Array;
  /** HQ is being asked, which takes longer. */
  readonly onAsk: () => void;
}

/** A store that is open, with the lease whose device share has opened it. */
interface OpenedByLease {
  readonly store: Store;
  readonly held: HeldLease;
  readonly shift: ShiftCredential | undefined;
}

/**
 * Opens the store with the lease in hand, or, where its device share does not fit, with the other one that there may be: HQ's for a lease
 * that rested here, the one at rest for HQ's. A share from HQ is kept only once it has opened the store; until then what rests here stays.
 * HQ's word on officer and time counts either way. Rejects with StoreError StoreKeyMismatch when no share fits, or with SignInError.
 */
export const openByLease = async (ports: UnlockPorts, opening: ByLease): Promise<OpenedByLease> => {
  const { place, lease } = opening;
  const opened = await tryShare(ports, opening, lease.held);
  if (opened !== undefined) return kept(ports, opening, { store: opened, held: lease.held, shift: lease.shift });
  if (lease.shift !== undefined) {
    const store = lease.atRest && (await tryShare(ports, opening, lease.atRest));
    if (lease.atRest === undefined || store === undefined) throw new StoreError('StoreKeyMismatch');
    const both = { store, held: withProvenShare(lease.held, lease.atRest), shift: lease.shift };
    return kept(ports, opening, both, lease.held);
  }
  opening.onAsk();
  const asked = await leaseFromHq(ports, opening.card, place, 'StoreKeyMismatch');
  const store = await tryShare(ports, opening, asked.held);
  if (store === undefined) throw new StoreError('StoreKeyMismatch');
  return kept(ports, opening, { store, ...asked });
};

/** Undefined when the share does not fit. */
const tryShare = async (ports: UnlockPorts, { card, place, cardShare }: ByLease, { lease }: HeldLease): Promise<Store | undefined> => {
  const deviceShare = ownBytes(lease.deviceShare);
  try {
    const key = deriveStoreKey(cardShare, deviceShare, { staffId: card.holder.staffId, device: ports.device });
    return await ports.openStore({ folder: place.folder, key });
  } catch (error) {
    if (error instanceof StoreError && error.code === 'StoreKeyMismatch') return undefined;
    throw error;
  } finally {
    deviceShare.fill(0);
  }
};

/** Keeps a lease that HQ has given, durably; notes for HQ when its share is another one than the laptop's. */
const kept = async (ports: UnlockPorts, { card, place }: ByLease, opened: OpenedByLease, other?: HeldLease): Promise<OpenedByLease> => {
  try {
    if (opened.shift !== undefined) await saveLease(place, opened.held);
    const subject = ports.folders.tagOf(card.holder.staffId);
    if (other !== undefined) await ports.journal({ action: 'deviceShareDiffers', subject, detail: other.lease.id });
    return opened;
  } catch (error) {
    await opened.store.close();
    throw error;
  }
};
