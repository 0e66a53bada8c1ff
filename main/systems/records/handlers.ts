import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { createViewJournal } from '../../audit/journal.ts';
import { whenFetched } from '../../store/fetched.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';

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

    ofLog: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const persons = await whenFetched(store, 'records', () => store.read('records.ofLog', { id, officer }));
        if (persons.known && persons.value.length > 0) await consulted(officer.staffId, id, now);
        return ok(persons);
      }),

    person: ({ id }) =>
      withOpenStore(ports, async ({ store, officer, now }) => {
        const person = await store.read('records.person', { id, officer });
        if (person === undefined) return fail('NotFound');
        await viewed(officer.staffId, person.record.id, now);
        return ok(person);
      }),
  };
};
