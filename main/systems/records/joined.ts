import type { Officer } from '../../../contracts/domain/officer.ts';
import { decidedOn, type RecordKind } from '../../../contracts/domain/record-decision.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem } from '../../store/items.ts';
import type { PendingCommand } from '../../sync/outbox.ts';
import type { RecordBodies, ShownRecords } from './bodies.ts';
import { shownRecord } from './overlay.ts';

/** As many as one answer carries. */
const MOST_JOINED = 50;

/** Records that are of the same person or thing, over however many decisions; those that are not on this laptop are passed over. */
export const joinedTo = <K extends RecordKind>(
  db: ReadableDb,
  kind: K,
  record: ShownRecords[K],
  pending: readonly PendingCommand[],
  officer: Officer,
): ShownRecords[K][] => {
  const found = new Map<string, ShownRecords[K]>([[record.id, record]]);
  for (const one of found.values()) {
    for (const otherId of decidedOn(one, 'same')) {
      if (found.size > MOST_JOINED || found.has(otherId)) continue;
      const item = readItem<RecordBodies[K]>(db, { system: 'records', kind, id: otherId });
      if (item !== undefined) found.set(otherId, shownRecord(kind, item, pending, officer));
    }
  }
  return [...found.values()].slice(1);
};
