import type { Selectable } from 'kysely';
import type { OrderState } from '../../../contracts/domain/order.ts';
import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import type { Query, Transaction } from '../../database/database.ts';
import { lockDevice } from '../../database/devices.ts';
import type { OrderTable } from '../../database/tables.ts';

export type OrderRow = Selectable<OrderTable>;

/** An order as ICT sees it at `at`: one that ran out is over, whether or not anybody has written that down yet. */
export const summaryOf = (row: OrderRow, at: Date): OrderSummary => ({
  id: row.id,
  device: row.device,
  kind: row.kind,
  state: orderStateAt(row, at),
  sequence: row.sequence,
  reason: row.reason,
  at: row.at.toISOString(),
  notAfter: row.not_after.toISOString(),
  signers: row.signers,
  ...(row.answered_at === null ? {} : { answeredAt: row.answered_at.toISOString() }),
  ...(row.refusal === null ? {} : { refusal: row.refusal }),
});

/** The state at `at`: what nobody took within its time has run out. What was delivered is in the laptop's hands. */
export const orderStateAt = (row: Pick<OrderRow, 'state' | 'not_after'>, at: Date): OrderState =>
  (row.state === 'unsigned' || row.state === 'pending') && row.not_after <= at ? 'expired' : row.state;

export const findOrder = (query: Query, id: string): Promise<OrderRow | undefined> =>
  query.selectFrom('fleet_order').selectAll().where('id', '=', id).executeTakeFirst();

/** The laptop's orders, newest first. */
export const ordersOf = (query: Query, device: string, limit: number): Promise<OrderRow[]> =>
  query.selectFrom('fleet_order').selectAll().where('device', '=', device).orderBy('sequence', 'desc').limit(limit).execute();

/** What the next order to the laptop must be numbered. Cancelled and refused ones keep their number. */
export const nextSequence = async (query: Query, device: string): Promise<number> => {
  const last = await query
    .selectFrom('fleet_order')
    .select((order) => order.fn.max('sequence').as('sequence'))
    .where('device', '=', device)
    .executeTakeFirst();
  return Number(last?.sequence ?? 0) + 1;
};

/** An order with its laptop's row held. Undefined when there is no such order. */
export const lockOrder = async (transaction: Transaction, id: string): Promise<OrderRow | undefined> => {
  const known = await transaction.selectFrom('fleet_order').select('device').where('id', '=', id).executeTakeFirst();
  if (known === undefined) return undefined;
  await lockDevice(transaction, known.device);
  return findOrder(transaction, id);
};

/** How an order is named in the audit trail, under its laptop: "wipe 7 1f0c…". */
export const auditDetail = (row: Pick<OrderRow, 'kind' | 'sequence' | 'id'>): string => `${row.kind} ${row.sequence} ${row.id}`;
