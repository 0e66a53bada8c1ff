import { system } from '../../../contracts/hq/feeds.ts';
import { type Fetched, NOT_FETCHED } from '../../../contracts/ipc/fetched.ts';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import type { FoundItem, TeamView, TodayView } from '../../../contracts/ipc/today.ts';
import { fail, ok } from '../../../contracts/result.ts';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import { isFetched } from '../../store/fetched.ts';
import type { Store } from '../../store/store.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';
import type { TodayFacts } from './repository.ts';
import type { TeamFacts } from './team.ts';

/** The Today pane's calls, and the search box's. Each throws LockedError when nobody's work is open. */
export const createTodayHandlers = (ports: StoreContext): Handlers['today'] => ({
  view: () =>
    withOpenStore(ports, async ({ store, officer, now }) => {
      // What is known is asked first: what is read after it is at least as new.
      const known = await fetchedParts(store);
      return ok(viewOf(await store.read('today.view', { officer, now: now.toISOString() }), known));
    }),

  team: () =>
    withOpenStore(ports, async ({ store, officer }) => {
      if (!officer.roles.includes('supervisor')) return fail('NotAllowed');
      const known = await fetchedParts(store);
      return ok(teamViewOf(await store.read('today.team', { officer }), known));
    }),

  search: ({ text }) =>
    withOpenStore(ports, async ({ store, officer }) => {
      const known = await fetchedParts(store);
      const { items, total } = await store.read('today.search', { text, officer });
      // What was typed may be a name: the journal holds how much it found, not what it was.
      if (text.trim() !== '') await ports.journal({ action: 'search', subject: 'everything', detail: `${items.length} found` });
      return ok({ items, total, unfetched: searched.filter(({ part }) => !known[part]).map(({ kind }) => kind) });
    }),
});

type Known = Readonly<Record<SystemId, boolean>>;

const fetchedParts = async (store: Store): Promise<Known> => {
  const [mail, ...feeds] = await Promise.all([
    store.read('mail.inboxFetched', null),
    ...system.options.map(async (name) => [name, await isFetched(store, name)] as const),
  ]);
  return { ...(Object.fromEntries(feeds) as Record<(typeof system.options)[number], boolean>), mail };
};

const searched: readonly { readonly kind: FoundItem['kind']; readonly part: keyof Known }[] = [
  { kind: 'incident', part: 'storm' },
  { kind: 'crime', part: 'crime' },
  { kind: 'task', part: 'crime' },
  { kind: 'mail', part: 'mail' },
  { kind: 'officer', part: 'people' },
];

/** A part is known once every feed that it is made from was read. */
const when = <Value>(is: boolean, value: Value): Fetched<Value> => (is ? { known: true, value } : NOT_FETCHED);

const teamViewOf = ({ team, members, logs, units, tasks, asOf }: TeamFacts, known: Known): TeamView => ({
  team,
  members: when(known.people, members),
  logs: when(known.people && known.storm, logs),
  units: when(known.people && known.storm, units),
  tasks: when(known.people && known.crime, tasks),
  asOf,
});

const viewOf = ({ duty, nextDuty, supervisor, unit, hand, logs, crew, tasks, unread, asOf }: TodayFacts, known: Known): TodayView => {
  return {
    shift: when(known.people, { duty, nextDuty, supervisor }),
    storm: when(known.storm, { unit, hand, logs }),
    crew: when(known.storm && known.people, crew),
    tasks: when(known.crime, tasks),
    mail: when(known.mail, unread),
    asOf,
  };
};
