import { forgetLooseBlobs } from './blobs/use.ts';
import type { Database } from './database/database.ts';
import { forgetNonces } from './database/nonces.ts';
import { auditCounted } from './database/refusals.ts';
import { expireOrders } from './fleet/orders/expire.ts';
import { endWiped } from './fleet/receipts/wiped.ts';
import { faultOf, type Log } from './log.ts';
import type { KeyFolder } from './shares/key-folder.ts';
import { destroyEndedKeys } from './shares/share-keys.ts';

/** What is forgotten is worthless already, and what is written down already holds; how soon hardly matters. */
const INTERVAL_MS = 10 * 60_000;

/**
 * Now and then clears away what the database need not keep (nonces of messages that would be refused for their age), and writes
 * down what time has done: orders that ran out, wiped laptops whose certificates end.
 */
export const startHousekeeping = (
  database: Database,
  shares: { readonly keys: KeyFolder; readonly log: Log },
): { close(): Promise<void> } => {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = tidy(database, shares, new Date()).catch((error) => shares.log('housekeepingFailed', faultOf(error)));
  }, INTERVAL_MS).unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
      await auditCounted(database.query, Number.POSITIVE_INFINITY).catch((error) => shares.log('housekeepingFailed', faultOf(error)));
    },
  };
};

const tidy = async (database: Database, shares: { readonly keys: KeyFolder; readonly log: Log }, at: Date): Promise<void> => {
  await destroyEndedKeys(database, shares);
  await auditCounted(database.query, at.getTime());
  await forgetNonces(database.query, at);
  await forgetLooseBlobs(database, at);
  await expireOrders(database, at);
  await endWiped(database, at);
};
