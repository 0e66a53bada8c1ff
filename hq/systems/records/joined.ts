import { decidedOn, type RecordKind } from '../../../contracts/domain/record-decision.ts';
import type { Transaction } from '../../database/database.ts';
import { type RecordBody, recordBodies } from './bodies.ts';

/** More records of one person or thing than any force has: what would join more is refused. */
export const MOST_JOINED = 50;

/** The record and those that are joined to it, directly or through others, by their numbers; no more than about MOST_JOINED. */
export const joinedTo = async (
  transaction: Transaction,
  kind: RecordKind,
  record: RecordBody,
): Promise<ReadonlyMap<string, RecordBody>> => {
  const found = new Map([[record.id, record]]);
  let next = [...decidedOn(record, 'same')];
  while (next.length > 0 && found.size <= MOST_JOINED) {
    const rows = await transaction
      .selectFrom('item')
      .select('body')
      .where('system', '=', 'records')
      .where('kind', '=', kind)
      .where('id', 'in', next)
      .execute();
    const records = rows.map(({ body }) => recordBodies[kind].parse(body));
    for (const one of records) found.set(one.id, one);
    next = [...new Set(records.flatMap((one) => decidedOn(one, 'same')))].filter((id) => !found.has(id));
  }
  return found;
};
