import { cutShort } from '../../../contracts/domain/text.ts';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { createViewJournal } from '../../audit/journal.ts';
import { whenFetched } from '../../store/fetched.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';

/** As long as the journal takes what was looked at. */
const SUBJECT_LENGTH = 100;

/** Why the records of those whom a log joins were looked at: for the log that the note names. */
const OF_LOG = 'records of its persons';

/** What the window asks of the records. Each throws LockedError when nobody's work is open. */
export const createRecordsHandlers = (ports: StoreContext): Handlers['records'] => {
  const viewed = createViewJournal(ports.journal);
  const consulted = createViewJournal(ports.journal, OF_LOG);
  return {
    persons: (query) =>
      withOpenStore(ports, async ({ store, officer }) => {
        const list = await whenFetched(store, 'records', () => store.read('records.persons', { ...query, officer }));
        // What was typed is a name: the journal holds how much it found, not what it was.
        if (query.text !== '')
          await ports.journal({ action: 'search', subject: 'person', detail: `${list.known ? list.value.total : 0} found` });
        return ok(list);
      }),

    things: (query) =>
      withOpenStore(ports, async ({ store, officer }) => {
        const list = await whenFetched(store, 'records', () => store.read('records.things', { ...query, officer }));
        if (query.text !== '')
          await ports.journal({ action: 'search', subject: query.type ?? 'thing', detail: `${list.known ? list.value.total : 0} found` });
        return ok(list);
      }),

    ofLog: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const persons = await whenFetched(store, 'records', () => store.read('records.ofLog', { id, officer }));
        if (persons.known && persons.value.length > 0) await consulted(officer.staffId, id, now);
        return ok(persons);
      }),

    ofTask: ({ id }) => withOpenStore(ports, async ({ store, officer }) => ok(await store.read('records.ofTask', { id, officer }))),

    person: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const person = await store.read('records.person', { id, officer });
        if (person === undefined) return fail('NotFound');
        await viewed(officer.staffId, person.record.id, now);
        return ok(person);
      }),

    thing: ({ type, id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const thing = await store.read('records.thing', { type, id, officer });
        if (thing === undefined) return fail('NotFound');
        // One without a record has no number: the journal says which it was all the same.
        await viewed(officer.staffId, thing.record?.id ?? cutShort(`${type} ${thing.key}`, SUBJECT_LENGTH), now);
        return ok(thing);
      }),
  };
};
