import type { SessionState } from '../../contracts/ipc/session.ts';
import { api } from '../api.ts';
import { useFollowed } from './useFollowed.ts';

/** The session as main says it is. What came before is not kept: nothing of an officer outlives it. */
export const useSession = (first: SessionState): SessionState =>
  useFollowed(
    first,
    (listener) => api.session.on('changed', listener),
    () => api.session.state(null),
  )[0];
