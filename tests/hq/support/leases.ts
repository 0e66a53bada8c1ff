import { createHmac } from 'node:crypto';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { holdLease } from '../../../hq/database/leases.ts';
import { LAPTOP, type RunningForce } from './running.ts';

/** The officer has worked on the laptop. */
export const lendTo = async (force: RunningForce, officer: Officer, device = LAPTOP): Promise<void> => {
  const issuedAt = new Date();
  const notAfter = new Date(issuedAt.getTime() + 86_400_000);
  await force.hq.database.query
    .transaction()
    .execute((transaction) => holdLease(transaction, { staffId: officer.staffId, device, issuedAt, notAfter }));
};

/** The officer's tag under a laptop's key (contracts/hq/orders.ts). */
export const tagOf = (tagKey: Uint8Array, { staffId }: Officer): string =>
  createHmac('sha256', tagKey).update(staffId).digest('hex').slice(0, 32);
