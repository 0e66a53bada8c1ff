import type { Lease } from '../../contracts/domain/device.ts';
import { type DeviceProblem, leaseRequest } from '../../contracts/hq/device.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { Trust } from '../authority/trust.ts';
import { type DeviceIdentity, refusalNow } from '../connections/device-gate.ts';
import { admitShift } from '../connections/shift-gate.ts';
import { readShiftMessage } from '../connections/shift-message.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import { spendNonce } from '../database/nonces.ts';
import { lockOfficer } from '../database/officers.ts';
import { auditRefusal } from '../database/refusals.ts';
import { HttpError } from '../http/answer.ts';
import { type KeyFolder, ShareKeyError } from '../shares/key-folder.ts';
import { holdLease } from '../shares/leases.ts';
import type { PolicyInForce } from './policy/policy-in-force.ts';

export interface LeaseParts {
  readonly database: Database;
  readonly trust: Trust;
  /** What seals the device shares. */
  readonly keys: KeyFolder;
  readonly leaseMs: number;
  readonly policy: PolicyInForce;
}

/** How far a laptop's clock may be off; also how long a request could be replayed, were it not for the nonce. */
const FRESH_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;

/**
 * `message` is CMS SignedData by the shift key over a leaseRequest. Answers the lease with the device
 * share, always the same one for the officer on this laptop. Every answer is audited. Throws HttpError TryLater where the key that seals the
 * share is out of reach.
 */
export const lend = async (
  parts: LeaseParts,
  device: DeviceIdentity,
  message: Uint8Array,
  at: Date,
): Promise<Result<Lease, DeviceProblem>> => {
  const refused = (detail: string) =>
    auditRefusal(parts.database.query, { actor: device.device, action: 'leaseRefused', subject: device.device, detail });
  try {
    const answer = await answerTo(parts, device, message, at);
    if (!answer.ok) await refused(answer.code);
    return answer;
  } catch (error) {
    if (!(error instanceof ShareKeyError)) throw error;
    // Another share would open nothing, and take the place of one that does once the key is back.
    await refused(error.code);
    throw new HttpError('TryLater');
  }
};

const answerTo = async (
  parts: LeaseParts,
  device: DeviceIdentity,
  message: Uint8Array,
  at: Date,
): Promise<Result<Lease, DeviceProblem>> => {
  const { database, trust } = parts;
  const asked = await readShiftMessage({ query: database.query, trust }, device, message, leaseRequest, at);
  if (!asked.ok) return asked;
  const { request, nonce, officer, shift } = asked.value;
  if (Math.abs(Date.parse(request.at) - at.getTime()) > FRESH_MS) return fail('Stale');
  const inForce = await parts.policy.current();
  return database.query.transaction().execute(async (transaction) => {
    const expiresAt = new Date(at.getTime() + 2 * FRESH_MS);
    if (!(await spendNonce(transaction, { purpose: 'lease', signer: shift.fingerprint, nonce, expiresAt }))) return fail('Stale');
    // Officer and laptop are held until the lease is written: a wipe that comes now drops it, and one that came just before forbids it.
    await lockOfficer(transaction, officer.staffId);
    const refusal = await refusalNow(transaction, device, ['active'], at);
    if (refusal !== undefined) return fail(refusal);
    const admission = await admitShift(transaction, shift);
    if (!admission.ok) return admission;
    const notAfter = endOf(at, parts.leaseMs, inForce?.policy.offlineHours, shift.notAfter);
    const held = await holdLease(transaction, parts.keys, { staffId: officer.staffId, device: device.device, issuedAt: at, notAfter });
    await appendAudit(transaction, { actor: officer.staffId, action: 'leaseIssued', subject: device.device, detail: held.id }, at);
    const deviceShare = Buffer.from(held.deviceShare).toString('base64');
    held.deviceShare.fill(0);
    return ok({
      id: held.id,
      device: device.device,
      officer,
      deviceShare,
      issuedAt: at.toISOString(),
      notAfter: notAfter.toISOString(),
    });
  });
};

/** HQ's own limit, or the policy's when that is shorter. A laptop that may keep no share has this one for the shift. */
const endOf = (at: Date, leaseMs: number, offlineHours: number | undefined, shiftEnd: Date): Date => {
  if (offlineHours === 0) return new Date(Math.min(at.getTime() + leaseMs, shiftEnd.getTime()));
  return new Date(at.getTime() + Math.min(leaseMs, (offlineHours ?? Number.POSITIVE_INFINITY) * HOUR_MS));
};
