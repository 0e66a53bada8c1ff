import { NOTIFICATION_INTERVAL_MS, type System } from '../../contracts/hq/feeds.ts';
import { backoff } from './backoff.ts';
import { type LoopPorts, runLoop, whenAborted } from './loop.ts';
import type { Services } from './services.ts';
import type { WakeSignal } from './wake-signal.ts';

/** HQ notifies every 25 s even when nothing changed; two of them missing is a dead link, one is a slow one. */
const SILENCE_MS = 2.5 * NOTIFICATION_INTERVAL_MS;

export interface ChangeNotificationStream {
  readonly system: System;
  readonly services: Services;
  readonly onChangeNotification: () => void;
  /** Woken to end the wait between two tries. */
  readonly urgent: WakeSignal;
}

/** Holds the stream of notifications of one system open for as long as there is a link. */
export const runChangeNotifications = (stream: ChangeNotificationStream, ports: LoopPorts): Promise<void> => {
  let heard = 0;
  return runLoop(ports, stream.system, {
    async round() {
      const before = heard;
      await holdStream(stream, ports, () => {
        heard += 1;
        stream.onChangeNotification();
      });
      // A stream that ends having said something was a good one; one that did not is a failure like any other.
      if (heard === before) throw new Error('the change notifications ended without one');
      await stream.urgent.wait(backoff(1, ports.random), ports.signal);
    },
    rest: (failures) => stream.urgent.wait(backoff(failures, ports.random), ports.signal),
  });
};

/** Resolves when the stream ends, or has been silent for too long. */
const holdStream = async (
  { system, services }: ChangeNotificationStream,
  { clock, signal }: LoopPorts,
  onChangeNotification: () => void,
): Promise<void> => {
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  let spoke = true;
  const hear = (): void => {
    if (either.aborted) return;
    spoke = true;
    onChangeNotification();
  };
  const watch = async (): Promise<void> => {
    while (spoke && !either.aborted) {
      spoke = false;
      await clock.sleep(SILENCE_MS, either);
    }
  };
  try {
    await Promise.race([services.changeNotifications(system, hear, either), whenAborted(signal), watch()]);
  } finally {
    ended.abort();
  }
};
