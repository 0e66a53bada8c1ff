import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { LockedError } from '../../platform/ipc/locked.ts';
import type { Updater } from './updater.ts';

/** The program's next version, for the window. `updater` is undefined while HQ does not know this laptop; `work`: what is open now. */
export const createUpdateHandlers = (ports: {
  readonly updater: () => Updater | undefined;
  readonly work: () => object | undefined;
  readonly installNow: () => boolean;
}): Handlers['update'] => ({
  status: async () => ok(ports.updater()?.status ?? {}),
  choose: async ({ when }) => {
    if (ports.work() === undefined) throw new LockedError();
    const taken = when === 'now' ? ports.installNow() : ports.updater()?.want('shiftEnd');
    return taken ? ok(null) : fail('NotReady');
  },
});
