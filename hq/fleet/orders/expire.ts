import { appendAudit } from '../../database/audit.ts';
import type { Database } from '../../database/database.ts';
import { lockDevice } from '../../database/devices.ts';
import { settleDevice } from '../device-state.ts';
import { auditDetail, orderStateAt } from './rows.ts';

/** Writes down which orders nobody took within their time. A laptop that one of them holds stays held (settleDevice). */
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
      if (orderStateAt(row, at) !== 'expired' || row.state === 'expired') return; // Answered, or cancelled, meanwhile.
      await transaction.updateTable('fleet_order').set({ state: 'expired' }).where('id', '=', id).execute();
      await settleDevice(transaction, device, at);
      await appendAudit(transaction, { actor: 'hq', action: 'orderExpired', subject: device, detail: auditDetail(row) }, at);
    });
  }
};
