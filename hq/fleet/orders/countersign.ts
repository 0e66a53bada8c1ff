import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import type { ShiftIdentity } from '../../connections/shift-gate.ts';
import { appendAudit } from '../../database/audit.ts';
import type { Transaction } from '../../database/database.ts';
import { destroyEndedKeys } from '../../shares/share-keys.ts';
import { OrderError } from '../fault.ts';
import type { SignedPolicy } from '../policy/policy-in-force.ts';
import { type OrderParts, pendingFields, policyOf, refusing } from './create.ts';
import { auditDetail, findOrder, lockOrder, type OrderRow, orderStateAt, summaryOf } from './rows.ts';
import { readSignature, type SignedContent } from './signature.ts';
import { faultOfSigners } from './signers.ts';

/**
 * Another ICT officer's signature over the very bytes that the first one signed. From
 * then on the order waits for the laptop. The first signature is judged again: much may have happened since. Throws OrderError.
 */
export const countersignOrder = async (
  parts: OrderParts,
  shift: ShiftIdentity,
  asked: { readonly id: string; readonly signature: (device: string) => Promise<string> },
  at: Date,
): Promise<OrderSummary> => {
  const { id } = asked;
  const known = await findOrder(parts.database.query, id);
  if (known === undefined) throw new OrderError('NotFound');
  const signature = await asked.signature(known.device);
  const refuse = refusing(known.device);
  // Before the transaction: the embedded database has one connection, and the revocation lists are in it too.
  const second = await readOrThrow(parts, signature, known.device, at);
  const first = await readOrThrow(parts, known.signatures[0] ?? '', known.device, at);
  const { policy } = await policyOf(parts, known.device);
  const summary = await parts.database.query.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, id);
    if (row === undefined) throw new OrderError('NotFound');
    if (orderStateAt(row, at) !== 'unsigned') throw new OrderError('TooLate', row.device);
    if (!Buffer.from(first.content).equals(second.content)) refuse('ContentsDiffer');
    const signers = [first.signer, second.signer];
    refuse(await faultOfCountersigning(transaction, signers, policy, shift));
    const signed = await sign(transaction, row, signature, signers);
    const actor = shift.officer.staffId;
    await appendAudit(transaction, { actor, action: 'orderCountersigned', subject: row.device, detail: auditDetail(row) }, at);
    return summaryOf({ ...signed, ...(await pendingFields(transaction, signed, actor, at)) }, at);
  });
  await destroyEndedKeys(parts.database, parts);
  return summary;
};

const readOrThrow = async (parts: OrderParts, signature: string, device: string, at: Date): Promise<SignedContent> => {
  const read = await readSignature(parts, Buffer.from(signature, 'base64'), at);
  if (!read.ok) throw new OrderError(read.code, device);
  return read.value;
};

const faultOfCountersigning = async (
  transaction: Transaction,
  signers: OrderSummary['signers'],
  policy: SignedPolicy['policy'],
  shift: ShiftIdentity,
) => {
  const caller = shift.officer.staffId;
  const [first, second] = signers;
  if (first?.staffId === second?.staffId) return 'SameSigner';
  return second?.staffId === caller ? faultOfSigners(transaction, signers, { policy, caller }) : 'NotTheCaller';
};

const sign = (transaction: Transaction, row: OrderRow, signature: string, signers: OrderSummary['signers']) =>
  transaction
    .updateTable('fleet_order')
    .set({ state: 'pending', signatures: [...row.signatures, signature], signers: JSON.stringify(signers) })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
