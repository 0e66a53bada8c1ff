import { useCallback, useEffect, useRef, useState } from 'react';
import type { WorkPlace } from '../../contracts/ipc/session.ts';
import { api } from '../api.ts';
import { type Destination, firstLocations, type Locations, resumed } from './location.ts';

/**
 * Where the officer is, among the officer's `panes`, beginning where the officer was when it was locked: undefined until that is known.
 * Every step is kept in the officer's own store.
 */
export const useStoredLocation = (
  panes: readonly Destination[],
): readonly [Locations | undefined, (to: (before: Locations) => Locations) => void] => {
  const [locations, setLocations] = useState<Locations>();
  const first = useRef(panes);
  const [stored] = useState(() => api.session.place(null));
  useEffect(() => {
    let gone = false;
    const begin = (place: WorkPlace | null): void => {
      if (!gone) setLocations((before) => before ?? resumed(place, Date.now(), first.current));
    };
    void stored.then(
      (answer) => begin(answer.ok ? answer.value : null),
      () => begin(null),
    );
    return () => {
      gone = true;
    };
  }, [stored]);

  const pane = locations?.at;
  const location = pane === undefined ? undefined : locations?.last[pane];
  const item = location === undefined ? undefined : first.current.find(({ name }) => name === pane)?.remember(location);
  useEffect(() => {
    if (pane === undefined) return;
    // At once: the card may leave before any rest is over.
    const place = { pane, ...(item === undefined ? {} : { item }), at: new Date().toISOString() };
    void api.session.setPlace(place).catch(() => undefined);
  }, [pane, item]);

  const change = useCallback((to: (before: Locations) => Locations): void => setLocations((before) => to(before ?? firstLocations)), []);
  return [locations, change];
};
