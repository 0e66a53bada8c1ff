import type { WaitingJobs } from '../../contracts/hq/waiting-jobs.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import type { Database } from '../database/database.ts';
import { findOfficer } from '../database/officers.ts';
import { HttpError } from '../http/answer.ts';
import { waitForJobs } from '../systems/waiting-jobs.ts';
import type { PolicyInForce } from './policy/policy-in-force.ts';

interface Asked {
  readonly staffId: string;
  readonly after?: string | undefined;
  readonly known: number;
  readonly knownMissing?: number | undefined;
  readonly knownAlerts?: number | undefined;
}

/** That jobs, lines that alert, and alerts to those who are missing, wait for an officer whose work lies locked on the laptop: only while the officer's lease there holds, and only by the policy. */
export const jobsAtLock = async (
  parts: { readonly database: Database; readonly policy: PolicyInForce },
  { device }: DeviceIdentity,
  { staffId, after, known, knownMissing, knownAlerts }: Asked,
  signal: AbortSignal,
): Promise<WaitingJobs> => {
  const { query } = parts.database;
  const [inForce, entry, lease] = await Promise.all([
    parts.policy.current(),
    findOfficer(query, staffId),
    query
      .selectFrom('lease')
      .select('id')
      .where('staff_id', '=', staffId)
      .where('device', '=', device)
      .where('dropped_at', 'is', null)
      .where('not_after', '>', new Date())
      .executeTakeFirst(),
  ]);
  if (inForce?.policy.alerts?.atLock === false || entry?.state !== 'active' || lease === undefined) throw new HttpError('NotAuthorised');
  return waitForJobs(parts.database, { officer: entry.officer, after, known, knownMissing, knownAlerts }, signal);
};
