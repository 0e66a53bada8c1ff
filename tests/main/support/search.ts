import type { FoundItem } from '../../../contracts/ipc/today.ts';
import type { Store } from '../../../main/store/store.ts';
import { officer } from './items.ts';

/** The items that the search box finds, without the vehicles and places of which they tell. */
export const search = async (store: Store, text: string): Promise<readonly FoundItem[]> =>
  (await store.read('today.search', { text, officer: officer() })).flatMap(({ items }) => items.filter(({ told }) => told === undefined));
