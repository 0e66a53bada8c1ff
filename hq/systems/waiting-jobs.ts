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
}

/**
 * How many jobs were given to the officer's unit after that and are not acknowledged, and how many of those who are missing alert the officer
 * since: as soon as they are not as many as the laptop knows of, else after ORDERS_WAIT_MS.
 */
export const waitForJobs = async (
  { query, listen }: Pick<Database, 'query' | 'listen'>,
  { officer, after, known, knownMissing }: WaitingJobsAsked,
  signal: AbortSignal,
): Promise<WaitingJobs> => {
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
      const found = await waiting(query, officer, asOf, knownMissing !== undefined);
      if (found.jobs !== known || found.missing !== knownMissing || over.signal.aborted || signal.aborted) return { asOf, ...found };
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

const waiting = async (query: Query, officer: Officer, after: string, asksMissing: boolean): Promise<Omit<WaitingJobs, 'asOf'>> => {
  const given = await newJobs(query, officer, after);
  const missing = asksMissing ? await newMissingAlerts(query, officer, after, new Date().toISOString()) : undefined;
  const [callSign] = given;
  return {
    jobs: Math.min(given.length, MOST_JOBS),
    ...(callSign === undefined ? {} : { callSign }),
    ...(missing === undefined ? {} : { missing: Math.min(missing, MOST_JOBS) }),
  };
};
