import type { LinkStatus } from '../../contracts/ipc/link.ts';
import { api } from '../api.ts';
import { useFollowed } from './useFollowed.ts';

/** How the laptop stands with HQ, or undefined until main has said. */
export const useLink = (): LinkStatus | undefined =>
  useFollowed<LinkStatus | undefined>(
    undefined,
    (listener) => api.link.on('changed', listener),
    () => api.link.status(null),
  )[0];
