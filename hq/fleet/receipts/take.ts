import type { Receipt } from '../../../contracts/domain/order.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { type DeviceIdentity, refusalNow } from '../../connections/device-gate.ts';
import { appendAudit } from '../../database/audit.ts';
import type { Transaction } from '../../database/database.ts';
import { auditRefusal } from '../../database/refusals.ts';
import { holdBy, settleDevice } from '../device-state.ts';
import { auditDetail, lockOrder, type OrderRow } from '../orders/rows.ts';
import { type ReceiptFault, type ReceiptParts, readReceipt } from './check.ts';

/**
 * Takes what a laptop says of an order, durably; the same again changes nothing. This alone makes an
 * order delivered, done or refused (disconnect, which HQ does itself, excepted). What is refused is audited.
 */
export const takeReceipt = async (
  parts: ReceiptParts,
  device: DeviceIdentity,
  der: Uint8Array,
  at: Date,
): Promise<Result<null, ReceiptFault>> => {
  const { query } = parts.database;
  const read = await readReceipt(parts, device, der, at);
  const taken = read.ok
    ? await query.transaction().execute((transaction) => take(transaction, device, { receipt: read.value, der }, at))
    : read;
  if (!taken.ok) {
    await auditRefusal(query, { actor: device.device, action: 'receiptRefused', subject: device.device, detail: taken.code });
  }
  return taken;
};

const take = async (
  transaction: Transaction,
  device: DeviceIdentity,
  { receipt, der }: { readonly receipt: Receipt; readonly der: Uint8Array },
  at: Date,
): Promise<Result<null, ReceiptFault>> => {
  // Whose certificate has ended since the request began says nothing of this laptop any more.
  if ((await refusalNow(transaction, device, ['active', 'held', 'wiped'], at)) !== undefined) return fail('Untrusted');
  const row = await lockOrder(transaction, receipt.order.toLowerCase());
  const isMeant = row?.device === receipt.device && row.sequence === receipt.sequence && row.kind === receipt.kind;
  if (row === undefined || !isMeant) return fail('WrongOrder');
  const step = stepOf(row, receipt);
  if (!step.ok) return step;
  const kept = await transaction
    .insertInto('fleet_receipt')
    .values({ order_id: row.id, state: receipt.state, der, received_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('state')
    .executeTakeFirst();
  if (kept === undefined) return ok(null); // It came before, and its answer was lost.
  await transaction
    .updateTable('fleet_order')
    .set({ answered_at: at, ...(step.value ? { state: receipt.state, refusal: receipt.refusal ?? null } : {}) })
    .where('id', '=', row.id)
    .execute();
  if (step.value) await follow(transaction, row, receipt, at);
  const detail = `${auditDetail(row)}${receipt.refusal === undefined ? '' : ` ${receipt.refusal}`}`;
  await appendAudit(transaction, { actor: row.device, action: actions[receipt.state], subject: row.device, detail }, at);
  return ok(null);
};

/**
 * Whether the receipt moves the order on. One that was called off or ran out while the laptop already had it is what its receipt
 * says: a receipt tells what happened. So is a wipe that was refused and is done after all: what is destroyed stays destroyed.
 */
const stepOf = (row: OrderRow, receipt: Receipt): Result<boolean, ReceiptFault> => {
  if (row.state === 'unsigned' || row.kind === 'disconnect') return fail('Contradicts');
  if ((receipt.state === 'refused') !== (receipt.refusal !== undefined)) return fail('Malformed');
  if (receipt.state === 'done' && row.kind === 'wipe') {
    if (receipt.wipe === undefined) return fail('Malformed');
    if (receipt.wipe.left.stores > 0) return fail('Incomplete');
  }
  // A late word of what is past already; kept, and nothing more.
  if (row.state === receipt.state) return ok(false);
  if (row.state === 'refused' && row.kind === 'wipe' && receipt.state === 'done') return ok(true);
  if (row.state === 'done' || row.state === 'refused') return receipt.state === 'delivered' ? ok(false) : fail('Contradicts');
  return ok(true);
};

const actions = { delivered: 'orderDelivered', done: 'orderDone', refused: 'orderDeclined' } as const;

/**
 * What an order's outcome makes of its laptop: a wipe that is done ends it. Whether it is held is ICT's to say, when the order is
 * signed, and not the laptop's; but a lock or a wipe that ICT took back when the laptop already had it holds it after all.
 */
const follow = async (transaction: Transaction, row: OrderRow, receipt: Receipt, at: Date): Promise<void> => {
  const { device } = row;
  if (row.state === 'cancelled' && receipt.state !== 'refused' && isHold(row.kind) && !(await isUnlockedAfter(transaction, row))) {
    await holdBy(transaction, row);
  }
  await settleDevice(transaction, device, at);
  if (receipt.state !== 'done' || row.kind !== 'wipe') return;
  await transaction
    .updateTable('device')
    .set({ state: 'wiped', wiped_at: at })
    .where('name', '=', device)
    .where('state', '!=', 'revoked')
    .execute();
  await appendAudit(transaction, { actor: device, action: 'deviceWiped', subject: device, detail: row.id }, at);
};

const isHold = (kind: OrderRow['kind']): boolean => kind === 'lock' || kind === 'wipe';

/** Whether ICT ordered an unlock since. One that ran out counts for none: whether it had all its signatures is not known any more. */
const isUnlockedAfter = async (transaction: Transaction, { device, sequence }: OrderRow): Promise<boolean> => {
  const unlock = await transaction
    .selectFrom('fleet_order')
    .select('id')
    .where('device', '=', device)
    .where('kind', '=', 'unlock')
    .where('sequence', '>', sequence)
    .where('state', 'in', ['pending', 'delivered', 'done', 'refused'])
    .executeTakeFirst();
  return unlock !== undefined;
};
