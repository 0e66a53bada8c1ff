import { useCallback, useEffect, useState } from 'react';
import { keepFocus, leaveFocus } from '../ui/keepFocus.ts';
import { enter, focusList } from '../ui/regions.ts';

/** A pane that has no list by then has the focus on its first control, as soon as there is one. */
const waitMs = 1000;

/**
 * Puts the focus into the list of the pane on screen, as soon as it is there, whenever that is asked for, and once at the beginning.
 * Whoever moves the focus meanwhile keeps it.
 */
export const useListFocus = (): (() => void) => {
  const [wanted, setWanted] = useState(0);
  useEffect(() => {
    const main = document.querySelector('main');
    // At the beginning only what nobody has.
    if (main === null || (wanted === 0 && document.activeElement !== document.body)) return undefined;
    keepFocus((late) => {
      const region = main.querySelector('[data-region]');
      return focusList(main) || (late && region !== null && enter(region));
    }, waitMs);
    return leaveFocus;
  }, [wanted]);
  return useCallback((): void => setWanted((before) => before + 1), []);
};
