import type { Officer } from '../../contracts/domain/officer.ts';
import type { Journal } from '../audit/journal.ts';
import { LockedError } from '../platform/ipc/locked.ts';
import type { Store } from '../store/store.ts';
import { whileOpen } from '../store/while-open.ts';

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

/** Runs `work` on the officer's open store; throws LockedError as `whileOpen` does. */
export const withOpenStore = <Value>(ports: StoreContext, work: (room: Room) => Promise<Value>): Promise<Value> =>
  whileOpen(ports.store, async (store) => {
    const officer = ports.officer();
    if (officer === undefined) throw new LockedError();
    return work({ store, officer, now: ports.now?.() ?? new Date() });
  });
