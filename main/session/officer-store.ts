import type { HeldLease, LeasePlace } from '../device/lease/lease.ts';
import type { Store } from '../store/store.ts';
import type { ShiftCredential } from '../sync/services/shift-certificate.ts';
import { hasCardShare, isForAnotherCard, keepProof, makeCardShare, openCardShare, replaceEnvelope } from './card-share.ts';
import { openByLease } from './open-by-lease.ts';
import { rewrapShare } from './rewrap-card-share.ts';
import { type LeaseInHand, shiftFor } from './sign-in-lease.ts';
import type { UnlockPorts } from './unlock-ports.ts';
import { waitForTunnel } from './wait-for-tunnel.ts';
import { SignInError, type WarrantCard } from './work.ts';

interface Opening {
  readonly card: WarrantCard;
  readonly place: LeasePlace;
  readonly lease: LeaseInHand;
  /** HQ is being asked, which takes longer. */
  readonly onAsk: () => void;
}
interface Opened {
  readonly store: Store;
  /** The lease whose device share has opened the store. */
  readonly held: HeldLease;
  readonly shift: ShiftCredential | undefined;
}

/**
 * Opens the officer's store with both shares. With a renewed card HQ seals the old card share for it; the new envelope takes the old one's
 * place only after its share has opened the store, and after both journals say so. Rejects with SignInError or StoreError.
 */
export const openOfficerStore = async (ports: UnlockPorts, opening: Opening): Promise<Opened> => {
  const { card, place, lease, onAsk } = opening;
  const owner = { staffId: card.holder.staffId, device: ports.device };
  const { share, shift, envelope } = await cardShare(ports, opening);
  try {
    const { store, held, shift: withLease } = await openByLease(ports, { card, place, lease, cardShare: share, onAsk });
    try {
      if (envelope !== undefined) await takeOver(ports, card, store, () => replaceEnvelope(place.folder, envelope));
      keepProof(place.folder, share, owner);
    } catch (error) {
      await store.close();
      throw error;
    }
    return { store, held, shift: withLease ?? shift };
  } finally {
    share.fill(0);
  }
};

interface CardShare {
  readonly share: Uint8Array;
  readonly shift: ShiftCredential | undefined;
  /** The share as it is sealed for a renewed card, to be kept once the store has opened. */
  readonly envelope: Uint8Array | undefined;
}

const cardShare = async (ports: UnlockPorts, { card, place, lease: { shift }, onAsk }: Opening): Promise<CardShare> => {
  const { folder } = place;
  if (!hasCardShare(folder)) return { share: await firstCardShare(ports, card, folder), shift, envelope: undefined };
  try {
    return { share: await openCardShare(folder, ports.card, card), shift, envelope: undefined };
  } catch (error) {
    if (!isForAnotherCard(error)) throw error;
  }
  onAsk();
  await waitForTunnel(ports.tunnel, 'CardRenewed', ports.patienceMs);
  const mine = shift ?? (await shiftFor(ports, card, place, 'CardRenewed'));
  const { tunnel, device } = ports;
  const rewrapped = await rewrapShare({ card: ports.card, tunnel, device, folder, warrantCard: card, shift: mine, at: ports.now() });
  return { ...rewrapped, shift: mine };
};

const firstCardShare = async (ports: UnlockPorts, card: WarrantCard, folder: string): Promise<Uint8Array> => {
  const { recovery } = ports.trust;
  if (recovery === undefined) throw new SignInError('HqUnusable'); // Without the recovery recipient a broken card would lose the work for good.
  return makeCardShare(folder, ports.card, card, recovery, { staffId: card.holder.staffId, device: ports.device });
};

/** Journalled first: a power cut may leave an entry without its taking over, which the next sign-in repeats, but never the reverse. */
const takeOver = async (ports: UnlockPorts, card: WarrantCard, store: Store, replace: () => void): Promise<void> => {
  const action = 'cardTakenOver';
  await store.write('journal.append', { at: ports.now().toISOString(), action, subject: ports.device, detail: '' });
  await ports.journal({ action, subject: ports.folders.tagOf(card.holder.staffId), detail: '' });
  replace();
};
