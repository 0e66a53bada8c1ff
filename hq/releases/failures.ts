import { compareVersions, versionFaults } from '../../contracts/domain/release.ts';
import type { DeviceReport } from '../../contracts/hq/orders.ts';
import type { Query, Transaction } from '../database/database.ts';

/** More versions than any laptop has failed on: one that has is making them up, and is heard no more until it takes some back. */
const MOST_VERSIONS = 50;

/**
 * Keeps on which laptops a version failed, each once: from its first report of that until it reports the same version running well. That a
 * newer one runs well there says nothing of it. A failure that cannot be is not kept: a version that was not installed is newer than the one
 * that reports it, and one that failed at its start is that one itself.
 */
export const noteFailure = async (
  transaction: Transaction,
  device: string,
  { version, update }: Pick<DeviceReport, 'version' | 'update'>,
): Promise<void> => {
  if (update === undefined) return;
  const { failure } = update;
  if (failure === undefined) {
    await transaction.deleteFrom('release_failure').where('device', '=', device).where('version', '=', version).execute();
    return;
  }
  if (!versionFaults.some((fault) => fault === failure.code)) return;
  const difference = compareVersions(failure.version, version);
  if (failure.code === 'NotInstalled' ? !(difference > 0) : difference !== 0) return;
  const { kept } = await transaction
    .selectFrom('release_failure')
    .select((row) => row.fn.countAll<number>().as('kept'))
    .where('device', '=', device)
    .executeTakeFirstOrThrow();
  if (Number(kept) >= MOST_VERSIONS) return;
  await transaction
    .insertInto('release_failure')
    .values({ device, version: failure.version })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/**
 * On how many laptops a version failed, of how many that took it: they run it, or it failed there. Of those at work: one that ICT has locked,
 * wiped or cut off has no say. `took` is counted from `fewest` failures on, else 0: every laptop asks this, and it goes through the register.
 */
export const countFailures = async (
  query: Query,
  version: string,
  fewest: number,
): Promise<{ readonly failed: number; readonly took: number }> => {
  const { failed } = await query
    .selectFrom('release_failure')
    .innerJoin('device', 'device.name', 'release_failure.device')
    .select((row) => row.fn.countAll<number>().as('failed'))
    .where('release_failure.version', '=', version)
    .where('device.state', '=', 'active')
    .executeTakeFirstOrThrow();
  if (Number(failed) < fewest) return { failed: Number(failed), took: 0 };
  const { took } = await query
    .selectFrom('device')
    .leftJoin('release_failure', (join) =>
      join.onRef('release_failure.device', '=', 'device.name').on('release_failure.version', '=', version),
    )
    .select((row) => row.fn.countAll<number>().as('took'))
    .where('device.state', '=', 'active')
    .where((row) => row.or([row('device.version', '=', version), row('release_failure.version', 'is not', null)]))
    .executeTakeFirstOrThrow();
  return { failed: Number(failed), took: Number(took) };
};
