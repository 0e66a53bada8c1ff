import type { LeasePlace } from '../../device/lease/lease.ts';
import { keepUnsentSealed, type UnsealedWork } from '../../device/unsent/keeper.ts';
import type { Store } from '../../store/store.ts';
import type { ShiftCredential } from '../../sync/services/shift-certificate.ts';
import type { WarrantCard } from '../work.ts';
import { type BringHomePorts, bringWorkHome } from './restore-unsent.ts';

/** The feeds and what the officer looks at come first; what another laptop left may come a little later. */
const AFTER_FEEDS_MS = 3_000;

/** What open work does about work that HQ has not got. */
export interface UnsentWork {
  /** What is kept on this laptop only. */
  readonly unsealed: UnsealedWork;
  onUnsealed(listener: () => void): void;
  /** HQ is in reach for this officer: asks for what other laptops handed over, once a session. */
  onShift(shift: ShiftCredential): void;
  /** Before the store closes. Never rejects. */
  close(): Promise<void>;
}

/** Keeps a sealed copy of the outbox while work is open (keeper.ts), and brings home what another laptop handed over. */
export const sealUnsentWork = (
  ports: BringHomePorts & { readonly device: string; readonly unsentBytes: () => number },
  parts: { readonly card: WarrantCard; readonly place: LeasePlace; readonly store: Store },
): UnsentWork => {
  const { card, device, trust, now, log } = ports;
  const { cardId, holder, authentication, keyManagement } = parts.card;
  const keeper = keepUnsentSealed({
    store: parts.store,
    place: parts.place,
    staffId: holder.staffId,
    device,
    signer: { certificate: authentication.der, sign: (data) => card.sign(cardId, authentication.keyId, data) },
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
    },
    close() {
      clearTimeout(asking);
      return keeper.close();
    },
  };
};
