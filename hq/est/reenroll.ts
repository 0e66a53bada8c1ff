import { isDeepStrictEqual } from 'node:util';
import { certsOnly, parseCertificate } from '../../pki/index.ts';
import { markListStale } from '../authority/issue-list.ts';
import { type DeviceIdentity, demandChannel } from '../connections/device-gate.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database, Transaction } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';
import { type DeviceCertificateParts, issueDeviceCertificate, readCertificateRequest } from './device-certificate.ts';

/** A renewal whose answer was lost is asked for again: a few of them, not hundreds. */
const MOST_VALID = 4;

/** The certificate of the connection and those that run longest stay. */
const revokeSurplus = async (transaction: Transaction, { device, certificate }: DeviceIdentity, at: Date): Promise<void> => {
  const own = parseCertificate(certificate).serialHex;
  const valid = await transaction
    .selectFrom('certificate')
    .select('serial')
    .where('kind', '=', 'device')
    .where('device', '=', device)
    .where('revoked_at', 'is', null)
    .where('serial', '!=', own)
    .orderBy('not_after', 'desc')
    .execute();
  const surplus = valid.slice(MOST_VALID - 1).map(({ serial }) => serial);
  if (surplus.length === 0) return;
  await transaction
    .updateTable('certificate')
    .set({ revoked_at: at, reason: 'superseded' })
    .where('kind', '=', 'device')
    .where('serial', 'in', surplus)
    .execute();
  await markListStale(transaction, 'device');
};

/**
 * EST simplereenroll (RFC 7030 §4.2.2): a new certificate for the laptop whose certificate the connection
 * has; the subject must stay the same. The old one goes on until its own end, so that a lost answer leaves nobody outside; beyond a few
 * of them the oldest is revoked. How the laptop stands does not change by it; one that is wiped or cut off gets none.
 */
export const reenroll = async (
  parts: DeviceCertificateParts & { readonly database: Database },
  device: DeviceIdentity,
  asked: Uint8Array,
  at: Date,
): Promise<Uint8Array> => {
  const request = readCertificateRequest(asked);
  const { subject } = parseCertificate(device.certificate);
  if (!isDeepStrictEqual({ ...request.subject }, { ...subject })) throw new HttpError('Malformed');
  const certificate = await parts.database.query.transaction().execute(async (transaction) => {
    await demandChannel(transaction, device, at);
    const issued = await issueDeviceCertificate(transaction, parts, device.device, request.spki, at);
    await revokeSurplus(transaction, device, at);
    await appendAudit(transaction, { actor: device.device, action: 'deviceRenewed', subject: device.device }, at);
    return issued;
  });
  return certsOnly([certificate]);
};
