import { useCallback, useEffect, useRef, useState } from 'react';
import type { WorkPlace } from '../../contracts/ipc/session.ts';
import { api } from '../api.ts';
import { firstPlaces, itemOfPlace, type PaneName, type Places, resumed } from './location.ts';

/**
 * The places of the window, among the officer's `panes`, beginning where the officer was when it was locked: undefined until that is known. Every step is kept in
 * the officer's own store.
 */
export const useWorkPlace = (panes: readonly PaneName[]): readonly [Places | undefined, (to: (before: Places) => Places) => void] => {
  const [places, setPlaces] = useState<Places>();
  const first = useRef(panes);
  useEffect(() => {
    let gone = false;
    const begin = (place: WorkPlace | null): void => {
      if (!gone) setPlaces((before) => before ?? resumed(place, Date.now(), first.current));
    };
    void api.session.place(null).then(
      (answer) => begin(answer.ok ? answer.value : null),
      () => begin(null),
    );
    return () => {
      gone = true;
    };
  }, []);

  const pane = places?.at;
  const item = places === undefined ? undefined : itemOfPlace(places.last[places.at]);
  useEffect(() => {
    if (pane === undefined) return;
    // At once: the card may leave before any rest is over.
    const place = { pane, ...(item === undefined ? {} : { item }), at: new Date().toISOString() };
    void api.session.setPlace(place).catch(() => undefined);
  }, [pane, item]);

  const change = useCallback((to: (before: Places) => Places): void => setPlaces((before) => to(before ?? firstPlaces)), []);
  return [places, change];
};
