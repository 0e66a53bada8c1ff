import type { StoreContext } from '../with-open-store.ts';

/** As long as nothing is typed for so long, a search has ended. */
const ENDED_MS = 1500;

/**
 * Journals searches that are made at every key: that one has begun, at once, and how much its last words found, once it has ended. Not what
 * was typed, which may be a name.
 */
export const createSearchJournal = ({ journal }: Pick<StoreContext, 'journal'>) => {
  let ending: NodeJS.Timeout | undefined;
  const write = (found: number): Promise<void> => journal({ action: 'search', subject: 'everything', detail: `${found} found` });
  return async (found: number): Promise<void> => {
    const begins = ending === undefined;
    clearTimeout(ending);
    ending = setTimeout(() => {
      ending = undefined;
      // A session that has been locked meanwhile has the entry of its beginning.
      if (!begins) void write(found).catch(() => undefined);
    }, ENDED_MS).unref();
    if (begins) await write(found);
  };
};
