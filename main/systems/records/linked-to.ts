import type { Officer } from '../../../contracts/domain/officer.ts';
import type { RecordLink } from '../../../contracts/domain/record-link.ts';
import type { LinkedRecord } from '../../../contracts/ipc/records.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, readLinked } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { RecordBodies } from './bodies.ts';
import { shownLink } from './overlay.ts';

/** As many as one answer carries. */
const MOST_LINKED = 50;

/** The persons and things that links which hold join to a task, each with its part; those that are not on this laptop are passed over. */
export const recordsLinkedTo = (db: ReadableDb, taskId: string, officer: Officer): LinkedRecord[] => {
  const pending = pendingOf(db, 'records');
  return readLinked<RecordLink>(db, { role: 'task', value: resolveId(db, taskId) }, 'records', 'link')
    .filter((link) => shownLink(link, pending, officer).withdrawn === undefined)
    .flatMap(({ personId, thingId, role }) => {
      const kind = personId === undefined ? 'thing' : 'person';
      const id = personId ?? thingId ?? '';
      const body = readItem<RecordBodies[typeof kind]>(db, { system: 'records', kind, id })?.body;
      return body === undefined ? [] : [{ kind, id, role, name: body.name, warnings: body.warnings.length } as const];
    })
    .slice(0, MOST_LINKED);
};
