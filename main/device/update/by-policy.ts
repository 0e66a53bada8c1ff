import { createHash } from 'node:crypto';
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

/** The policy's minimum version where the one that runs is below it; undefined where it is not. */
export const outdatedBelow = (installed: string, { updates: { minimumVersion } }: Pick<PolicyInForce, 'updates'>): string | undefined =>
  minimumVersion !== undefined && compareVersions(installed, minimumVersion) < 0 ? minimumVersion : undefined;
