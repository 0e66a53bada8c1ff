import type { Lease } from '../../contracts/domain/device.ts';
import { type DeviceProblem, type LeaseRequest, leaseRequest } from '../../contracts/hq/device.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { type CmsFault, extendedKeyUsages, parseCertificate, verifyCms } from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import type { DeviceIdentity } from '../connections/device-gate.ts';
import { admitShift } from '../connections/shift-gate.ts';
import { appendAudit, audit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import { holdLease } from '../database/leases.ts';
import { useNonce } from '../database/nonces.ts';

export interface LeaseParts {
  readonly database: Database;
  readonly trust: Trust;
  readonly leaseMs: number;
}

/** How far a laptop's clock may be off; also how long a request could be replayed, were it not for the nonce. */
const FRESH_MS = 5 * 60_000;
/** Fewer bytes would repeat by chance among a force's requests. */
const MIN_NONCE_BYTES = 16;

/**
 * POST /v1/device/lease: `message` is CMS SignedData by the shift key over a leaseRequest. Answers the lease with the device
 * share, always the same one for the officer on this laptop. Every answer is audited.
 */
export const lend = async (
  parts: LeaseParts,
  device: DeviceIdentity,
  message: Uint8Array,
  at: Date,
): Promise<Result<Lease, DeviceProblem>> => {
  const answer = await answerTo(parts, device, message, at);
  if (!answer.ok)
    await audit(parts.database.query, { actor: device.device, action: 'leaseRefused', subject: device.device, detail: answer.code });
  return answer;
};

const answerTo = async (
  parts: LeaseParts,
  device: DeviceIdentity,
  message: Uint8Array,
  at: Date,
): Promise<Result<Lease, DeviceProblem>> => {
  const { database, trust } = parts;
  const rules = { keyUsage: 'digitalSignature', extendedKeyUsage: extendedKeyUsages.clientAuth } as const;
  const checked = verifyCms(message, { ...(await trust.material(at, ['shift'])), ...rules, at });
  if (!checked.ok) return fail(problemOf(checked.code));
  const shift = parseCertificate(checked.signer);
  const request = parse(checked.content);
  const nonce = request && Buffer.from(request.nonce, 'base64');
  if (request === undefined || nonce === undefined || nonce.byteLength < MIN_NONCE_BYTES) return fail('Malformed');
  const admission = await admitShift(database.query, shift);
  if (!admission.ok) return admission;
  const { officer, device: named } = admission.identity;
  if (request.device !== device.device || named !== device.device || request.staffId !== officer.staffId) return fail('NotAuthorised');
  if (Math.abs(Date.parse(request.at) - at.getTime()) > FRESH_MS) return fail('Stale');
  return database.query.transaction().execute(async (transaction) => {
    const expiresAt = new Date(at.getTime() + 2 * FRESH_MS);
    if (!(await useNonce(transaction, { purpose: 'lease', signer: shift.fingerprint, nonce, expiresAt }))) return fail('Stale');
    const notAfter = new Date(at.getTime() + parts.leaseMs);
    const held = await holdLease(transaction, { staffId: officer.staffId, device: device.device, issuedAt: at, notAfter });
    await appendAudit(transaction, { actor: officer.staffId, action: 'leaseIssued', subject: device.device, detail: held.id }, at);
    return ok({
      id: held.id,
      device: device.device,
      officer,
      deviceShare: Buffer.from(held.deviceShare).toString('base64'),
      issuedAt: at.toISOString(),
      notAfter: notAfter.toISOString(),
    });
  });
};

const problemOf = (fault: CmsFault): DeviceProblem => {
  if (fault === 'Malformed') return 'Malformed';
  // A shift ends before its time with its officer or with the card; the laptop itself is at the other end of this connection.
  return fault === 'Revoked' ? 'OfficerRevoked' : 'NotAuthorised';
};

const parse = (content: Uint8Array): LeaseRequest | undefined => {
  try {
    return leaseRequest.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)));
  } catch {
    return undefined;
  }
};
