import type { z } from 'zod';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { decidedOn, decisionOn, MOST_DECISIONS, type Person, type PersonDecision, person } from '../../../contracts/domain/person.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import type { Transaction } from '../../database/database.ts';
import { type CommandHandler, type CommandRefusal, refused } from '../command.ts';
import { findVisible } from '../find.ts';
import { joinedTo, MOST_JOINED } from './joined.ts';

type Pair = z.infer<Commands['records']['person.merge']>;
type Decision = 'same' | 'apart' | 'undone';

/**
 * records person.merge, person.keepApart and person.unmerge: the decision stands in both records from now on, with who took it; one that
 * holds already is not written again.
 */
export const decide =
  (decision: Decision): CommandHandler<Pair> =>
  async (call) => {
    const { transaction, shift, itemId, payload } = call;
    const find = (id: string) => findVisible(transaction, { system: 'records', kind: 'person', id }, person, shift.officer);
    const found = await find(itemId);
    const [one, other] = [found?.body, (await find(payload.otherId))?.body];
    if (found === undefined || one === undefined || other === undefined || one.id === other.id) return refused('NotFound');
    if ((decisionOn(one, other.id)?.decision ?? 'undone') === decision) return { kind: 'done', itemId, version: found.item.version };
    const why = await whyNot(transaction, decision, one, other);
    if (why !== undefined) return refused(why);
    const taken: Omit<PersonDecision, 'personId'> = { decision, at: call.at.toISOString(), by: operatorOf(shift.officer) };
    const decided = (body: Person, personId: string): Person => ({ ...body, decisions: [...body.decisions, { personId, ...taken }] });
    const after = [decided(one, other.id), decided(other, one.id)] as const;
    if (!after.every(hasRoom)) return refused('RecordFull');
    const [version = 0] = await call.publish(after.map((body) => ({ kind: 'person', id: body.id, body })));
    return { kind: 'done', itemId, version };
  };

/** Each decision in force can still be taken back. */
const hasRoom = (record: Person): boolean => record.decisions.length + decidedOn(record).length <= MOST_DECISIONS;

/** Two records are never both one person and kept apart, over however many others. */
const whyNot = async (transaction: Transaction, decision: Decision, one: Person, other: Person): Promise<CommandRefusal | undefined> => {
  if (decision === 'undone') return undefined;
  const joined = await joinedTo(transaction, one);
  if (decision === 'apart') return joined.has(other.id) ? 'OnePerson' : undefined;
  const others = await joinedTo(transaction, other);
  if ([...joined.values()].some((record) => decidedOn(record, 'apart').some((id) => others.has(id)))) return 'KeptApart';
  return new Set([...joined.keys(), ...others.keys()]).size > MOST_JOINED ? 'RecordFull' : undefined;
};
