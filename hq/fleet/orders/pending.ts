import { markListStale } from '../../authority/issue-list.ts';
import { announceOrder } from '../../database/announce.ts';
import { appendAudit } from '../../database/audit.ts';
import { revokeCertificates } from '../../database/certificates.ts';
import type { Transaction } from '../../database/database.ts';
import { dropLeases } from '../../database/leases.ts';
import { cutOffDevice } from '../revoke.ts';
import { settleDevice } from '../standing.ts';
import { auditDetail, type OrderRow } from './rows.ts';

/**
 * What HQ itself does at the moment an order has all its signatures, in the transaction that says so. The laptop's row is held.
 * Returns the state in which that leaves the order.
 */
export const makePending = async (transaction: Transaction, row: OrderRow, actor: string, at: Date): Promise<'pending' | 'done'> => {
  await callOffOvertaken(transaction, row, at);
  if (row.kind === 'disconnect') {
    await cutOffDevice(transaction, row.device, actor, at);
    await transaction.updateTable('fleet_order').set({ state: 'done', answered_at: at }).where('id', '=', row.id).execute();
    await appendAudit(transaction, { actor: 'hq', action: 'orderDone', subject: row.device, detail: auditDetail(row) }, at);
    return 'done';
  }
  if (row.kind === 'wipe') await holdBack(transaction, row, actor, at);
  await announceOrder(transaction, row.device);
  return 'pending';
};

/** A laptop does its orders in their sequence and none behind one that it has: those that still lacked a signature come too late. */
const callOffOvertaken = async (transaction: Transaction, row: OrderRow, at: Date): Promise<void> => {
  const overtaken = await transaction
    .updateTable('fleet_order')
    .set({ state: 'cancelled' })
    .where('device', '=', row.device)
    .where('state', '=', 'unsigned')
    .where('sequence', '<', row.sequence)
    .returning(['id', 'kind', 'sequence'])
    .execute();
  for (const before of overtaken) {
    const detail = `${auditDetail(before)} overtaken`;
    await appendAudit(transaction, { actor: 'hq', action: 'orderCancelled', subject: row.device, detail }, at);
  }
};

/** Keys first: HQ's half of every store key on the laptop is destroyed, shifts there end, and neither is given again. */
const holdBack = async (transaction: Transaction, row: OrderRow, actor: string, at: Date): Promise<void> => {
  const { device } = row;
  const dropped = await dropLeases(transaction, device, at);
  await revokeCertificates(transaction, 'shift', { device }, 'cessationOfOperation', at);
  await markListStale(transaction, 'shift');
  await settleDevice(transaction, device);
  await appendAudit(transaction, { actor, action: 'leasesDropped', subject: device, detail: String(dropped) }, at);
};
