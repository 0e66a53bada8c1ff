import { type RefObject, useLayoutEffect, useState } from 'react';

/** Gives the focus to the first of `selectors` that is in the part, once what was changed with it is there. */
export const useFocusIn = (part: RefObject<HTMLElement | null>): ((...selectors: readonly string[]) => void) => {
  const [wanted, setWanted] = useState<readonly string[]>();
  useLayoutEffect(() => {
    if (wanted === undefined) return;
    const there = wanted.map((selector) => part.current?.querySelector<HTMLElement>(selector)).find(Boolean);
    there?.focus();
    setWanted(undefined);
  }, [wanted, part]);
  return (...selectors) => setWanted(selectors);
};
