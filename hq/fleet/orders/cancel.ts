import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import type { ShiftIdentity } from '../../connections/shift-gate.ts';
import { appendAudit } from '../../database/audit.ts';
import { settleDevice } from '../device-state.ts';
import { OrderError } from '../fault.ts';
import type { OrderParts } from './create.ts';
import { auditDetail, lockOrder, orderStateAt, summaryOf } from './rows.ts';

/**
 * The laptop no longer gets it, and it holds the laptop no longer. Throws OrderError TooLate once it
 * was delivered or is over. Shares that a wipe destroyed stay destroyed, shifts that ended stay ended.
 */
export const cancelOrder = (parts: Pick<OrderParts, 'database'>, shift: ShiftIdentity, id: string, at: Date): Promise<OrderSummary> =>
  parts.database.query.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, id);
    if (row === undefined) throw new OrderError('NotFound');
    const state = orderStateAt(row, at);
    if (state !== 'unsigned' && state !== 'pending') throw new OrderError('TooLate', row.device);
    await transaction.updateTable('fleet_order').set({ state: 'cancelled', holds: false }).where('id', '=', row.id).execute();
    await settleDevice(transaction, row.device, at);
    const actor = shift.officer.staffId;
    await appendAudit(transaction, { actor, action: 'orderCancelled', subject: row.device, detail: auditDetail(row) }, at);
    return summaryOf({ ...row, state: 'cancelled' }, at);
  });
