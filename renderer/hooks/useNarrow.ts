import { useSyncExternalStore } from 'react';

/** From here on a list and its item have no room side by side: a small window, or a large one at 200 %. */
const narrow = window.matchMedia('(max-width: 1199px)');

const follow = (listener: () => void): (() => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** Whether the window shows a list or its item, and not both. */
export const useNarrow = (): boolean => useSyncExternalStore(follow, () => narrow.matches);
