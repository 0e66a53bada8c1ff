import type { z } from 'zod';
import { isProvisional } from '../../contracts/domain/provisional.ts';
import type { FieldPath } from '../../contracts/hq/commands.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import { commandContract, idFields, idsOf, systemOfKind, withIds } from '../../contracts/systems/index.ts';
import type { Transaction } from '../database/database.ts';
import { findCreated } from '../database/items.ts';
import { type CommandCall, type CommandOutcome, refused } from './command.ts';
import { isVisible } from './find.ts';
import { commandHandler } from './index.ts';
import { publish } from './publish.ts';

export interface PreparedCommand {
  /** As its contract has it: what it has not is left out, and what is checked of it is what is stored. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly cardSigned: boolean;
  readonly carryOut: (call: Omit<CommandCall<never>, 'payload' | 'publish'>) => Promise<CommandOutcome>;
}

/**
 * A command ready to be carried out: known, and with a payload of its contract. Otherwise what is wrong with it, and where. Its handler is told
 * items by their numbers, whatever the laptop calls them, and of those that it refers to only what the officer may see; the outcome names the
 * item as it was asked for.
 */
export const prepare = (system: System, command: string, payload: unknown): PreparedCommand | Unprepared => {
  const contract = commandContract(system, command);
  const handler = commandHandler(system, command);
  if (contract === undefined || handler === undefined) return { code: 'CommandUnknown' };
  const parsed = contract.payload.safeParse(payload);
  if (!parsed.success) return { code: 'PayloadMalformed', at: fieldOf(parsed.error) };
  const { effect, itemField } = contract;
  const carryOut: PreparedCommand['carryOut'] = async (call) => {
    const { transaction, itemId: asked } = call;
    const { officer } = call.shift;
    const { staffId } = officer;
    if (itemField !== undefined && parsed.data[itemField] !== asked) return refused('PayloadMalformed');
    if (effect === 'create') {
      if (!isProvisional(asked)) return refused('PayloadMalformed');
      if ((await findCreated(transaction, staffId, asked)) !== undefined) return refused('AlreadyNumbered');
    }
    const fields: Record<string, unknown> = { ...parsed.data };
    for (const { field, kind, seen, within } of idFields(contract)) {
      const owner = systemOfKind(kind);
      const numbers = new Map<string, string>();
      for (const id of idsOf(fields[field], within)) {
        const number = await numberOf(transaction, staffId, kind, id);
        if (number === undefined) return refused('ItemNotNumberedYet', field);
        if (seen && (owner === undefined || !(await isVisible(transaction, { system: owner, kind, id: number }, officer))))
          return refused('NotFound', field);
        numbers.set(id, number);
      }
      fields[field] = withIds(fields[field], (id) => numbers.get(id) ?? id, within);
    }
    const itemId = effect === 'create' ? asked : await numberOf(transaction, staffId, contract.item, asked);
    if (itemId === undefined) return refused('ItemNotNumberedYet');
    const outcome = await handler({ ...call, itemId, payload: fields, publish: (items) => publish(transaction, system, items) });
    return outcome.kind === 'refused' ? outcome : { ...outcome, itemId: asked };
  };
  return { payload: parsed.data, cardSigned: contract.cardSigned === true, carryOut };
};

interface Unprepared {
  readonly code: 'CommandUnknown' | 'PayloadMalformed';
  readonly at?: FieldPath | undefined;
}
/** The first field that is not of the contract; undefined where it is the payload as such. */
const fieldOf = ({ issues: [issue] }: z.ZodError): FieldPath | undefined => {
  const path = issue?.path.flatMap((name) => (typeof name === 'symbol' ? [] : [name])) ?? [];
  return path.length === 0 ? undefined : path;
};

/** The number of the item that the officer's laptop names by it or by a provisional id; undefined for one that HQ has not numbered. */
const numberOf = async (transaction: Transaction, staffId: string, kind: string, id: string): Promise<string | undefined> => {
  if (!isProvisional(id)) return id;
  const made = await findCreated(transaction, staffId, id);
  return made?.kind === kind ? made.id : undefined;
};
