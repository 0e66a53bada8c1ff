import { createHash } from 'node:crypto';
import { minimumVersionAt } from '../../../contracts/domain/policy.ts';
import { compareVersions, type ReleaseStage } from '../../../contracts/domain/release.ts';
import type { PolicyInForce } from '../policy/policy-in-force.ts';

/** Whether this laptop takes releases of this stage: general ones always, pilot ones where its pool or its place among all says so. */
export const takesStage = (
  stage: ReleaseStage,
  laptop: { readonly device: string; readonly pool: string },
  policy: PolicyInForce,
): boolean => {
  if (stage === 'general') return true;
  const { percent, pools } = policy.updates.pilot;
  return pools.includes(laptop.pool) || placeOf(laptop.device) < percent;
};

/** A laptop's place among all, 0 to 100, the same at every question: whoever is in at 5 % is in at 10 %. */
const placeOf = (device: string): number => (createHash('sha256').update(device).digest().readUInt32BE(0) / 2 ** 32) * 100;

/** The policy's minimum version where the one that runs is below it now; undefined where it is not. */
export const outdatedBelow = (installed: string, { updates }: Pick<PolicyInForce, 'updates'>, now: Date): string | undefined =>
  isBelow(installed, minimumVersionAt(updates, now));

/** The minimum version that is still to come, and when, where the one that runs is below it. */
export const dueBy = (
  installed: string,
  { updates }: Pick<PolicyInForce, 'updates'>,
  now: Date,
): { readonly version: string; readonly at: string } | undefined => {
  const { minimumVersion: version, minimumFrom: at } = updates;
  if (version === undefined || at === undefined || minimumVersionAt(updates, now) !== undefined) return undefined;
  return isBelow(installed, version) === undefined ? undefined : { version, at };
};

const isBelow = (installed: string, minimum: string | undefined): string | undefined =>
  minimum !== undefined && compareVersions(installed, minimum) < 0 ? minimum : undefined;
