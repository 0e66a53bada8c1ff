import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Person } from '../../../contracts/domain/person.ts';
import type { ThingType } from '../../../contracts/domain/thing-type.ts';
import type { LinkedRecord, PersonOfLog, ShownPerson, ShownThing } from '../../../contracts/ipc/records.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads } from '../../store/db.ts';
import { readItem, syncedAt } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { recordsLinkedTo } from './linked-to.ts';
import { listPersons, type PersonList, type PersonQuery } from './list.ts';
import { personsOfLog } from './of-log.ts';
import { pageOf } from './page.ts';
import { partsOf } from './parts.ts';
import { listThings, type ThingList, type ThingQuery } from './things/list.ts';
import { thingPage } from './things/page.ts';

export const recordsReads = {
  'records.persons': (db: ReadableDb, query: PersonQuery): PersonList => listPersons(db, query),

  'records.things': (db: ReadableDb, query: ThingQuery): ThingList => listThings(db, query),

  /** Whom links join to a log, who rang first. `id`: its number, or provisional. */
  'records.ofLog': (db: ReadableDb, { id, officer }: { readonly id: string; readonly officer: Officer }): PersonOfLog[] =>
    personsOfLog(db, id, officer),

  /** Whom and what links join to a task. `id`: its number, or provisional. */
  'records.ofTask': (db: ReadableDb, { id, officer }: { readonly id: string; readonly officer: Officer }): LinkedRecord[] =>
    recordsLinkedTo(db, id, officer),

  /**
   * A person with all records that are of the same one, their parts, and records that may be; undefined when there is no such record on this
   * laptop. A provisional id is answered with the record that has its number by now.
   */
  'records.person': (
    db: ReadableDb,
    { id: asked, officer }: { readonly id: string; readonly officer: Officer },
  ): ShownPerson | undefined => {
    const id = resolveId(db, asked);
    const item = readItem<Person>(db, { system: 'records', kind: 'person', id });
    if (item === undefined) return undefined;
    const pending = pendingOf(db, 'records');
    const page = pageOf(db, { kind: 'person', item, partsOf: (record) => partsOf(db, record, pending, officer) }, pending, officer);
    return { ...page, asOf: syncedAt(db, 'records') };
  },

  /** The same of a vehicle, a place, a telephone number or an object, which need have no record; undefined when nothing here tells of it. */
  'records.thing': (
    db: ReadableDb,
    query: { readonly type: ThingType; readonly id: string; readonly officer: Officer },
  ): ShownThing | undefined => thingPage(db, query),
} as const satisfies Reads;
