import type { Handlers } from '../../../contracts/ipc/index.ts';
import { ok } from '../../../contracts/result.ts';
import { whenFetched } from '../../store/fetched.ts';
import { inRoom, type RoomPorts } from '../with-open-store.ts';

/** The People pane's calls. Each throws LockedError when nobody's work is open. */
export const createPeopleHandlers = (ports: RoomPorts): Handlers['people'] => ({
  roster: ({ from, to }) =>
    inRoom(ports, async ({ store }) => ok(await whenFetched(store, 'people', () => store.read('people.roster', { from, to })))),
  team: () =>
    inRoom(ports, async ({ store, officer }) =>
      ok(await whenFetched(store, 'people', () => store.read('people.team', { team: officer.team }))),
    ),
});
