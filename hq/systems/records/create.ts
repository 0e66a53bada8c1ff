import type { z } from 'zod';
import { newPerson } from '../../../contracts/domain/new-person.ts';
import type { Written } from '../../../contracts/domain/new-record.ts';
import { newThing } from '../../../contracts/domain/new-thing.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { thingPrefixes } from '../../../contracts/domain/thing-type.ts';
import type { Commands } from '../../../contracts/systems/index.ts';
import { type CommandCall, type CommandHandler, decidedAt } from '../command.ts';
import { createItem } from '../create.ts';

const MOST = 999_999_999;

/** records person.create: a new record under the force's next number, seen by the officer's area. */
export const createPerson: CommandHandler<z.infer<Commands['records']['person.create']>> = (call) =>
  createItem(call, { system: 'records', kind: 'person', prefix: 'N-', digits: 6, most: MOST }, newPerson(call.payload, writtenIn(call)));

/** records thing.create: likewise, under the next number of its type. */
export const createThing: CommandHandler<z.infer<Commands['records']['thing.create']>> = (call) =>
  createItem(
    call,
    { system: 'records', kind: 'thing', prefix: thingPrefixes[call.payload.type], digits: 4, most: MOST },
    { ...newThing(call.payload, writtenIn(call)) },
  );

const writtenIn = (call: CommandCall<{ readonly at: string }>): Written & { readonly area: string } => {
  const { officer } = call.shift;
  return { madeAs: call.itemId, at: decidedAt(call.payload.at, call), by: operatorOf(officer), area: officer.area };
};
