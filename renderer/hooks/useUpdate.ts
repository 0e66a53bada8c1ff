import type { UpdateStatus } from '../../contracts/ipc/update.ts';
import { api } from '../api.ts';
import { useFollowed } from './useFollowed.ts';

const none: UpdateStatus = {};

/** The program's next version on this laptop, and whether HQ still takes this one. */
export const useUpdate = (): UpdateStatus =>
  useFollowed(
    none,
    (listener) => api.update.on('changed', listener),
    () => api.update.status(null),
  )[0];
