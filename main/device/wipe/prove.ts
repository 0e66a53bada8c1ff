import { type Receipt, receipt } from '../../../contracts/domain/order.ts';
import { signCms } from '../../../pki/index.ts';
import { inventoryOf } from './destroy.ts';
import { survey } from './plan.ts';
import type { WipePorts } from './ports.ts';
import { type WipeRecord, writeRecord } from './record.ts';

/**
 * The record with its receipt: CMS SignedData by the device key over what was there and what is left, counted now. It is on the disk
 * before this returns, so that HQ hears the same bytes however often they are sent. Undefined while this account cannot open the key.
 */
export const signReceipt = async (ports: WipePorts, record: WipeRecord): Promise<WipeRecord | undefined> => {
  const signer = await ports.signer().catch(() => undefined);
  if (signer === undefined) return undefined;
  const at = ports.now?.() ?? new Date();
  const content = new TextEncoder().encode(JSON.stringify(receipt.parse(receiptOf(ports, record, at))));
  const signed = await signCms({ content, signer, at });
  const proven: WipeRecord = {
    ...record,
    phase: 'proving',
    receipt: Buffer.from(signed).toString('base64'),
    provenAt: at.toISOString(),
  };
  writeRecord(ports.dataFolder, proven);
  return proven;
};

const receiptOf = (ports: WipePorts, { order, startedAt, officers, existed, handedOver }: WipeRecord, at: Date): Receipt => ({
  order: order.id,
  sequence: order.sequence,
  force: order.force,
  device: order.device,
  kind: 'wipe',
  state: 'done',
  at: at.toISOString(),
  wipe: { startedAt, officers, existed, left: inventoryOf(survey(ports)), handedOver: handedOver.length },
});
