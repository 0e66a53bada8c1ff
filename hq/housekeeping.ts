import type { Database } from './database/database.ts';
import { forgetNonces } from './database/nonces.ts';
import { faultOf, type Log } from './log.ts';

/** What is forgotten is worthless already; how soon hardly matters. */
const INTERVAL_MS = 10 * 60_000;

/** Now and then clears away what the database need not keep: nonces of messages that would be refused for their age. */
export const startHousekeeping = (database: Database, log: Log): { close(): Promise<void> } => {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = forgetNonces(database.query, new Date()).catch((error) => log('housekeepingFailed', faultOf(error)));
  }, INTERVAL_MS).unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
