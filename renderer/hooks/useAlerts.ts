import { useCallback, useEffect, useRef, useState } from 'react';
import type { Alert } from '../../contracts/ipc/storm.ts';
import { give } from '../give.ts';
import { firstQuestions } from './firstQuestions.ts';
import { useAsk } from './useAsk.ts';
import { useBell } from './useBell.ts';

export interface Alerts {
  /** What HQ has not the officer's acknowledgement of, gravest first; what is on its way last. */
  readonly alerts: readonly Alert[];
  /** Those that have just come: said once to whoever hears the page. */
  readonly arrived: readonly Alert[];
  /** Tells HQ that the officer knows. */
  readonly acknowledge: (alert: Alert) => void;
  /** An acknowledgement was not taken on: nothing says that HQ will know. */
  readonly refused: boolean;
}

const none: readonly Alert[] = [];
/** What an alert tells: a later line of the same log is told again. */
const newsOf = ({ id, job, lines }: Alert): string => `${id} ${job} ${lines.at(-1)?.id ?? ''}`;

/** The unit's alerts: each sounds once in a session, unless it is silenced, and is shown until HQ knows that the officer knows. */
export const useAlerts = (sound: boolean): Alerts => {
  const { state } = useAsk(firstQuestions.alerts.key, firstQuestions.alerts.call, firstQuestions.alerts);
  const value = state.kind === 'ready' ? state.value : undefined;
  const [arrived, setArrived] = useState(none);
  const [refused, setRefused] = useState(false);
  const told = useRef<ReadonlySet<string>>(new Set());
  const ring = useBell(sound);
  useEffect(() => {
    if (value === undefined) return;
    const fresh = value.filter((alert) => alert.sending === undefined && !told.current.has(newsOf(alert)));
    // One that was taken away and is given again is told again.
    told.current = new Set(value.map(newsOf));
    if (fresh.length === 0) return;
    setArrived(fresh);
    ring();
  }, [value, ring]);
  const acknowledge = useCallback(
    ({ id, upTo }: Alert): void =>
      void give('storm', 'incident.acknowledge', { incidentId: id, ...(upTo === undefined ? {} : { upTo }) }).then(({ ok }) =>
        setRefused(!ok),
      ),
    [],
  );
  return { alerts: value ?? none, arrived, acknowledge, refused };
};
