import type { Log } from '../platform/log/log.ts';
import type { SessionControl } from './session-control.ts';
import type { Tunnel } from './tunnel/tunnel.ts';

export interface RejectionPorts {
  readonly tunnel: Tunnel;
  readonly session: Pick<SessionControl, 'disown'>;
  /** Removes every lease, with its device share, from this laptop. */
  readonly dropLeases: () => void;
  /** HQ lets this laptop in again: officers may sign in, unless something else keeps them out. */
  readonly restore: () => void;
  readonly log: Log;
}

/** Whether HQ stands by this laptop. */
export interface RejectionFollower {
  /** HQ has said that it is cut off, and nothing else since. */
  readonly disowned: boolean;
  stop(): void;
}

/**
 * Follows what HQ itself says of this laptop. One that was cut off locks, and its device shares go: from then on nothing here opens,
 * with signal or without. A cut connection alone, which anybody on the way can make, is never taken for that,
 * nor that HQ does not know it, which an older backup of HQ's register makes.
 */
export const followRejection = ({ tunnel, session, dropLeases, restore, log }: RejectionPorts): RejectionFollower => {
  let disowned = false;
  const look = (): void => {
    const { link } = tunnel.status;
    if (tunnel.status.disowned && !disowned) {
      disowned = true;
      log('disowned');
      session.disown();
      dropLeases();
    } else if (link !== 'offline' && disowned) {
      disowned = false;
      log('ownedAgain');
      restore();
    }
  };
  const unlisten = tunnel.onStatus(look);
  look();
  return {
    get disowned() {
      return disowned;
    },
    stop: unlisten,
  };
};
