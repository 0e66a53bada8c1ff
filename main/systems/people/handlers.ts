import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { whenFetched } from '../../store/fetched.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';

/** The People pane's calls. Each throws LockedError when nobody's work is open. */
export const createPeopleHandlers = (ports: StoreContext): Handlers['people'] => ({
  roster: ({ from, to }) =>
    withOpenStore(ports, async ({ store }) => ok(await whenFetched(store, 'people', () => store.read('people.roster', { from, to })))),
  team: () =>
    withOpenStore(ports, async ({ store, officer }) =>
      ok(await whenFetched(store, 'people', () => store.read('people.team', { team: officer.team }))),
    ),
  requests: () =>
    withOpenStore(ports, async ({ store, officer, now }) =>
      ok(await whenFetched(store, 'people', () => store.read('people.requests', { officer, now: now.toISOString() }))),
    ),
  colleague: ({ id }) =>
    withOpenStore(ports, async ({ store, officer, now }) => {
      const found = await store.read('people.colleague', { id, officer, now: now.toISOString() });
      return found === undefined ? fail('NotFound') : ok(found);
    }),
  cover: (days) =>
    withOpenStore(ports, async ({ store }) => ok(await whenFetched(store, 'people', () => store.read('people.cover', days)))),
});
