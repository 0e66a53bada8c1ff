import { sql } from 'kysely';
import { ownResource } from '../../../contracts/domain/deployment.ts';
import { incident } from '../../../contracts/domain/incident.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { ORDERS_WAIT_MS } from '../../../contracts/hq/orders.ts';
import type { WaitingJobs } from '../../../contracts/hq/waiting-jobs.ts';
import type { Database, Query } from '../../database/database.ts';
import { keys } from '../access-keys.ts';

/** Of the contract; no crew is given more. */
const MOST_JOBS = 99;

export interface WaitingJobsAsked {
  readonly officer: Officer;
  /** HQ's instant from which on jobs count; from now on without one. */
  readonly after: string | undefined;
  /** How many the laptop knows of. */
  readonly known: number;
}

/**
 * How many jobs were given to the officer's unit after that and are not acknowledged: as soon as they are not as many as the laptop knows
 * of, else after ORDERS_WAIT_MS.
 */
export const waitForJobs = async (
  { query, listen }: Pick<Database, 'query' | 'listen'>,
  { officer, after, known }: WaitingJobsAsked,
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
      const found = await newJobs(query, officer, asOf);
      if (found.jobs !== known || over.signal.aborted || signal.aborted) return { asOf, ...found };
      await changed.promise;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    unlisten();
  }
};

/** A payload that does not say whom it concerns, and a gap, may concern anybody. */
const concerns = (payload: string | undefined, { collarNumber }: Officer): boolean =>
  payload === undefined || !payload.includes('"accessKeys"') || payload.includes(JSON.stringify(keys.collar(collarNumber)));

const newJobs = async (query: Query, officer: Officer, after: string): Promise<Omit<WaitingJobs, 'asOf'>> => {
  const rows = await query
    .selectFrom('item')
    .select('body')
    .where('system', '=', 'storm')
    .where('kind', '=', 'incident')
    .where(sql<boolean>`access_keys @> array[${keys.collar(officer.collarNumber)}]::text[]`)
    .execute();
  const given = rows.flatMap(({ body }) => {
    const log = incident.safeParse(body).data;
    const own = log?.state === 'closed' ? undefined : ownResource(log?.resources ?? [], officer);
    return own !== undefined && own.acknowledged === undefined && Date.parse(own.since) > Date.parse(after) ? [own.callSign] : [];
  });
  const [callSign] = given;
  return { jobs: Math.min(given.length, MOST_JOBS), ...(callSign === undefined ? {} : { callSign }) };
};
