import type { z } from 'zod';
import { newPerson } from '../../../contracts/domain/new-person.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandHandler, decidedAt } from '../command.ts';
import { createItem } from '../create.ts';

/** records person.create: a new record under the force's next number, seen by the officer's area. */
export const createPerson: CommandHandler<z.infer<Commands['records']['person.create']>> = (call) => {
  const { officer } = call.shift;
  const written = { madeAs: call.itemId, at: decidedAt(call.payload.at, call), by: operatorOf(officer) };
  return createItem(
    call,
    { system: 'records', kind: 'person', prefix: 'N-', digits: 6, most: 999_999_999 },
    { ...newPerson(call.payload, { ...written, area: officer.area }) },
  );
};
