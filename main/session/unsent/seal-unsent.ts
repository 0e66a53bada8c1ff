import type { LeasePlace } from '../../device/lease/lease.ts';
import { keepUnsentSealed, type UnsealedWork } from '../../device/unsent/keeper.ts';
import { createVouch } from '../../device/unsent/voucher.ts';
import type { Store } from '../../store/store.ts';
import { createServicesConnection } from '../../sync/services/connection.ts';
import type { ShiftCredential } from '../../sync/services/shift-certificate.ts';
import type { WarrantCard } from '../work.ts';
import { type BringHomePorts, bringWorkHome, cardKey } from './restore-unsent.ts';
import { travelDrafts } from './travelling-drafts.ts';

/** The feeds and what the officer looks at come first; what another laptop left may come a little later. */
const AFTER_FEEDS_MS = 3_000;

/** What open work does about work that HQ has not got, and about what is not work yet. */
export interface UnsentWork {
  /** What is kept on this laptop only. */
  readonly unsealed: UnsealedWork;
  onUnsealed(listener: () => void): void;
  /** HQ is in reach for this officer: asks for what other laptops handed over, once a session. */
  onShift(shift: ShiftCredential): void;
  /** Before the store closes. Never rejects. */
  close(): Promise<void>;
}

/** Keeps a sealed copy of the outbox while work is open (keeper.ts), brings home what another laptop handed over, and lets drafts travel. */
export const sealUnsentWork = (
  ports: BringHomePorts & { readonly device: string; readonly draftsTravel: () => boolean; readonly unsentBytes: () => number },
  parts: { readonly card: WarrantCard; readonly place: LeasePlace; readonly store: Store },
): UnsentWork => {
  const { card, device, trust, now, log } = ports;
  const { cardId, holder, authentication, keyManagement } = parts.card;
  const vouch = createVouch(
    { certificate: authentication.der, sign: (data) => card.sign(cardId, authentication.keyId, data) },
    { staffId: holder.staffId, device },
    now,
  );
  const drafts = travelDrafts({
    store: parts.store,
    staffId: holder.staffId,
    device,
    mayTravel: ports.draftsTravel,
    vouch,
    key: cardKey(card, parts.card),
    recovery: () => trust.recovery,
    trust,
    now,
    log,
  });
  const keeper = keepUnsentSealed({
    store: parts.store,
    place: parts.place,
    staffId: holder.staffId,
    device,
    vouch,
    keyManagement: keyManagement.der,
    recovery: () => trust.recovery,
    maxBytes: ports.unsentBytes,
    now,
    log,
  });
  let asking: NodeJS.Timeout | undefined;
  return {
    get unsealed() {
      return keeper.state;
    },
    onUnsealed: keeper.onState,
    onShift(shift) {
      asking ??= setTimeout(() => void bringWorkHome(ports, parts, shift), AFTER_FEEDS_MS).unref();
      drafts.onShift(() => createServicesConnection({ tunnel: ports.tunnel, trust, shift }));
    },
    close() {
      clearTimeout(asking);
      drafts.close();
      return keeper.close();
    },
  };
};
