import type { SessionState } from '../../contracts/ipc/session.ts';
import { createFaultedSession } from './faulted.ts';
import type { Session } from './session.ts';

/** The session that the window speaks with, whichever is behind it now. */
export interface SessionProxy extends Session {
  /** From now on this one; its state is told. */
  use(session: Session): void;
}

/**
 * A laptop that becomes known to HQ while the program runs gets another session than it began with; the window, which asks before there
 * is any, must not notice.
 */
export const createSessionProxy = (): SessionProxy => {
  // Nobody sees its fault: until `use` the state is `starting`.
  let current: Session = createFaultedSession('DeviceUnknown');
  let started = false;
  const listeners: ((state: SessionState) => void)[] = [];
  const tell = (state: SessionState): void => {
    for (const listener of listeners) listener(state);
  };
  return {
    get state(): SessionState {
      return started ? current.state : { kind: 'starting' };
    },
    get work() {
      return current.work;
    },
    use(session) {
      current = session;
      started = true;
      session.onChange((state) => {
        if (current === session) tell(state);
      });
      tell(session.state);
    },
    onChange: (listener) => void listeners.push(listener),
    signIn: (pin) => current.signIn(pin),
    choose: (id) => current.choose(id),
    changePin: (oldPin, newPin) => current.changePin(oldPin, newPin),
    unblockPin: (puk, newPin) => current.unblockPin(puk, newPin),
    lock: (cause) => current.lock(cause),
    withdraw: (deviceBlock) => current.withdraw(deviceBlock),
    disown: () => current.disown(),
    restore: () => current.restore(),
    closed: () => current.closed(),
    trustRenewed: () => current.trustRenewed(),
    close: () => current.close(),
  };
};
