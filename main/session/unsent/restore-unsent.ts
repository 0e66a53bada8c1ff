import type { RecipientKey } from '../../../pki/index.ts';
import type { CardService } from '../../card/service.ts';
import type { Trust } from '../../device/trust/trust.ts';
import type { Tunnel } from '../../device/tunnel/tunnel.ts';
import { takeBackUnsent } from '../../device/unsent/import-unsent.ts';
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

/** What is sealed for the officer, opened by the card (9D): its PIN was asked when work was opened. */
export const cardKey = (card: CardService, { cardId, keyManagement }: WarrantCard): RecipientKey => ({
  certificate: keyManagement.der,
  decrypt: (ciphertext) => card.decrypt(cardId, keyManagement.keyId, ciphertext),
  derive: (point) => card.derive(cardId, keyManagement.keyId, point),
});

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
  try {
    const came = await takeBackUnsent({
      call: connection.call,
      store,
      trust,
      holder: warrantCard.holder,
      maxTotalBytes: blobBytes,
      now,
      log,
      key: cardKey(card, warrantCard),
    });
    if (came > 0) log('workBroughtHome', { items: came });
  } catch (error) {
    log('bundlesNotAsked', { cause: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' });
  } finally {
    connection.close();
  }
};
