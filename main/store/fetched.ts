import type { System } from '../../contracts/hq/feeds.ts';
import { type Fetched, NOT_FETCHED } from '../../contracts/ipc/fetched.ts';
import type { Store } from './store.ts';

/** Whether these feeds were read to their end on this laptop, ever. */
export const isFetched = async (store: Store, ...systems: readonly System[]): Promise<boolean> => {
  const read = await Promise.all(systems.map((system) => store.read('feed.syncedAt', { system })));
  return read.every((at) => at !== undefined);
};

/** What `read` answers of a system, if its feed was read to its end before. Asked in this order, what is said to be known is. */
export const whenFetched = async <Value>(store: Store, system: System, read: () => Promise<Value>): Promise<Fetched<Value>> =>
  (await isFetched(store, system)) ? { known: true, value: await read() } : NOT_FETCHED;
