import { createHmac } from 'node:crypto';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { dropDeviceLeases } from '../../../hq/fleet/revoke.ts';
import type { RunningHq } from '../../../hq/index.ts';
import { holdLease } from '../../../hq/shares/leases.ts';
import { openShare } from '../../../hq/shares/seal.ts';
import { LAPTOP, type RunningForce } from './running.ts';

/** Destroys HQ's half of every store key on the laptop. Returns how many there were. */
export const dropSharesOf = ({ hq }: Pick<RunningForce, 'hq'>, device = LAPTOP): Promise<number> =>
  dropDeviceLeases(hq.database, { keys: hq.keys, log: () => undefined }, device);

/** A device share as HQ has it: of the officer who has had a lease on the laptop for longest, unless one is named. */
export const shareAtHq = async (
  { database, keys }: Pick<RunningHq, 'database' | 'keys'>,
  { device, staffId }: { readonly device: string; readonly staffId?: string },
): Promise<{ readonly staffId: string; readonly deviceShare: Uint8Array }> => {
  const held = database.query.selectFrom('lease').selectAll().where('device', '=', device).where('dropped_at', 'is', null);
  const rows = await held.orderBy('issued_at').execute();
  const row = rows.find(({ staff_id }) => staffId === undefined || staff_id === staffId);
  const key = row?.share_key && keys.read(row.share_key);
  if (!row?.device_share || !key) throw new Error('HQ has no lease for this laptop');
  return { staffId: row.staff_id, deviceShare: openShare(key, row.device_share, { staffId: row.staff_id, device }) };
};

/** The officer has worked on the laptop. */
export const lendTo = async (force: RunningForce, officer: Officer, device = LAPTOP): Promise<void> => {
  const issuedAt = new Date();
  const notAfter = new Date(issuedAt.getTime() + 86_400_000);
  await force.hq.database.query
    .transaction()
    .execute((transaction) => holdLease(transaction, force.hq.keys, { staffId: officer.staffId, device, issuedAt, notAfter }));
};

/** The officer's tag under a laptop's key (contracts/hq/orders.ts). */
export const tagOf = (tagKey: Uint8Array, { staffId }: Officer): string =>
  createHmac('sha256', tagKey).update(staffId).digest('hex').slice(0, 32);
