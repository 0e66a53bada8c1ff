import type { z } from 'zod';
import type { orderDocuments, waitingSignatures } from '../../../contracts/hq/fleet.ts';
import type { ShiftIdentity } from '../../connections/shift-gate.ts';
import type { Query } from '../../database/database.ts';
import { OrderError } from '../fault.ts';
import { findOrder, summaryOf } from './rows.ts';

/** The order and its receipts as they came. Throws OrderError NotFound. */
export const documentsOf = async (query: Query, id: string, at: Date): Promise<z.infer<typeof orderDocuments>> => {
  const row = await findOrder(query, id);
  if (row === undefined) throw new OrderError('NotFound');
  const receipts = await query.selectFrom('fleet_receipt').select('der').where('order_id', '=', row.id).orderBy('received_at').execute();
  return {
    summary: summaryOf(row, at),
    order: { id: row.id, signatures: row.signatures },
    receipts: receipts.map(({ der }) => Buffer.from(der).toString('base64')),
  };
};

/** Of the contract; more orders than this do not wait for a signature in one force. */
const MAX_WAITING = 100;

/** What others gave and this officer could countersign, oldest first. */
export const waitingFor = async (query: Query, { officer }: ShiftIdentity, at: Date): Promise<z.infer<typeof waitingSignatures>> => {
  const rows = await query
    .selectFrom('fleet_order')
    .selectAll()
    .where('state', '=', 'unsigned')
    .where('not_after', '>', at)
    .orderBy('at')
    .execute();
  const others = rows.filter(({ signers }) => signers.every(({ staffId }) => staffId !== officer.staffId));
  return {
    orders: others.slice(0, MAX_WAITING).map((row) => ({ summary: summaryOf(row, at), order: { id: row.id, signatures: row.signatures } })),
  };
};
