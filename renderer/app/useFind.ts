import { useCallback, useState } from 'react';
import { api } from '../api.ts';
import { locationOfFound } from '../panes/index.ts';
import type { Location } from '../workspace/location.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What the search box is to look for; another object each time, also for the same words. */
export interface WantedSearch {
  readonly text: string;
}

/** Follows a reference: to the one item on this laptop that it names, else to the search box. */
export const useFind = (go: (to: Location) => void): { readonly wanted: WantedSearch | undefined; readonly find: Workspace['find'] } => {
  const [wanted, setWanted] = useState<WantedSearch>();
  const find = useCallback(
    ({ search: text, id }: Parameters<Workspace['find']>[0]): void => {
      void api.today
        .search({ text })
        .then((answer) => {
          const items = answer.ok ? answer.value.groups.flatMap((group) => group.items) : [];
          const named = id === undefined ? items : items.filter((item) => item.id === id);
          const only = named.length === 1 ? named[0] : undefined;
          if (only !== undefined) go(locationOfFound(only));
          else setWanted({ text });
        })
        .catch(() => setWanted({ text }));
    },
    [go],
  );
  return { wanted, find };
};
