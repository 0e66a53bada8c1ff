import type { Handlers } from '../../../contracts/ipc/index.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { createViewJournal } from '../../audit/journal.ts';
import { whenFetched } from '../../store/fetched.ts';
import type { Store } from '../../store/store.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';
import { openedAtAge } from './list-filter.ts';

/** Why the other logs of a place and of a caller were looked at: for the log that the note names. */
const HISTORY = 'history of its place and caller';

/** The Storm pane's calls. Each throws LockedError when nobody's work is open. */
export const createStormHandlers = (ports: StoreContext): Handlers['storm'] => {
  const viewed = createViewJournal(ports.journal);
  const consulted = createViewJournal(ports.journal, HISTORY);
  return {
    list: ({ age, ...asked }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const query = { ...asked, ...openedAtAge(age, now) };
        return ok(await whenFetched(store, 'storm', () => store.read('storm.list', { query, officer })));
      }),

    facets: ({ scope }) =>
      withOpenStore(ports, async ({ store, officer }) =>
        ok(await whenFetched(store, 'storm', () => store.read('storm.facets', { scope, officer }))),
      ),

    history: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const history = await store.read('storm.history', { id, officer });
        if (history === undefined) return fail('NotFound');
        await consulted(officer.staffId, id, now);
        return ok(history);
      }),

    get: ({ id, seenTo }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const incident = await store.read('storm.get', { id, officer });
        if (incident === undefined) return fail('NotFound');
        await viewed(officer.staffId, incident.id, now);
        if (seenTo !== undefined) await markRead(store, incident, seenTo);
        return ok(incident);
      }),

    unit: () =>
      withOpenStore(ports, async ({ store, officer }) =>
        ok(await whenFetched(store, 'storm', async () => (await store.read('storm.unit', { officer })) ?? null)),
      ),

    alerts: () =>
      withOpenStore(ports, async ({ store, officer }) =>
        ok([...(await store.read('storm.alerts', { officer })), ...(await store.read('storm.missedAlerts', null))]),
      ),

    alertRead: ({ id }) =>
      withOpenStore(ports, async ({ store }) => {
        await store.write('storm.alertRead', { id });
        return ok(null);
      }),

    map: () =>
      withOpenStore(ports, async ({ store, officer }) => ok(await whenFetched(store, 'storm', () => store.read('storm.map', { officer })))),

    codeLists: () => withOpenStore(ports, async ({ store }) => ok(await store.read('storm.codeLists', null))),
  };
};

/**
 * The log's lines up to that one have been on screen; what has come since has not, nor has anything if the line is not there any more. By
 * HQ's times, not of looking or of our own lines: HQ's clock and ours differ.
 */
const markRead = async (store: Store, { id, lines, seenUntil = '' }: ShownIncident, seenTo: string): Promise<void> => {
  const shown = lines.slice(0, lines.findIndex((line) => line.id === seenTo) + 1);
  const until = [seenUntil, ...shown.filter((line) => line.own !== true).map((line) => line.at)].sort().at(-1) ?? seenUntil;
  if (until !== seenUntil) await store.write('storm.markSeen', { id, until });
};
