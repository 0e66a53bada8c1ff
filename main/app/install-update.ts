import { setTimeout as delay } from 'node:timers/promises';
import type { SessionState } from '../../contracts/ipc/session.ts';
import type { Updater } from '../device/update/updater.ts';
import type { Session } from '../session/session.ts';

/** A card that is out for so long was not taken out for a look at the radio. */
const QUIET_MS = 2 * 60_000;
/** A meal takes less: whoever asked for the shift's end has gone home. */
const SHIFT_OVER_MS = 45 * 60_000;

export interface InstallPorts {
  readonly session: Session;
  readonly updater: () => Updater | undefined;
  /** Ends the program for a version that is being installed. */
  readonly quit: () => void;
  readonly now: () => Date;
  readonly quietMs?: number;
  readonly shiftOverMs?: number;
}

export interface UpdateInstallation {
  /** Locks, waits until what was open is closed, and installs. False where no version is ready any more: then nothing is locked. */
  installNow(): boolean;
  /** The officer has closed the window. */
  windowClosed(): void;
  /** The operating system ends its session, and whatever is begun then: half an installation is worse than an old version. */
  systemEnds(): void;
  /**
   * Once nothing is open any more: an installation that outlives the program, where the officer has ended it and the system goes on. Never
   * rejects.
   */
  atEnd(): Promise<void>;
}

/**
 * Has the next version installed when nobody is at work: at the sign-in screen once no card has been in the reader for a while (for longer
 * where the officer said "when my shift ends"), at the officer's word, and when the window is closed. Never while somebody works, signs in
 * or has an unblocking code in hand.
 */
export const installUpdates = (ports: InstallPorts): UpdateInstallation => {
  const { session, updater, quit, quietMs = QUIET_MS, shiftOverMs = SHIFT_OVER_MS } = ports;
  let waiting: AbortController | undefined;
  let isWindowClosed = false;
  let hasTime = true;
  /** Whose shift it is, and until when they have access. */
  let shift: { readonly staffId: string; readonly until: Date } | undefined;

  /** Whether the officer's word still holds it back. A version that HQ takes no more cannot wait. */
  const isHeldBack = (outMs: number): boolean => {
    const status = updater()?.status;
    if (status?.release?.kind !== 'ready' || status.release.goesIn !== 'shiftEnd' || status.outdated !== undefined) return false;
    return outMs < shiftOverMs && shift !== undefined && ports.now() < shift.until;
  };
  const wait = async (signal: AbortSignal): Promise<void> => {
    const since = performance.now();
    for (;;) {
      await delay(quietMs, undefined, { ref: false, signal });
      await session.closed();
      if (signal.aborted) return;
      if (isHeldBack(performance.now() - since)) continue;
      if (await updater()?.install(() => !signal.aborted)) return quit();
    }
  };
  const follow = (state: SessionState): void => {
    if (state.kind === 'open') {
      // The word was another officer's.
      if (shift !== undefined && shift.staffId !== state.officer.staffId) updater()?.want('cardOut');
      shift = { staffId: state.officer.staffId, until: new Date(state.leaseUntil) };
    }
    if (state.kind !== 'noCard') {
      waiting?.abort();
      waiting = undefined;
      return;
    }
    if (waiting !== undefined) return;
    waiting = new AbortController();
    wait(waiting.signal).catch(() => undefined); // A card came.
  };
  session.onChange(follow);
  follow(session.state);

  return {
    installNow() {
      if (updater()?.status.release?.kind !== 'ready') return false;
      session.lock('update');
      void (async () => {
        await session.closed();
        const isFree = (): boolean => session.work === undefined && session.state.kind !== 'unlocking';
        if (await updater()?.install(isFree)) quit();
      })();
      return true;
    },
    windowClosed() {
      isWindowClosed = true;
    },
    systemEnds() {
      hasTime = false;
    },
    async atEnd() {
      if (isWindowClosed) await updater()?.install(() => hasTime, false);
    },
  };
};
