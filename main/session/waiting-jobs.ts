import { setTimeout as delay } from 'node:timers/promises';
import type { WaitingJobs } from '../../contracts/ipc/device.ts';
import type { SessionState } from '../../contracts/ipc/session.ts';
import { deviceCaller } from '../device/tunnel/call.ts';
import type { Tunnel } from '../device/tunnel/tunnel.ts';

/** Asked again this soon when HQ gave no answer, and never in circles. */
const RETRY_MS = 5000;

export interface WaitingJobsPorts {
  readonly tunnel: () => Pick<Tunnel, 'request' | 'status'> | undefined;
  /** Policy: a locked laptop may say that jobs wait. */
  readonly atLock: () => boolean;
  readonly emit: (waiting: WaitingJobs) => void;
  readonly retryMs?: number;
}

/**
 * Asks HQ, while an officer's work is locked here, whether jobs, or lines that alert, wait for the officer's unit, or somebody who is missing alerts the officer: those given since the officer's first sign-in in
 * this run of the program, and not acknowledged. The store is shut and its key gone: of the officer main remembers the staff id, for as
 * long as the sign-in screen says whose work it is.
 */
export const followWaitingJobs = ({ tunnel, atLock, emit, retryMs = RETRY_MS }: WaitingJobsPorts) => {
  /** `after`: HQ's instant from which jobs count, once HQ has said it. */
  let officer: { readonly staffId: string; after?: string } | undefined;
  let asking: AbortController | undefined;
  let current: WaitingJobs = { jobs: 0 };

  const tell = (next: WaitingJobs): void => {
    if (next.jobs === current.jobs && next.missing === current.missing && next.alerts === current.alerts) return;
    current = next;
    emit(next);
  };
  /** While work is open, only until HQ has said from when on it counts. */
  const ask = async (of: NonNullable<typeof officer>, isOpen: boolean, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && !(isOpen && of.after !== undefined)) {
      const line = tunnel();
      const query = {
        staffId: of.staffId,
        known: current.jobs,
        knownMissing: current.missing ?? 0,
        knownAlerts: current.alerts ?? 0,
        ...(of.after === undefined ? {} : { after: of.after }),
      };
      const called =
        line === undefined || line.status.link === 'offline' || !atLock()
          ? undefined
          : await deviceCaller(line)('waitingJobs', { query }, signal);
      if (signal.aborted) return;
      if (called?.kind !== 'answered') {
        await delay(retryMs, undefined, { signal, ref: false }).catch(() => undefined);
        continue;
      }
      const { asOf, jobs, callSign, alerts = 0, missing = 0 } = called.value;
      of.after ??= asOf;
      tell({
        jobs,
        ...(callSign === undefined ? {} : { callSign }),
        ...(alerts === 0 ? {} : { alerts }),
        ...(missing === 0 ? {} : { missing }),
      });
    }
  };
  const begin = (isOpen: boolean): void => {
    if (officer === undefined) return;
    asking = new AbortController();
    void ask(officer, isOpen, asking.signal);
  };
  const stop = (): void => {
    asking?.abort();
    asking = undefined;
    tell({ jobs: 0 });
  };
  let isLocked = false;
  return {
    get current() {
      return current;
    },
    onState(state: SessionState): void {
      // The way to the PIN says nothing of whose work it was; the sign-in itself decides.
      if (state.kind === 'unlocking') return;
      const locked = 'held' in state && state.held !== undefined;
      if (locked && isLocked) return;
      isLocked = locked;
      stop();
      if (locked) begin(false);
      else if (state.kind !== 'open') officer = undefined;
      else {
        const { staffId } = state.officer;
        if (officer?.staffId !== staffId) officer = { staffId };
        begin(true);
      }
    },
  };
};
