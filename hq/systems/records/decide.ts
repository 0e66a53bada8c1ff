import { operatorOf } from '../../../contracts/domain/operator.ts';
import { MOST_DECISIONS } from '../../../contracts/domain/record.ts';
import { type Decision, decidedOn, decisionOn, type RecordKind, recordIdFields } from '../../../contracts/domain/record-decision.ts';
import type { Transaction } from '../../database/database.ts';
import { type CommandHandler, type CommandRefusal, refused } from '../command.ts';
import { findVisible } from '../find.ts';
import { type RecordBody, recordBodies } from './bodies.ts';
import { joinedTo, MOST_JOINED } from './joined.ts';

/**
 * records person.merge, person.keepApart and person.unmerge, and these of things: the decision stands in both records from now on, with who
 * took it; one that holds already is not written again.
 */
export const decide =
  (kind: RecordKind, decision: Decision): CommandHandler<{ readonly otherId: string }> =>
  async (call) => {
    const { transaction, shift, itemId, payload } = call;
    const find = (id: string) => findVisible(transaction, { system: 'records', kind, id }, recordBodies[kind], shift.officer);
    const found = await find(itemId);
    const [one, other] = [found?.body, (await find(payload.otherId))?.body];
    if (found === undefined || one === undefined || other === undefined || one.id === other.id) return refused('NotFound');
    if ((decisionOn<RecordBody['decisions'][number]>(one, other.id)?.decision ?? 'undone') === decision)
      return { kind: 'done', itemId, version: found.item.version };
    const why = await whyNot(transaction, kind, decision, one, other);
    if (why !== undefined) return refused(why);
    const taken = { decision, at: call.at.toISOString(), by: operatorOf(shift.officer) };
    const decided = (body: RecordBody, id: string): RecordBody =>
      ({ ...body, decisions: [...body.decisions, { [recordIdFields[kind]]: id, ...taken }] }) as RecordBody;
    const after = [decided(one, other.id), decided(other, one.id)] as const;
    if (!after.every(hasRoom)) return refused('RecordFull');
    const [version = 0] = await call.publish(after.map((body) => ({ kind, id: body.id, body })));
    return { kind: 'done', itemId, version };
  };

/** Each decision in force can still be taken back. */
const hasRoom = (record: RecordBody): boolean => record.decisions.length + decidedOn(record).length <= MOST_DECISIONS;

/** Two records are never both one and kept apart, over however many others. */
const whyNot = async (
  transaction: Transaction,
  kind: RecordKind,
  decision: Decision,
  one: RecordBody,
  other: RecordBody,
): Promise<CommandRefusal | undefined> => {
  if (decision === 'undone') return undefined;
  const joined = await joinedTo(transaction, kind, one);
  if (decision === 'apart') return joined.has(other.id) ? 'OnePerson' : undefined;
  const others = await joinedTo(transaction, kind, other);
  if ([...joined.values()].some((record) => decidedOn(record, 'apart').some((id) => others.has(id)))) return 'KeptApart';
  return new Set([...joined.keys(), ...others.keys()]).size > MOST_JOINED ? 'RecordFull' : undefined;
};
