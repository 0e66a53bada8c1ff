import type { Order, SignedOrder } from '../../../contracts/domain/order.ts';
import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import type { Trust } from '../../authority/trust.ts';
import type { ShiftIdentity } from '../../connections/shift-gate.ts';
import { appendAudit } from '../../database/audit.ts';
import type { Database, Transaction } from '../../database/database.ts';
import { lockDevice } from '../../database/devices.ts';
import type { DeviceTable } from '../../database/tables.ts';
import type { Log } from '../../log.ts';
import type { KeyFolder } from '../../shares/key-folder.ts';
import { destroyEndedKeys } from '../../shares/share-keys.ts';
import { OrderError } from '../fault.ts';
import type { PolicyInForce, SignedPolicy } from '../policy/policy-in-force.ts';
import { faultOfContent, readOrder } from './content.ts';
import { makePending } from './pending.ts';
import { auditDetail, findOrder, nextSequence, summaryOf } from './rows.ts';
import { readSignature, type SignedContent } from './signature.ts';
import { faultOfSigners, neededSignatures } from './signers.ts';

export interface OrderParts {
  readonly database: Database;
  readonly trust: Trust;
  readonly force: string;
  readonly policy: PolicyInForce;
  /** What seals the laptops' device shares: a wipe destroys it. */
  readonly keys: KeyFolder;
  readonly log: Log;
}

/**
 * Takes a signed order after checking all that a laptop will check by itself, and what only HQ knows.
 * It waits for the laptop, or for another officer's signature where the policy asks for one. Throws OrderError; then nothing
 * was given.
 */
export const giveOrder = async (parts: OrderParts, shift: ShiftIdentity, given: SignedOrder, at: Date): Promise<OrderSummary> => {
  const { order, signers } = await readSigned(parts, given, at);
  const { policy } = await policyOf(parts, order.device);
  const refuse = refusing(order.device);
  refuse(faultOfContent(order, { force: parts.force, at }));
  if (order.kind === 'policy' && order.version > policy.version) refuse('PolicyUnusable');
  const summary = await parts.database.query.transaction().execute(async (transaction) => {
    const device = await lockDevice(transaction, order.device);
    if (device === undefined || !takesOrder(device.state, order.kind)) throw new OrderError('WrongDevice', device?.name);
    refuse(await faultOfSigners(transaction, signers, { policy, caller: shift.officer.staffId }));
    refuse(await faultOfSequence(transaction, order));
    const state = signers.length < neededSignatures(policy, order.kind) ? 'unsigned' : 'pending';
    const row = await insertOrder(transaction, order, given, signers, state);
    const actor = shift.officer.staffId;
    await appendAudit(transaction, { actor, action: 'orderGiven', subject: order.device, detail: `${auditDetail(row)} ${state}` }, at);
    return summaryOf({ ...row, ...(state === 'pending' ? await pendingFields(transaction, row, actor, at) : {}) }, at);
  });
  await destroyEndedKeys(parts.database, parts);
  return summary;
};

/** The policy in force. Throws OrderError PolicyUnusable where there is none: then nobody may sign orders. */
export const policyOf = async (parts: Pick<OrderParts, 'policy'>, device: string): Promise<SignedPolicy> => {
  const inForce = await parts.policy.current();
  if (inForce === undefined) throw new OrderError('PolicyUnusable', device);
  return inForce;
};

/** What changes in the row when the order gets its last signature. */
export const pendingFields = async (transaction: Transaction, row: Parameters<typeof makePending>[1], actor: string, at: Date) => {
  const state = await makePending(transaction, row, actor, at);
  return { state, ...(state === 'done' ? { answered_at: at } : {}) };
};

/** Throws OrderError for a fault, with the laptop that was meant. */
export const refusing =
  (device: string) =>
  (fault: OrderError['fault'] | undefined): void => {
    if (fault !== undefined) throw new OrderError(fault, device);
  };

/** Every signature checked, and that all are over the same order, byte for byte. */
const readSigned = async (parts: OrderParts, given: SignedOrder, at: Date) => {
  const signed: SignedContent[] = [];
  for (const signature of given.signatures) {
    const read = await readSignature(parts, Buffer.from(signature, 'base64'), at);
    if (!read.ok) throw new OrderError(read.code);
    signed.push(read.value);
  }
  const [first, second] = signed;
  if (first === undefined) throw new OrderError('Malformed');
  if (second !== undefined && !Buffer.from(first.content).equals(second.content)) throw new OrderError('ContentsDiffer');
  const order = readOrder(first.content);
  if (!order.ok) throw new OrderError(order.code);
  if (order.value.id !== given.id) throw new OrderError('Malformed', order.value.device);
  return { order: order.value, signers: signed.map(({ signer }) => signer) };
};

/** A laptop that is cut off takes no order any more, but HQ can still destroy its half of the keys there. */
const takesOrder = (state: DeviceTable['state'], kind: Order['kind']): boolean => {
  if (state === 'revoked') return kind === 'wipe';
  return state === 'active' || state === 'locked' || state === 'wiping';
};

const faultOfSequence = async (transaction: Transaction, order: Order) => {
  if ((await findOrder(transaction, order.id)) !== undefined) return 'Replayed';
  const next = await nextSequence(transaction, order.device);
  if (order.sequence === next) return undefined;
  if (order.sequence > next) return 'SequenceSkipped';
  // The number that was free until just now: two officers at once. Any other is an old order.
  return order.sequence === next - 1 ? 'SequenceTaken' : 'SequenceRolledBack';
};

const insertOrder = (
  transaction: Transaction,
  order: Order,
  { signatures }: SignedOrder,
  signers: OrderSummary['signers'],
  state: 'unsigned' | 'pending',
) =>
  transaction
    .insertInto('fleet_order')
    .values({
      id: order.id,
      device: order.device,
      sequence: order.sequence,
      kind: order.kind,
      state,
      reason: order.reason,
      content: JSON.stringify(order),
      signatures,
      signers: JSON.stringify(signers),
      at: new Date(order.at),
      not_after: new Date(order.notAfter),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
