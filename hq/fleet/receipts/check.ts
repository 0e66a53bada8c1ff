import { type Receipt, receipt as receiptContract } from '../../../contracts/domain/order.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { parseCertificate, verifyCms } from '../../../pki/index.ts';
import type { Trust } from '../../authority/trust.ts';
import type { DeviceIdentity } from '../../connections/device-gate.ts';
import { findCertificate } from '../../database/certificates.ts';
import type { Database } from '../../database/database.ts';
import { parseJson } from '../../http/json.ts';

export interface ReceiptParts {
  readonly database: Database;
  readonly trust: Trust;
  readonly force: string;
}

/** Why a receipt is not one. For the audit trail. */
export type ReceiptFault =
  | 'Malformed'
  | 'BadSignature'
  | 'Untrusted'
  /** Another laptop signed it, or it speaks of another one. */
  | 'WrongDevice'
  | 'WrongForce'
  /** There is no such order for this laptop, or it has another number or kind. */
  | 'WrongOrder'
  /** The order was never handed out, or its receipt already says the opposite. */
  | 'Contradicts'
  /** A wipe that leaves a store is not done. */
  | 'Incomplete';

/**
 * Reads a receipt (CMS SignedData, DER) that came over this laptop's connection: signed by a certificate of this very laptop
 * that the register knows and nobody revoked. A renewed laptop may have signed with the certificate before.
 */
export const readReceipt = async (
  parts: ReceiptParts,
  device: DeviceIdentity,
  der: Uint8Array,
  at: Date,
): Promise<Result<Receipt, ReceiptFault>> => {
  const { database, trust, force } = parts;
  const checked = verifyCms(der, { ...(await trust.material(at, ['device'])), purpose: 'device', at });
  if (!checked.ok) return fail(checked.code === 'Malformed' || checked.code === 'BadSignature' ? checked.code : 'Untrusted');
  const { serialHex, fingerprint } = parseCertificate(checked.signer);
  const registered = await findCertificate(database.query, 'device', serialHex);
  if (registered?.fingerprint !== fingerprint || registered.revoked_at !== null) return fail('Untrusted');
  if (registered.device !== device.device) return fail('WrongDevice');
  const receipt = receiptContract.safeParse(parseJson(checked.content)).data;
  if (receipt === undefined) return fail('Malformed');
  if (receipt.force !== force) return fail('WrongForce');
  return receipt.device === device.device ? ok(receipt) : fail('WrongDevice');
};
