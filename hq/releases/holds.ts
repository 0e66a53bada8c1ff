import { release as contract, type Release, type ReleasePlatform, releasePlatform } from '../../contracts/domain/release.ts';
import type { HeldRelease } from '../../contracts/hq/fleet.ts';
import { signedContent } from '../../pki/index.ts';
import { audit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import { parseJson } from '../http/json.ts';
import type { Log } from '../log.ts';
import { countFailures } from './failures.ts';
import { releaseFolder } from './folder.ts';

/** One laptop with a bad disk stops no release, and neither do two. */
const FEWEST_FAILURES = 3;
/** Of those that took it. What breaks one laptop in twenty breaks 1,600 of 32,000. */
const HELD_FROM_SHARE = 0.05;

export interface HoldPorts {
  /** Undefined for an HQ that offers no releases. */
  readonly folder: string | undefined;
  readonly database: Database;
  readonly log: Log;
}

/** HQ's releases, less those that failed on too many laptops. */
export interface ReleaseHolds {
  /** The signed manifests for a platform that are offered now. */
  offered(platform: ReleasePlatform): Promise<readonly Uint8Array[]>;
  /** Those that are not, because they failed. */
  held(): Promise<readonly HeldRelease[]>;
}

/**
 * A version that failed on three laptops at work and on five in a hundred of those that took it is offered to no other, whatever its stage
 * and platform, for as long as so many of them stand in failures.ts; ICT sees it in the Fleet pane, and it stands in the log and in HQ's
 * trail. Laptops that have not installed it drop it. The way on is a higher version.
 */
export const createReleaseHolds = ({ folder, database, log }: HoldPorts): ReleaseHolds => {
  const releases = folder === undefined ? undefined : releaseFolder(folder);
  /** Told by this process already: another that shares the folder tells it too. */
  const told = new Set<string>();

  const holdOf = async (signed: Uint8Array): Promise<HeldRelease | undefined> => {
    const release = readRelease(signed);
    if (release === undefined) return undefined; // Laptops judge it, and refuse it.
    const { version, platform, stage } = release;
    const { failed, took } = await countFailures(database.query, version, FEWEST_FAILURES);
    if (failed < FEWEST_FAILURES || failed < took * HELD_FROM_SHARE) {
      told.delete(version);
      return undefined;
    }
    if (!told.has(version)) {
      told.add(version);
      log('releaseHeld', { version, failed, took });
      await audit(database.query, { actor: 'hq', action: 'releaseHeld', subject: version, detail: `${failed} of ${took}` });
    }
    return { version, platform, stage, failed, took };
  };
  const judged = async (platform: ReleasePlatform) =>
    Promise.all((releases?.offered(platform) ?? []).map(async (signed) => ({ signed, hold: await holdOf(signed) })));
  return {
    offered: async (platform) => (await judged(platform)).flatMap(({ signed, hold }) => (hold === undefined ? [signed] : [])),
    held: async () => (await Promise.all(releasePlatform.options.map(judged))).flat().flatMap(({ hold }) => hold ?? []),
  };
};

/** As it was published: `publish` proved it, and laptops do again. */
const readRelease = (signed: Uint8Array): Release | undefined => {
  try {
    const content = signedContent(signed);
    return content === undefined ? undefined : contract.safeParse(parseJson(content)).data;
  } catch {
    return undefined; // No SignedData.
  }
};
