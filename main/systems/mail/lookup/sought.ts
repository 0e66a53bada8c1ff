import type { Store } from '../../../store/store.ts';
import type { StoredMessage } from '../repository/messages.ts';

/** Found at the server and kept in memory: as many as two searches show. */
const MOST = 200;
/** Of these the bytes stay, the latest that were opened. */
const MOST_OPENED = 5;

/** Messages that only the server has, as long as the officer's work is open: they are in no store, and gone at the lock. */
const sought = new WeakMap<Store, Map<string, StoredMessage>>();

/** Keeps what was found; the oldest go. */
export const rememberSought = (store: Store, messages: readonly StoredMessage[]): void => {
  const known = sought.get(store) ?? new Map<string, StoredMessage>();
  sought.set(store, known);
  for (const message of messages) if (!known.has(message.summary.id)) known.set(message.summary.id, message);
  for (const id of [...known.keys()].slice(0, Math.max(0, known.size - MOST))) known.delete(id);
};

/** Keeps the bytes of one that was opened. */
export const rememberOpened = (store: Store, id: string, raw: Uint8Array): void => {
  const known = sought.get(store);
  const message = known?.get(id);
  if (known === undefined || message === undefined) return;
  known.delete(id);
  known.set(id, { ...message, raw });
  const opened = [...known].filter(([, one]) => one.raw !== undefined);
  for (const [old, one] of opened.slice(0, -MOST_OPENED)) known.set(old, { ...one, raw: undefined });
};

/** A message of the store, or one that was found at the server. */
export const findMessage = async (store: Store, id: string): Promise<StoredMessage | undefined> =>
  (await store.read('mail.message', { id })) ?? sought.get(store)?.get(id);
