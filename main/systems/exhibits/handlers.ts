import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { createViewJournal } from '../../audit/journal.ts';
import { whenFetched } from '../../store/fetched.ts';
import type { Store } from '../../store/store.ts';
import type { Receiver } from '../../sync/blobs/receive.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';
import { prepareFile } from './prepare.ts';

interface ExhibitPorts extends StoreContext {
  /** Takes files into the open store. */
  readonly receiverOf: (store: Store) => Receiver;
}

/** The page's calls about exhibits (contracts/ipc/exhibits.ts). Each throws LockedError when nobody's work is open. */
export const createExhibitHandlers = (ports: ExhibitPorts): Handlers['exhibits'] => {
  const viewed = createViewJournal(ports.journal);
  return {
    list: (page) =>
      withOpenStore(ports, async ({ store, officer }) =>
        ok(await whenFetched(store, 'exhibits', () => store.read('exhibits.list', { ...page, officer }))),
      ),

    about: (about) =>
      withOpenStore(ports, async ({ store, officer }) =>
        ok(await whenFetched(store, 'exhibits', () => store.read('exhibits.about', { ...about, officer }))),
      ),

    get: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const shown = await store.read('exhibits.get', { id, officer });
        if (shown === undefined) return fail('NotFound');
        await viewed(officer.staffId, shown.id, now);
        return ok(shown);
      }),

    references: (asked) =>
      withOpenStore(ports, async ({ store, officer }) => ok(await store.read('exhibits.references', { ...asked, officer }))),

    prepare: ({ hash }) => withOpenStore(ports, async ({ store }) => prepareFile({ hash, store, receiver: ports.receiverOf(store) })),
  };
};
