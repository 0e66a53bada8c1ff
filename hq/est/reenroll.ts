import { isDeepStrictEqual } from 'node:util';
import { certsOnly, parseCertificate } from '../../pki/index.ts';
import { type DeviceIdentity, demandChannel } from '../connections/device-gate.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';
import { type DeviceCertificateParts, issueDeviceCertificate, readCertificateRequest } from './device-certificate.ts';

/**
 * EST simplereenroll (RFC 7030 §4.2.2): a new certificate for the laptop whose certificate the connection
 * has; the subject must stay the same. The old one goes on until its own end, so that a lost answer leaves nobody outside. How the
 * laptop stands does not change by it; one that is wiped or cut off gets none.
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
    await appendAudit(transaction, { actor: device.device, action: 'deviceRenewed', subject: device.device }, at);
    return issued;
  });
  return certsOnly([certificate]);
};
