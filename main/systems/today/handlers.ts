import { system } from '../../../contracts/hq/feeds.ts';
import { type Fetched, NOT_FETCHED } from '../../../contracts/ipc/fetched.ts';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import type { TeamView, TodayView } from '../../../contracts/ipc/today.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { type FoundKind, foundKinds } from '../../../contracts/systems/found.ts';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import { isFetched, whenFetched } from '../../store/fetched.ts';
import type { Store } from '../../store/store.ts';
import { definitions } from '../index.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';
import type { TodayFacts } from './repository.ts';
import { createSearchJournal } from './search-journal.ts';
import type { TeamFacts } from './team.ts';

/** The Today pane's calls, and the search box's. Each throws LockedError when nobody's work is open. */
export const createTodayHandlers = (ports: StoreContext): Handlers['today'] => {
  const journalSearch = createSearchJournal(ports);
  return {
    view: () =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        // What is known is asked first: what is read after it is at least as new.
        const known = await fetchedParts(store);
        return ok(viewOf(await store.read('today.view', { officer, now: now.toISOString() }), known));
      }),

    briefing: () =>
      withOpenStore(ports, async ({ store, officer, now }) =>
        ok(await whenFetched(store, 'briefing', () => store.read('briefing.items', { officer, now: now.toISOString() }))),
      ),

    team: () =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        if (!officer.roles.includes('supervisor')) return fail('NotAllowed');
        const known = await fetchedParts(store);
        return ok(teamViewOf(await store.read('today.team', { officer, now: now.toISOString() }), known));
      }),

    search: ({ text, only }) =>
      withOpenStore(ports, async ({ store, officer }) => {
        const known = await fetchedParts(store);
        const groups = await store.read('today.search', { text, only, officer });
        const asOf = (await Promise.all(system.options.map((name) => store.read('feed.syncedAt', { system: name })))).sort()[0];
        // What was typed may be a name: the journal holds how much it found, not what it was.
        const found = groups.reduce((sum, { total }) => sum + total, 0);
        if (text.trim() !== '') await journalSearch(found);
        return ok({ groups, unfetched: unfetchedKinds(known), ...(asOf === undefined ? {} : { asOf }) });
      }),
  };
};

type Known = Readonly<Record<SystemId, boolean>>;

const fetchedParts = async (store: Store): Promise<Known> => {
  const [mail, ...feeds] = await Promise.all([
    store.read('mail.inboxFetched', null),
    ...system.options.map(async (name) => [name, await isFetched(store, name)] as const),
  ]);
  return { ...(Object.fromEntries(feeds) as Record<(typeof system.options)[number], boolean>), mail };
};

const unfetchedKinds = (known: Known): FoundKind[] => {
  const kinds = Object.values(definitions)
    .filter(({ id }) => !known[id])
    .flatMap(({ finds }) => Object.keys(finds));
  return foundKinds.filter((kind) => kinds.includes(kind));
};

/** A part is known once every feed that it is made from was read. */
const when = <Value>(is: boolean, value: Value): Fetched<Value> => (is ? { known: true, value } : NOT_FETCHED);

const teamViewOf = ({ team, members, cover, logs, units, tasks, reports, circulations, asOf }: TeamFacts, known: Known): TeamView => ({
  team,
  members: when(known.people, members),
  cover: when(known.people, cover),
  logs: when(known.people && known.storm, logs),
  units: when(known.people && known.storm, units),
  tasks: when(known.people && known.crime, tasks),
  reports: when(known.people && known.crime, reports),
  circulations: when(known.people && known.missing, circulations),
  asOf,
});

const viewOf = (facts: TodayFacts, known: Known): TodayView => {
  const {
    duty,
    nextDuty,
    endedDuty,
    supervisor,
    unit,
    hand,
    logs,
    crew,
    tasks,
    returned,
    review,
    briefing,
    missing,
    requests,
    told,
    unread,
    asOf,
  } = facts;
  return {
    shift: when(known.people, { duty, nextDuty, endedDuty, supervisor }),
    storm: when(known.storm, { unit, hand, logs }),
    crew: when(known.storm && known.people, crew),
    tasks: when(known.crime, tasks),
    returned: when(known.crime, returned),
    review: when(known.crime && known.people, review),
    briefing: when(known.briefing, briefing),
    missing: when(known.missing, missing),
    requests: when(known.people, requests),
    told: when(known.people, told),
    mail: when(known.mail, unread),
    asOf,
  };
};
