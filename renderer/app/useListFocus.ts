import { useCallback, useEffect, useState } from 'react';
import { enter, focusList } from '../ui/regions.ts';

/** A pane that has no list by then has the focus on its first control. */
const waitMs = 1000;

/**
 * Puts the focus into the list of the pane on screen, as soon as it is there, whenever that is asked for, and once at the beginning.
 * Whoever moves the focus meanwhile keeps it.
 */
export const useListFocus = (): (() => void) => {
  const [wanted, setWanted] = useState(0);
  useEffect(() => {
    const main = document.querySelector('main');
    if (main === null) return undefined;
    const from = document.activeElement;
    const isFree = (): boolean => document.activeElement === document.body || document.activeElement === from;
    const observer = new MutationObserver(() => {
      if (!isFree() || focusList(main)) stop();
    });
    const timer = setTimeout(() => {
      const region = main.querySelector('[data-region]');
      if (isFree() && region !== null) enter(region);
      stop();
    }, waitMs);
    const stop = (): void => {
      observer.disconnect();
      clearTimeout(timer);
    };
    // At the beginning only what nobody has.
    if (wanted === 0 && from !== document.body) stop();
    else if (focusList(main)) stop();
    else observer.observe(main, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-current'] });
    return stop;
  }, [wanted]);
  return useCallback((): void => setWanted((before) => before + 1), []);
};
