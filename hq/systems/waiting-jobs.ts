import type { Officer } from '../../contracts/domain/officer.ts';
import { ORDERS_WAIT_MS } from '../../contracts/hq/orders.ts';
import type { WaitingJobs } from '../../contracts/hq/waiting-jobs.ts';
import type { Database, Query } from '../database/database.ts';
import { accessKeysOfOfficer, keys } from './access-keys.ts';
import { newMissingAlerts } from './missing/new-alerts.ts';
import { newJobs } from './storm/new-jobs.ts';

/** Of the contract; no crew is given more, and no area looks for more. */
const MOST_JOBS = 99;

export interface WaitingJobsAsked {
  readonly officer: Officer;
  /** HQ's instant from which on jobs count; from now on without one. */
  readonly after: string | undefined;
  /** How many the laptop knows of; `knownMissing` undefined where it asks for jobs alone. */
  readonly known: number;
  readonly knownMissing: number | undefined;
  /** As `knownMissing`, of lines that alert. */
  readonly knownAlerts: number | undefined;
}

/**
 * How many jobs were given to the officer's unit after that and are not acknowledged, how many lines of its other logs alert, and how many of
 * those who are missing alert the officer since: as soon as they are not as many as the laptop knows of, else after ORDERS_WAIT_MS.
 */
export const waitForJobs = async (
  { query, listen }: Pick<Database, 'query' | 'listen'>,
  asked: WaitingJobsAsked,
  signal: AbortSignal,
): Promise<WaitingJobs> => {
  const { officer, after, known, knownMissing, knownAlerts } = asked;
  const asOf = after ?? new Date().toISOString();
  if (after === undefined) return { asOf, jobs: 0 };
  let changed = Promise.withResolvers<void>();
  // Before the first look: what comes right after it wakes this wait.
  const unlisten = listen('hq_change', (payload) => {
    if (concerns(payload, officer)) changed.resolve();
  });
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), ORDERS_WAIT_MS);
  const end = (): void => over.abort();
  over.signal.addEventListener('abort', () => changed.resolve());
  signal.addEventListener('abort', end);
  try {
    for (;;) {
      changed = Promise.withResolvers<void>();
      const found = await waiting(query, { ...asked, after: asOf });
      const isNews = found.jobs !== known || found.missing !== knownMissing || found.alerts !== knownAlerts;
      if (isNews || over.signal.aborted || signal.aborted) return { asOf, ...found };
      await changed.promise;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    unlisten();
  }
};

/** A payload that does not say whom it concerns, and a gap, may concern anybody. */
const concerns = (payload: string | undefined, officer: Officer): boolean => {
  if (payload === undefined || !payload.includes('"accessKeys"')) return true;
  const held = payload.includes('"system":"missing"') ? accessKeysOfOfficer(officer) : [keys.collar(officer.collarNumber)];
  return held.some((key) => payload.includes(JSON.stringify(key)));
};

const waiting = async (
  query: Query,
  { officer, after, knownMissing, knownAlerts }: WaitingJobsAsked & { readonly after: string },
): Promise<Omit<WaitingJobs, 'asOf'>> => {
  const logs = await newJobs(query, officer, after);
  const jobs = logs.filter(({ job }) => job);
  const told = knownAlerts === undefined ? jobs : logs;
  const missing = knownMissing === undefined ? undefined : await newMissingAlerts(query, officer, after, new Date().toISOString());
  const callSign = (jobs[0] ?? told[0])?.callSign;
  const alerts = logs.reduce((sum, log) => sum + log.alerts, 0);
  return {
    jobs: Math.min(jobs.length, MOST_JOBS),
    ...(callSign === undefined ? {} : { callSign }),
    ...(knownAlerts === undefined ? {} : { alerts: Math.min(alerts, MOST_JOBS) }),
    ...(missing === undefined ? {} : { missing: Math.min(missing, MOST_JOBS) }),
  };
};
