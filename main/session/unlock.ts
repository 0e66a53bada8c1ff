import type { LeasePlace } from '../device/lease/lease.ts';
import { openOfficerStore } from './officer-store.ts';
import { signInError } from './refusals.ts';
import type { SessionLaptop } from './session.ts';
import { leaseInHand } from './sign-in-lease.ts';
import type { UnlockPorts } from './unlock-ports.ts';
import { SignInError } from './work.ts';

/**
 * From PIN to open work: the card accepts the PIN, the lease in hand (or, the first time, HQ) gives the device share, the card gives its
 * own, and together they open the store. HQ is asked only when the lease in hand does not do: the work on the laptop comes first.
 */
export const createUnlock =
  (ports: UnlockPorts): SessionLaptop['unlock'] =>
  async (card, pin, onStep, signal) => {
    const { staffId } = card.holder;
    const release = ports.folders.use(staffId);
    try {
      onStep('card');
      await ports.card.login(card.cardId, pin);
      signal.throwIfAborted();
      const place: LeasePlace = {
        folder: ports.folders.of(staffId),
        secrets: ports.secrets,
        keepsShare: () => ports.offlineHours() !== 0,
      };
      const lease = await leaseInHand(ports, card, place, () => onStep('hq'));
      signal.throwIfAborted();
      onStep('store');
      const opened = await openOfficerStore(ports, { card, place, lease, onAsk: () => onStep('hq') });
      const { store, held, shift } = opened;
      try {
        if (signal.aborted) throw new SignInError('CardRemoved');
        return await ports.begin({ card, place, tag: ports.folders.tagOf(staffId), held, store, shift, release });
      } catch (error) {
        await store.close();
        throw error;
      }
    } catch (error) {
      release();
      await ports.card.logout(card.cardId).catch(() => undefined); // The card may be gone; what counts is the refusal.
      throw signInError(error);
    }
  };
