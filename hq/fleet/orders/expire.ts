import { appendAudit } from '../../database/audit.ts';
import type { Database } from '../../database/database.ts';
import { settleDevice } from '../standing.ts';
import { auditDetail, lockDevice, standingState } from './rows.ts';

/** Writes down which orders nobody took within their time, and what that leaves of their laptops. */
export const expireOrders = async ({ query }: Database, at: Date): Promise<void> => {
  const due = await query
    .selectFrom('fleet_order')
    .select(['id', 'device'])
    .where('state', 'in', ['unsigned', 'pending'])
    .where('not_after', '<=', at)
    .execute();
  for (const { id, device } of due) {
    await query.transaction().execute(async (transaction) => {
      await lockDevice(transaction, device);
      const row = await transaction.selectFrom('fleet_order').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      if (standingState(row, at) !== 'expired' || row.state === 'expired') return; // Answered, or cancelled, meanwhile.
      await transaction.updateTable('fleet_order').set({ state: 'expired' }).where('id', '=', id).execute();
      await settleDevice(transaction, device);
      await appendAudit(transaction, { actor: 'hq', action: 'orderExpired', subject: device, detail: auditDetail(row) }, at);
    });
  }
};
