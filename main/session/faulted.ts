import type { LaptopFault } from '../../contracts/ipc/session.ts';
import { fail } from '../../contracts/result.ts';
import type { Session } from './session.ts';

/** The session of a laptop on which nothing can be opened until ICT acts. */
export const createFaultedSession = (fault: LaptopFault): Session => ({
  state: { kind: 'fault', fault },
  work: undefined,
  onChange: () => undefined,
  signIn: async (pin) => {
    pin.fill(0);
    return fail('CardBusy');
  },
  lock: () => undefined,
  trustRenewed: () => undefined,
  close: async () => undefined,
});
