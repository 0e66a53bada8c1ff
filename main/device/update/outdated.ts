import { compareVersions } from '../../../contracts/domain/release.ts';
import type { PolicyInForce } from '../policy/policy-in-force.ts';

/** The policy's minimum version where the one that runs is below it; undefined where it is not. */
export const outdatedBelow = (installed: string, { updates: { minimumVersion } }: Pick<PolicyInForce, 'updates'>): string | undefined =>
  minimumVersion !== undefined && compareVersions(installed, minimumVersion) < 0 ? minimumVersion : undefined;
