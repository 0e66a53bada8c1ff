import { announceRevocation } from '../database/announce.ts';
import { appendAudit } from '../database/audit.ts';
import type { Transaction } from '../database/database.ts';
import { activateDevice } from '../database/devices.ts';
import type { OrderRow } from './orders/rows.ts';

/**
 * A lock or a wipe keeps officers from its laptop from now on. What the laptop answers does not end that, nor does time: only ICT does
 * (releaseBefore, cancelOrder, beginAnew).
 */
export const holdBy = async (transaction: Transaction, order: Pick<OrderRow, 'id'>): Promise<void> => {
  await transaction.updateTable('fleet_order').set({ holds: true }).where('id', '=', order.id).execute();
};

/** No order before this sequence number holds the laptop any more; but see settleDevice of a wipe on its way. */
export const releaseBefore = async (transaction: Transaction, device: string, sequence: number): Promise<void> => {
  await transaction
    .updateTable('fleet_order')
    .set({ holds: false })
    .where('device', '=', device)
    .where('sequence', '<', sequence)
    .where('holds', '=', true)
    .execute();
};

/**
 * Sets the laptop's state by the orders that hold it: wiping, else locked, else active. A wipe that waits for the laptop or is under way
 * there holds it whatever ICT ordered afterwards. Leaves a laptop that is revoked, wiped or not enrolled as it is. Its live connections
 * are judged anew, in every HQ process. The laptop's row is held by the caller.
 */
export const settleDevice = async (transaction: Transaction, device: string, at: Date): Promise<void> => {
  const orders = await transaction
    .selectFrom('fleet_order')
    .select(['kind', 'state', 'not_after', 'holds'])
    .where('device', '=', device)
    .where('kind', 'in', ['lock', 'wipe'])
    .where((order) => order.or([order('holds', '=', true), order('state', 'in', ['pending', 'delivered'])]))
    .execute();
  const locked = orders.some(({ kind, holds }) => kind === 'lock' && holds);
  const wiping = orders.some((order) => order.kind === 'wipe' && (order.holds || isOnItsWay(order, at)));
  await transaction.updateTable('device').set({ locked }).where('name', '=', device).execute();
  await transaction
    .updateTable('device')
    .set({ state: wiping ? 'wiping' : locked ? 'locked' : 'active' })
    .where('name', '=', device)
    .where('state', 'in', ['active', 'locked', 'wiping'])
    .execute();
  await announceRevocation(transaction, `device:${device}`);
};

const isOnItsWay = ({ state, not_after }: Pick<OrderRow, 'state' | 'not_after'>, at: Date): boolean =>
  state === 'delivered' || (state === 'pending' && not_after > at);

/**
 * The laptop enrolled anew with ICT's code: a new installation at work, that nobody locked and that is not wiped. Orders to the former
 * one are over: its certificate has ended, so that it asks for none.
 */
export const beginAnew = async (transaction: Transaction, device: string, at: Date): Promise<void> => {
  const over = await transaction
    .updateTable('fleet_order')
    .set({ state: 'expired' })
    .where('device', '=', device)
    .where('state', 'in', ['unsigned', 'pending', 'delivered'])
    .executeTakeFirst();
  await transaction.updateTable('fleet_order').set({ holds: false }).where('device', '=', device).where('holds', '=', true).execute();
  await activateDevice(transaction, device);
  await settleDevice(transaction, device, at);
  if (over.numUpdatedRows === 0n) return;
  const detail = `${over.numUpdatedRows} of the former installation`;
  await appendAudit(transaction, { actor: 'hq', action: 'orderExpired', subject: device, detail }, at);
};
