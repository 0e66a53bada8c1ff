import type { Officer } from '../../contracts/domain/officer.ts';
import type { Journal } from '../audit/journal.ts';
import { LockedError } from '../platform/ipc/locked.ts';
import { StoreError } from '../store/error.ts';
import type { Store } from '../store/store.ts';

/** What the handlers of a room are given. `store` and `officer` answer undefined while nobody's work is open. */
export interface StoreContext {
  readonly store: () => Store | undefined;
  readonly officer: () => Officer | undefined;
  readonly journal: Journal;
  readonly now?: () => Date;
}

export interface Room {
  readonly store: Store;
  readonly officer: Officer;
  readonly now: Date;
}

/**
 * Runs `work` on the open store. Throws LockedError when there is none, when it closes meanwhile, or when another officer's has
 * taken its place: an answer that is late for its officer is given to nobody.
 */
export const withOpenStore = async <Value>(ports: StoreContext, work: (room: Room) => Promise<Value>): Promise<Value> => {
  const store = ports.store();
  const officer = ports.officer();
  if (store === undefined || officer === undefined) throw new LockedError();
  const value = await whileOpen(work({ store, officer, now: ports.now?.() ?? new Date() }));
  if (ports.store() !== store) throw new LockedError();
  return value;
};

const whileOpen = async <Value>(work: Promise<Value>): Promise<Value> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'StoreClosed') throw new LockedError();
    throw error;
  }
};
