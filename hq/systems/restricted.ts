import type { System } from '../../contracts/hq/feeds.ts';
import { systemOfKind } from '../../contracts/systems/index.ts';
import type { Transaction } from '../database/database.ts';
import { keys } from './access-keys.ts';
import type { ItemName } from './define.ts';

/** Who alone sees those of the items that are restricted (hq/search/restrict.ts), whatever their kind says; undefined for one that is not. */
export const restrictedKeys = async (
  transaction: Transaction,
  system: System,
  items: readonly ItemName[],
): Promise<(item: ItemName) => readonly string[] | undefined> => {
  const rows = await transaction.selectFrom('restriction').select(['kind', 'id', 'staff_ids']).where('system', '=', system).execute();
  if (rows.length === 0 || items.length === 0) return () => undefined;
  const named = new Map(rows.map(({ kind, id, staff_ids }) => [`${kind} ${id}`, staff_ids.map(keys.staff).sort()]));
  return ({ kind, id }) => named.get(`${kind} ${id}`);
};

/** The same of one item, of whichever system. */
export const restrictedTo = async (transaction: Transaction, item: ItemName | undefined): Promise<readonly string[] | undefined> => {
  const system = item && systemOfKind(item.kind);
  return item === undefined || system === undefined ? undefined : (await restrictedKeys(transaction, system, [item]))(item);
};
