import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import type { Appearance } from '../../contracts/ipc/session.ts';
import { api } from '../api.ts';

/** Windows and Linux tell a page that the person has forced colours; our high contrast is then the honest answer. */
const forcedColours = window.matchMedia('(forced-colors: active)');

/**
 * Theme and car size: set on the document at once and kept by main for the next start. `<html data-theme data-car>` is what
 * the style sheets look at.
 */
export const useAppearance = (first: Appearance): readonly [Appearance, (next: Appearance) => void] => {
  const [chosen, setChosen] = useState(first);
  const [forced, setForced] = useState(forcedColours.matches);
  const shown: Appearance = forced ? { ...chosen, theme: 'contrast' } : chosen;

  useEffect(() => {
    const look = (): void => setForced(forcedColours.matches);
    forcedColours.addEventListener('change', look);
    return () => forcedColours.removeEventListener('change', look);
  }, []);

  // Before the paint: a page of the wrong theme must not flash at night.
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = shown.theme;
    root.toggleAttribute('data-car', shown.car);
  }, [shown.theme, shown.car]);

  const change = useCallback((next: Appearance): void => {
    setChosen(next);
    void api.session.setAppearance(next);
  }, []);
  return [shown, change];
};
