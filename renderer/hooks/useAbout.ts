import { useEffect, useRef, useState } from 'react';
import type { About, SessionState } from '../../contracts/ipc/session.ts';
import { api } from '../api.ts';

/** What this laptop is. Asked again when a fault or a deviceBlock is over: by then it may have a name, or another one. */
export const useAbout = (first: About | undefined, kind: SessionState['kind']): About | undefined => {
  const [about, setAbout] = useState(first);
  const well = kind !== 'starting' && kind !== 'fault' && kind !== 'withdrawn';
  const was = useRef(well);
  useEffect(() => {
    const changed = was.current !== well;
    was.current = well;
    if (!changed) return;
    void api.session.about(null).then((answer) => {
      if (answer.ok) setAbout(answer.value);
    });
  }, [well]);
  return about;
};
