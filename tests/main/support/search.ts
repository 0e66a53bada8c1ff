import type { FoundItem } from '../../../contracts/ipc/today.ts';
import type { Store } from '../../../main/store/store.ts';
import { officer } from './items.ts';

/** What the search box finds. */
export const search = async (store: Store, text: string): Promise<readonly FoundItem[]> =>
  (await store.read('today.search', { text, officer: officer() })).items;
