import { setTimeout as delay } from 'node:timers/promises';
import type { Updater } from '../device/update/updater.ts';
import type { Session } from '../session/session.ts';

/** A card that is out for so long was not taken out for a look at the radio. */
const QUIET_MS = 2 * 60_000;

/**
 * Has the next version installed at the sign-in screen, once no card has been in the reader for a while and what was open is closed: never
 * while somebody works, signs in or has an unblocking code in hand. `quit` ends the program for it.
 */
export const installSignedOut = (ports: {
  readonly session: Session;
  readonly updater: () => Updater | undefined;
  readonly quit: () => void;
  readonly quietMs?: number;
}): void => {
  const { session, updater, quit, quietMs = QUIET_MS } = ports;
  let waiting: AbortController | undefined;
  const wait = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      await delay(quietMs, undefined, { ref: false, signal });
      await session.closed();
      if (signal.aborted) return;
      if (await updater()?.install(() => !signal.aborted)) return quit();
    }
  };
  const follow = (kind: Session['state']['kind']): void => {
    if (kind !== 'noCard') {
      waiting?.abort();
      waiting = undefined;
      return;
    }
    if (waiting !== undefined) return;
    waiting = new AbortController();
    wait(waiting.signal).catch(() => undefined); // A card came.
  };
  session.onChange(({ kind }) => follow(kind));
  follow(session.state.kind);
};
