import type { Locator } from '@playwright/test';

/** Whether the last line of it is seen: neither scrolled away nor under something else. */
export const isInView = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { left, bottom } = element.getBoundingClientRect();
    const seen = document.elementFromPoint(left + 4, bottom - 4);
    return seen !== null && (element.contains(seen) || seen.contains(element)) && seen.closest('form') !== null;
  });
