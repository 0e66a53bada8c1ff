import type { Officer } from '../../../contracts/domain/officer.ts';
import { decidedOn, type Person } from '../../../contracts/domain/person.ts';
import type { ShownRecord } from '../../../contracts/ipc/records.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import type { PendingCommand } from '../../sync/outbox.ts';
import { shownRecord } from './overlay.ts';

/** As many as one answer carries. */
const MOST_JOINED = 50;

/** Records that are of the same person, over however many decisions; those that are not on this laptop are passed over. */
export const joinedTo = (db: ReadableDb, record: ShownRecord, pending: readonly PendingCommand[], officer: Officer): ShownRecord[] => {
  const found = new Map<string, ShownRecord>([[record.id, record]]);
  for (const one of found.values()) {
    for (const otherId of decidedOn(one, 'same')) {
      if (found.size > MOST_JOINED || found.has(otherId)) continue;
      const item = readItem<Person>(db, { system: 'records', kind: 'person', id: otherId });
      if (item !== undefined) found.set(otherId, shownRecord(item, pending, officer));
    }
  }
  return [...found.values()].slice(1);
};
