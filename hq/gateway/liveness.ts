import type { ServerHttp2Session } from 'node:http2';

/** Often enough to notice a car in a dead spot before the next shift; the laptop itself looks every three seconds. */
const PING_INTERVAL_MS = 30_000;
/** The register's "last seen" is read by people: minutes are enough, and 32,000 laptops write a hundred times a second. */
const SEEN_INTERVAL_MS = 5 * 60_000;
/** A queue of seconds before a weak mast is no death. */
const PING_TIMEOUT_MS = 20_000;

/** Ends a session whose laptop no longer answers, and tells at once and every few minutes that it does. */
export const watchLiveness = (session: ServerHttp2Session, alive: () => void): void => {
  let waiting: NodeJS.Timeout | undefined;
  let told = Date.now();
  alive();
  const interval = setInterval(() => {
    if (waiting !== undefined || session.destroyed) return;
    waiting = setTimeout(() => session.destroy(), PING_TIMEOUT_MS).unref();
    session.ping((error) => {
      clearTimeout(waiting);
      waiting = undefined;
      if (error !== null || Date.now() - told < SEEN_INTERVAL_MS) return;
      told = Date.now();
      alive();
    });
  }, PING_INTERVAL_MS).unref();
  session.once('close', () => {
    clearInterval(interval);
    clearTimeout(waiting);
  });
};
