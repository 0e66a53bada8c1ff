import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MissingAlert } from '../../contracts/ipc/missing.ts';
import type { Alert as LogAlert } from '../../contracts/ipc/storm.ts';
import { assertNever } from '../../contracts/result.ts';
import { api } from '../api.ts';
import { give } from '../give.ts';
import { firstQuestions } from './firstQuestions.ts';
import { useAsk } from './useAsk.ts';
import { useBell } from './useBell.ts';

/** What the officer must know, whichever system tells it: of a log, or of somebody who is missing. */
export type Alert = (LogAlert & { readonly about: 'log' }) | (MissingAlert & { readonly about: 'missing' });

export interface Alerts {
  /** What is not acknowledged, or HQ has not the acknowledgement of; gravest first, what is on its way last. */
  readonly alerts: readonly Alert[];
  /** Those that have just come: said once to whoever hears the page. */
  readonly arrived: readonly Alert[];
  /** The officer knows of it: HQ is told, or the laptop notes it where nobody at HQ waits for it, as of what was missed. */
  readonly acknowledge: (alert: Alert) => void;
  /** An acknowledgement was not taken on: nothing says that HQ will know. */
  readonly refused: boolean;
}

/** What comes near or is late by the clock alone is shown within this. */
const EVERY_MS = 30_000;
const none: readonly Alert[] = [];

/** What an alert stands for in the list: one of a log, or one cause of somebody. */
export const alertKey = (alert: Alert): string => (alert.about === 'log' ? alert.id : `${alert.id} ${alert.cause}`);
/** What an alert tells: a later line of the same log, or a later review, is told again. */
const newsOf = (alert: Alert): string =>
  alert.about === 'log'
    ? `${alert.id} ${alert.missed?.because ?? alert.job} ${alert.lines.at(-1)?.id ?? ''}`
    : `${alertKey(alert)} ${alert.late ? 'late' : 'near'} ${alert.at}`;

/** It ended before it was acknowledged: what is left of it is to be read. */
export const isMissed = (alert: Alert): boolean => alert.about === 'log' && alert.missed !== undefined;

/** What interrupts whoever hears the page; the rest waits for a pause. */
export const isGrave = (alert: Alert): boolean => {
  switch (alert.about) {
    case 'log':
      return !isMissed(alert) && ((alert.job && alert.grade <= 2) || alert.lines.some(({ kind }) => kind !== 'regrade'));
    case 'missing':
      return alert.cause === 'need' || (alert.cause === 'circulated' && alert.grade === 'high');
    default:
      return assertNever(alert);
  }
};

/** The officer's alerts: each sounds once in a session, unless it is silenced, and is shown until it is acknowledged. */
export const useAlerts = (sound: boolean): Alerts => {
  const { alerts: ofLogs, missingAlerts: ofMissing } = firstQuestions;
  const logs = useAsk(ofLogs.key, ofLogs.call, ofLogs).state;
  const missing = useAsk(ofMissing.key, ofMissing.call, { topics: ofMissing.topics, everyMs: EVERY_MS, fresh: false }).state;
  const told = useRef<ReadonlySet<string>>(new Set());
  const value = useMemo(() => {
    const all: readonly Alert[] = [
      ...(logs.kind === 'ready' ? logs.value.map((alert) => ({ ...alert, about: 'log' as const })) : []),
      ...(missing.kind === 'ready' ? missing.value.map((alert) => ({ ...alert, about: 'missing' as const })) : []),
    ];
    return all.length === 0 ? none : all.toSorted((one, other) => weightOf(one) - weightOf(other));
  }, [logs, missing]);
  const [arrived, setArrived] = useState(none);
  const [refused, setRefused] = useState(false);
  const ring = useBell(sound);
  useEffect(() => {
    const fresh = value.filter((alert) => alert.sending === undefined && !told.current.has(newsOf(alert)));
    // One that was taken away and is given again is told again.
    told.current = new Set(value.map(newsOf));
    if (fresh.length === 0) return;
    setArrived(fresh);
    if (!fresh.every(isMissed)) ring();
  }, [value, ring]);
  const acknowledge = useCallback((alert: Alert): void => void known(alert).then(({ ok }) => setRefused(!ok)), []);
  return { alerts: value, arrived, acknowledge, refused };
};

/** Logs keep their own order among those of one weight. */
const weightOf = (alert: Alert): number => (alert.sending !== undefined ? 4 : isMissed(alert) ? 2 : 0) + (isGrave(alert) ? 0 : 1);

const known = (alert: Alert): Promise<{ readonly ok: boolean }> => {
  switch (alert.about) {
    case 'log': {
      const { id, upTo } = alert;
      if (isMissed(alert)) return api.storm.alertRead({ id });
      return give('storm', 'incident.acknowledge', { incidentId: id, ...(upTo === undefined ? {} : { upTo }) });
    }
    case 'missing': {
      const { id, cause, late, at } = alert;
      if (cause === 'circulated') return give('missing', 'missing.acknowledge', { circulationId: id });
      return cause === 'review'
        ? give('missing', 'missing.knowReview', { missingId: id, due: at, late })
        : api.missing.alertKnown({ id, cause, late, at });
    }
    default:
      return assertNever(alert);
  }
};
