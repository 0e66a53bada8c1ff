import { issueCertificate, type ParsedRequest, parseCertificate, parseRequest } from '../../pki/index.ts';
import type { Authorities } from '../authority/authorities.ts';
import { putCertificate } from '../database/certificates.ts';
import type { Transaction } from '../database/database.ts';
import { setDeviceCertificate } from '../database/devices.ts';
import { HttpError } from '../http/answer.ts';
import { isP256 } from './read-shift-request.ts';

export interface DeviceCertificateParts {
  readonly authorities: Authorities;
  readonly force: string;
  readonly deviceCertificateMs: number;
}

/**
 * So far back a laptop's certificate begins: one that was issued while HQ's clock was weeks ahead is good all the same once the clock is
 * right. A laptop renews after two thirds of the whole: with 90 days ahead of it, 40 days before its end.
 */
const BACKDATED_MS = 30 * 24 * 60 * 60_000;

/** The certificate request, DER. Throws HttpError Malformed unless it is for a P-256 key whose possession it proves. */
export const readCertificateRequest = (der: Uint8Array): ParsedRequest => {
  let request: ParsedRequest;
  try {
    request = parseRequest(der);
  } catch {
    throw new HttpError('Malformed');
  }
  if (!request.ok || !isP256(request)) throw new HttpError('Malformed');
  return request;
};

/** Issues a laptop's certificate and registers it; the subject is HQ's, whatever was asked for. Returns DER. */
export const issueDeviceCertificate = async (
  transaction: Transaction,
  parts: DeviceCertificateParts,
  device: string,
  spki: Uint8Array,
  at: Date,
): Promise<Uint8Array> => {
  const { authorities, force, deviceCertificateMs } = parts;
  const authority = parseCertificate(authorities.device.certificate);
  const certificate = await issueCertificate({
    issuer: authorities.device,
    subject: { commonName: device, organization: force },
    spki,
    profile: { kind: 'device' },
    notBefore: new Date(Math.max(at.getTime() - BACKDATED_MS, authority.notBefore.getTime())),
    notAfter: new Date(Math.min(at.getTime() + deviceCertificateMs, authority.notAfter.getTime())),
  });
  await putCertificate(transaction, 'device', certificate, { device });
  await setDeviceCertificate(transaction, device, parseCertificate(certificate));
  return certificate;
};
