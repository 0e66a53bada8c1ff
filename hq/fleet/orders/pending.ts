import { markListStale } from '../../authority/issue-list.ts';
import { announceOrder } from '../../database/announce.ts';
import { appendAudit } from '../../database/audit.ts';
import { revokeCertificates } from '../../database/certificates.ts';
import type { Transaction } from '../../database/database.ts';
import { dropLeases } from '../../shares/leases.ts';
import { holdBy, releaseBefore, settleDevice } from '../device-state.ts';
import { cutOffDevice } from '../revoke.ts';
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
  if (row.kind === 'lock' || row.kind === 'wipe') await holdBack(transaction, row, actor, at);
  if (row.kind === 'unlock') await release(transaction, row, at);
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

/**
 * Shifts on the laptop end, its connections lose all but the device channel, and neither lease nor shift is given; a code that ICT gave
 * before does not end that. By a wipe, HQ's half of every store key there goes as well: the caller
 * destroys what seals it once this is committed (destroyEndedKeys).
 */
const holdBack = async (transaction: Transaction, row: OrderRow, actor: string, at: Date): Promise<void> => {
  const { device } = row;
  const dropped = row.kind === 'wipe' ? await dropLeases(transaction, device, at) : undefined;
  await transaction.deleteFrom('enrolment_code').where('device', '=', device).execute();
  await revokeCertificates(transaction, 'shift', { device }, 'cessationOfOperation', at);
  await markListStale(transaction, 'shift');
  await holdBy(transaction, row);
  await settleDevice(transaction, device, at);
  if (dropped === undefined) return;
  await appendAudit(transaction, { actor, action: 'leasesDropped', subject: device, detail: String(dropped) }, at);
};

/** ICT's word counts when it is given: a laptop that never answers is let in as well. */
const release = async (transaction: Transaction, { device, sequence }: OrderRow, at: Date): Promise<void> => {
  await releaseBefore(transaction, device, sequence);
  await settleDevice(transaction, device, at);
};
