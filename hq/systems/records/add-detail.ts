import { randomUUID } from 'node:crypto';
import { newDetail } from '../../../contracts/domain/new-record.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { MOST_DETAILS } from '../../../contracts/domain/record.ts';
import type { RecordKind } from '../../../contracts/domain/record-decision.ts';
import { type CommandHandler, refused } from '../command.ts';
import { findVisible } from '../find.ts';
import { recordBodies } from './bodies.ts';

/** records person.add, thing.add: one more detail on a record. Never a conflict: details only append. */
export const addDetail =
  (kind: RecordKind): CommandHandler<Parameters<typeof newDetail>[0]> =>
  async (call) => {
    const { transaction, shift, itemId, payload } = call;
    const found = await findVisible(transaction, { system: 'records', kind, id: itemId }, recordBodies[kind], shift.officer);
    if (found === undefined) return refused('NotFound');
    const { details } = found.body;
    if (details.length >= MOST_DETAILS) return refused('RecordFull');
    // The keys of others' commands can be read in their details: one who uses such a key again gets a detail of another id.
    const madeAs = details.some(({ id }) => id === call.key) ? randomUUID() : call.key;
    const detail = newDetail(payload, { madeAs, at: call.at.toISOString(), by: operatorOf(shift.officer) });
    const [version = 0] = await call.publish([{ kind, id: itemId, body: { ...found.body, details: [...details, detail] } }]);
    return { kind: 'done', itemId, version };
  };
