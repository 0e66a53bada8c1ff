import type { Query } from '../database/database.ts';

/** Which policy the laptops at work have. */
export interface PolicyVersions {
  /** The highest that HQ has had in force; 0: none. */
  readonly inForce: number;
  /** Laptops by the version that they last reported, the newest version first; null: none reported yet. */
  readonly counts: readonly { readonly version: number | null; readonly laptops: number }[];
  /** Laptops without the version in force, those that HQ saw last first. */
  readonly behind: readonly { readonly device: string; readonly version: number | null; readonly lastSeen: Date | null }[];
}

const MOST_BEHIND = 100;

/** Laptops that are cut off, wiped or only expected are not asked. */
export const policyVersions = async (query: Query): Promise<PolicyVersions> => {
  const { policy_version: inForce } = await query.selectFrom('installation').select('policy_version').executeTakeFirstOrThrow();
  const atWork = query.selectFrom('device').where('state', 'in', ['active', 'locked', 'wiping']);
  const counts = await atWork
    .select(['policy_version as version', (device) => device.fn.countAll<number>().as('laptops')])
    .groupBy('policy_version')
    .orderBy('policy_version', (order) => order.desc().nullsLast())
    .execute();
  const behind = await atWork
    .select(['name as device', 'policy_version as version', 'last_seen as lastSeen'])
    .where((device) => device.or([device('policy_version', 'is', null), device('policy_version', '<', inForce)]))
    .orderBy('last_seen', (order) => order.desc().nullsLast())
    .orderBy('name')
    .limit(MOST_BEHIND)
    .execute();
  return { inForce, counts: counts.map(({ version, laptops }) => ({ version, laptops: Number(laptops) })), behind };
};
