import { useCallback } from 'react';
import type { Notice } from '../../contracts/ipc/device.ts';
import { api } from '../api.ts';
import { useFollowed } from './useFollowed.ts';

const none: { notices: Notice[] } = { notices: [] };

/** What ICT says to whoever is at this laptop, oldest first, and the way to put one away. It is the laptop's, no officer's. */
export const useNotices = (): { readonly notices: readonly Notice[]; readonly read: (id: string) => void } => {
  const [{ notices }, setNotices] = useFollowed(
    none,
    (listener) => api.device.on('notices', listener),
    () => api.device.notices(null),
  );
  // It goes when main has put it away, so that one that could not be is not lost.
  const read = useCallback(
    (id: string): void => {
      void api.device.dismissNotice({ id }).then((answer) => {
        if (answer.ok) setNotices((before) => ({ notices: before.notices.filter((notice) => notice.id !== id) }));
      });
    },
    [setNotices],
  );
  return { notices: notices.toSorted((one, other) => one.at.localeCompare(other.at)), read };
};
