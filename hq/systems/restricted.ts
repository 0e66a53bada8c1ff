import type { System } from '../../contracts/hq/feeds.ts';
import type { Transaction } from '../database/database.ts';
import { keys } from './access-keys.ts';

interface ItemName {
  readonly kind: string;
  readonly id: string;
}

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
