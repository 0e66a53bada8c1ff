import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { createViewJournal } from '../../audit/journal.ts';
import { whenFetched } from '../../store/fetched.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';

/** The Missing pane's calls. Each throws LockedError when nobody's work is open. */
export const createMissingHandlers = (ports: StoreContext): Handlers['missing'] => {
  const viewed = createViewJournal(ports.journal);
  return {
    list: (query) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const list = await whenFetched(store, 'missing', () => store.read('missing.list', { query, officer, now: now.toISOString() }));
        // What was typed may be a name: the journal holds how much it found, not what it was.
        if (query.text !== '')
          await ports.journal({ action: 'search', subject: 'missing', detail: `${list.known ? list.value.total : 0} found` });
        return ok(list);
      }),

    get: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const shown = await store.read('missing.get', { id, officer });
        if (shown === undefined) return fail('NotFound');
        await viewed(officer.staffId, shown.id, now);
        return ok(shown);
      }),

    alerts: () =>
      withOpenStore(ports, async ({ store, officer, now }) => ok(await store.read('missing.alerts', { officer, now: now.toISOString() }))),

    alertKnown: (told) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        await store.write('missing.alertKnown', { told, officer, at: now.toISOString() });
        return ok(null);
      }),

    ofPerson: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) =>
        ok(await whenFetched(store, 'missing', () => store.read('missing.ofPerson', { id, officer, now: now.toISOString() }))),
      ),

    areas: () =>
      withOpenStore(ports, async ({ store, officer }) =>
        ok(await whenFetched(store, 'people', () => store.read('missing.areas', { officer }))),
      ),
  };
};
