import type { Officer } from '../../../contracts/domain/officer.ts';
import type { JournalNote } from '../../../main/audit/journal.ts';
import type { Store } from '../../../main/store/store.ts';
import type { StoreContext } from '../../../main/systems/with-open-store.ts';
import { officer } from './items.ts';

/** What a room's handlers are given, with the store and the officer in the test's hands, and what was journalled to look at. */
export interface TestRoom extends StoreContext {
  current: Store | undefined;
  who: Officer;
  at: Date;
  readonly notes: JournalNote[];
}

export const room = (store: Store | undefined): TestRoom => {
  const state: TestRoom = {
    ...{ current: store, who: officer(), at: new Date('2021-05-18T14:42:00.000Z'), notes: [] },
    store: () => state.current,
    officer: () => state.who,
    now: () => state.at,
    journal: async (note) => {
      state.notes.push(note);
    },
  };
  return state;
};
