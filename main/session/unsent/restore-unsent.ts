import type { CardService } from '../../card/service.ts';
import type { Trust } from '../../device/trust/trust.ts';
import type { Tunnel } from '../../device/tunnel/tunnel.ts';
import { takeBackParcels } from '../../device/unsent/import-unsent.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Store } from '../../store/store.ts';
import { createServicesConnection } from '../../sync/services/connection.ts';
import type { ShiftCredential } from '../../sync/services/shift-certificate.ts';
import type { WarrantCard } from '../work.ts';

export interface BringHomePorts {
  readonly card: CardService;
  readonly tunnel: Tunnel;
  readonly trust: Trust;
  /** Policy: all of an officer's attachments on a laptop, in bytes. */
  readonly blobBytes: () => number;
  readonly log: Log;
  readonly now: () => Date;
}

/**
 * Asks HQ, once HQ is in reach, whether another laptop has handed over work of this officer, and takes it back. On a connection of its
 * own that ends with it, so that feeds and outbox wait for nothing. Never rejects; what failed is tried at the next sign-in.
 */
export const bringWorkHome = async (
  { card, tunnel, trust, blobBytes, log, now }: BringHomePorts,
  { card: warrantCard, store }: { readonly card: WarrantCard; readonly store: Store },
  shift: ShiftCredential,
): Promise<void> => {
  const connection = createServicesConnection({ tunnel, trust, shift });
  const { cardId, keyManagement, holder } = warrantCard;
  try {
    const came = await takeBackParcels({
      session: () => connection.session(),
      store,
      trust,
      staffId: holder.staffId,
      maxTotalBytes: blobBytes,
      now,
      log,
      key: {
        certificate: keyManagement.der,
        decrypt: (ciphertext) => card.decrypt(cardId, keyManagement.keyId, ciphertext),
        derive: (point) => card.derive(cardId, keyManagement.keyId, point),
      },
    });
    if (came > 0) log('workBroughtHome', { items: came });
  } catch (error) {
    log('parcelsNotAsked', { cause: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' });
  } finally {
    connection.close();
  }
};
