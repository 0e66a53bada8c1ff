import type { z } from 'zod';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { Query } from '../database/database.ts';
import { findItem, type Item } from '../database/items.ts';
import { accessKeysOfOfficer } from './access-keys.ts';

/** An item with its body read. */
export interface Found<Body> {
  readonly item: Item;
  readonly body: Body;
}

/** Whether there is such an item, and the officer may see it. */
export const isVisible = async (
  query: Query,
  key: { readonly system: System; readonly kind: string; readonly id: string },
  officer: Officer,
): Promise<boolean> => {
  const item = await findItem(query, { ...key, owner: '' });
  return item !== undefined && sees(officer, item);
};

/** The item, for an officer who may see it (for anybody, without one); undefined when there is none for them. */
export const findVisible = async <Schema extends z.ZodType>(
  query: Query,
  key: { readonly system: System; readonly kind: string; readonly id: string },
  schema: Schema,
  officer: Officer | undefined,
): Promise<Found<z.infer<Schema>> | undefined> => {
  const item = await findItem(query, { ...key, owner: '' });
  if (item === undefined) return undefined;
  if (officer !== undefined && !sees(officer, item)) return undefined;
  return { item, body: schema.parse(item.body) };
};

/** Whether the officer may see the item. */
export const sees = (officer: Officer, item: Pick<Item, 'access_keys'>): boolean =>
  accessKeysOfOfficer(officer).some((held) => item.access_keys.includes(held));
