import { useEffect, useState } from 'react';
import type { SessionState } from '../../contracts/ipc/session.ts';
import { api } from '../api.ts';

/** The session as main tells it. What came before is not kept: nothing of an officer outlives it. */
export const useSession = (first: SessionState): SessionState => {
  const [state, setState] = useState(first);
  useEffect(() => {
    let told = false;
    const stop = api.session.on('changed', (next) => {
      told = true;
      setState(next);
    });
    // A change between the first question and this subscription would be lost: ask once more.
    void api.session.state(null).then((answer) => {
      if (answer.ok && !told) setState(answer.value);
    });
    return stop;
  }, []);
  return state;
};
