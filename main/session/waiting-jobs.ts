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
 * Asks HQ, while an officer's work is locked here, whether jobs wait for the officer's unit. The store is shut and its key gone: of the
 * officer main remembers the staff id, for as long as the sign-in screen says whose work it is.
 */
export const followWaitingJobs = ({ tunnel, atLock, emit, retryMs = RETRY_MS }: WaitingJobsPorts) => {
  let staffId: string | undefined;
  let asking: AbortController | undefined;
  let current: WaitingJobs = { jobs: 0 };

  const tell = (next: WaitingJobs): void => {
    if (next.jobs === current.jobs) return;
    current = next;
    emit(next);
  };
  const ask = async (officer: string, signal: AbortSignal): Promise<void> => {
    let after: string | undefined;
    while (!signal.aborted) {
      const line = tunnel();
      const query = { staffId: officer, known: current.jobs, ...(after === undefined ? {} : { after }) };
      const called =
        line === undefined || line.status.link === 'offline' || !atLock()
          ? undefined
          : await deviceCaller(line)('waitingJobs', { query }, signal);
      if (signal.aborted) return;
      if (called?.kind !== 'answered') {
        await delay(retryMs, undefined, { signal, ref: false }).catch(() => undefined);
        continue;
      }
      const { asOf, jobs, callSign } = called.value;
      after ??= asOf;
      tell({ jobs, ...(callSign === undefined ? {} : { callSign }) });
    }
  };
  const stop = (): void => {
    asking?.abort();
    asking = undefined;
    tell({ jobs: 0 });
  };
  return {
    get current() {
      return current;
    },
    onState(state: SessionState): void {
      if (state.kind === 'open') {
        stop();
        staffId = state.officer.staffId;
      } else if (!('held' in state) || state.held === undefined) {
        // The way to the PIN says nothing of whose work it was; the sign-in itself decides.
        if (state.kind === 'unlocking') return;
        stop();
        staffId = undefined;
      } else if (staffId !== undefined && asking === undefined) {
        asking = new AbortController();
        void ask(staffId, asking.signal);
      }
    },
  };
};
