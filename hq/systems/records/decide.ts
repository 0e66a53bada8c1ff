import type { z } from 'zod';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { MOST_DECISIONS, type Person, type PersonDecision, person } from '../../../contracts/domain/person.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, refused } from '../command.ts';
import { findVisible } from '../find.ts';

type Pair = z.infer<Commands['records']['person.merge']>;

/** records person.merge, person.keepApart and person.unmerge: the decision stands in both records from now on, with who took it. */
export const decide =
  (decision: PersonDecision['decision']): CommandHandler<Pair> =>
  async (call) => {
    const { transaction, shift, itemId, payload } = call;
    const find = (id: string) => findVisible(transaction, { system: 'records', kind: 'person', id }, person, shift.officer);
    const [one, other] = [(await find(itemId))?.body, (await find(payload.otherId))?.body];
    if (one === undefined || other === undefined || one.id === other.id) return refused('NotFound');
    if ([one, other].some(({ decisions }) => decisions.length >= MOST_DECISIONS)) return refused('RecordFull');
    const taken = { decision, at: call.at.toISOString(), by: operatorOf(shift.officer) };
    const decided = (body: Person, personId: string): Person => ({ ...body, decisions: [...body.decisions, { personId, ...taken }] });
    const [version = 0] = await call.publish([
      { kind: 'person', id: one.id, body: decided(one, other.id) },
      { kind: 'person', id: other.id, body: decided(other, one.id) },
    ]);
    return { kind: 'done', itemId, version };
  };
