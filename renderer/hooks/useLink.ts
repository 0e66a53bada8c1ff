import { useEffect, useState } from 'react';
import type { LinkStatus } from '../../contracts/ipc/link.ts';
import { api } from '../api.ts';

/** How the laptop stands with HQ, or undefined until main has said. */
export const useLink = (): LinkStatus | undefined => {
  const [status, setStatus] = useState<LinkStatus>();
  useEffect(() => {
    let told = false;
    const stop = api.link.on('changed', (next) => {
      told = true;
      setStatus(next);
    });
    void api.link.status(null).then((answer) => {
      if (answer.ok && !told) setStatus(answer.value);
    });
    return stop;
  }, []);
  return status;
};
