import type { Handlers } from '../../../contracts/ipc/index.ts';
import { ok } from '../../../contracts/result.ts';
import type { Updater } from './updater.ts';

/** The program's next version, for the window. `updater` is undefined while HQ does not know this laptop. */
export const createUpdateHandlers = (updater: () => Updater | undefined): Handlers['update'] => ({
  status: async () => ok(updater()?.status ?? {}),
});
