import type { DeviceBlock, LaptopFault, SessionState } from '../../contracts/ipc/session.ts';
import { fail } from '../../contracts/result.ts';
import type { Session } from './session.ts';

/** The session of a laptop on which nothing can be opened until ICT acts. What ICT says of the laptop goes before its fault. */
export const createFaultedSession = (fault: LaptopFault): Session => {
  const listeners: ((state: SessionState) => void)[] = [];
  let deviceBlock: DeviceBlock | undefined;
  const state = (): SessionState => (deviceBlock === undefined ? { kind: 'fault', fault } : { kind: 'withdrawn', deviceBlock });
  const become = (next: DeviceBlock | undefined): void => {
    deviceBlock = next;
    for (const listener of listeners) listener(state());
  };
  return {
    get state() {
      return state();
    },
    work: undefined,
    onChange: (listener) => void listeners.push(listener),
    signIn: async (pin) => {
      pin.fill(0);
      return fail('CardBusy');
    },
    choose: () => fail('CardRemoved'),
    changePin: refusePins,
    unblockPin: refusePins,
    lock: () => undefined,
    withdraw: become,
    disown: () => undefined,
    restore: () => become(undefined),
    closed: async () => undefined,
    trustRenewed: () => undefined,
    close: async () => undefined,
  };
};

const refusePins = async (...pins: readonly Uint8Array[]) => {
  for (const pin of pins) pin.fill(0);
  return fail('CardBusy');
};
