import { useCallback, useEffect, useState } from 'react';
import type { Notice } from '../../contracts/ipc/device.ts';
import { api } from '../api.ts';

/** What ICT says to whoever is at this laptop, oldest first, and the way to put one away. It is the laptop's, no officer's. */
export const useNotices = (): { readonly notices: readonly Notice[]; readonly read: (id: string) => void } => {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEffect(() => {
    let told = false;
    const stop = api.device.on('notices', (next) => {
      told = true;
      setNotices(next.notices);
    });
    void api.device.notices(null).then(
      (answer) => {
        if (answer.ok && !told) setNotices(answer.value.notices);
      },
      // Nobody answers before the laptop is up; the event then brings them.
      () => undefined,
    );
    return stop;
  }, []);
  // It goes when main has put it away, so that one that could not be is not lost.
  const read = useCallback((id: string): void => {
    void api.device.dismissNotice({ id }).then((answer) => {
      if (answer.ok) setNotices((before) => before.filter((notice) => notice.id !== id));
    });
  }, []);
  return { notices: notices.toSorted((one, other) => one.at.localeCompare(other.at)), read };
};
