import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { createViewJournal } from '../../audit/journal.ts';
import { whenFetched } from '../../store/fetched.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';

/** The Crime pane's calls. Each throws LockedError when nobody's work is open. */
export const createCrimeHandlers = (ports: StoreContext): Handlers['crime'] => {
  const viewed = createViewJournal(ports.journal);
  return {
    list: (query) =>
      withOpenStore(ports, async ({ store, officer }) => {
        const list = await whenFetched(store, 'crime', () => store.read('crime.list', { query, officer }));
        // What was typed may be a name: the journal holds how much it found, not what it was.
        if (query.text !== '')
          await ports.journal({ action: 'search', subject: 'crime', detail: `${list.known ? list.value.total : 0} found` });
        return ok(list);
      }),

    get: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const crime = await store.read('crime.get', { id, officer });
        if (crime === undefined) return fail('NotFound');
        await viewed(officer.staffId, crime.id, now);
        return ok(crime);
      }),

    offences: ({ text, limit }) =>
      withOpenStore(ports, async ({ store, officer }) =>
        ok(await whenFetched(store, 'crime', () => store.read('crime.offences', { text, limit, area: officer.area }))),
      ),

    tasks: () =>
      withOpenStore(ports, async ({ store, officer }) =>
        ok(await whenFetched(store, 'crime', () => store.read('crime.tasks', { officer }))),
      ),
  };
};
