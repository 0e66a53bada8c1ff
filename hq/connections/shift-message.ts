import type { z } from 'zod';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { DeviceProblem } from '../../contracts/hq/device.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { type CertificateInfo, type CmsFault, parseCertificate, verifyCms } from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import type { Query } from '../database/database.ts';
import { findDevice } from '../database/devices.ts';
import { parseJson } from '../http/json.ts';
import type { DeviceIdentity } from './device-gate.ts';
import { admitShift, problemOfDevice } from './shift-gate.ts';

/** What an officer's shift key signed for HQ to do on the laptop that sends it. */
export interface ShiftMessage<Request> {
  readonly request: Request;
  readonly nonce: Uint8Array;
  readonly officer: Officer;
  readonly shift: CertificateInfo;
}

/** Fewer bytes would repeat by chance among a force's requests. */
const MIN_NONCE_BYTES = 16;

/**
 * Reads CMS SignedData by a shift key over a request that names its laptop and officer: the certificate must be one that counts
 * now, for the laptop at the other end and for the officer named. Whether it is a replay is the caller's to say, by the nonce.
 */
export const readShiftMessage = async <
  Schema extends z.ZodType<{ readonly device: string; readonly staffId: string; readonly nonce: string }>,
>(
  parts: { readonly query: Query; readonly trust: Trust },
  device: DeviceIdentity,
  message: Uint8Array,
  schema: Schema,
  at: Date,
): Promise<Result<ShiftMessage<z.infer<Schema>>, DeviceProblem>> => {
  const state = (await findDevice(parts.query, device.device))?.state;
  // First: a laptop that is held has lost its shifts as well, and the signature would say no more than that.
  if (state !== 'active') return fail(problemOfDevice(state));
  const checked = verifyCms(message, { ...(await parts.trust.material(at, ['shift'])), purpose: 'shift', at });
  if (!checked.ok) return fail(problemOf(checked.code));
  const shift = parseCertificate(checked.signer);
  const parsed = schema.safeParse(parseJson(checked.content));
  if (!parsed.success) return fail('Malformed');
  const nonce = Buffer.from(parsed.data.nonce, 'base64');
  if (nonce.byteLength < MIN_NONCE_BYTES) return fail('Malformed');
  const admission = await admitShift(parts.query, shift);
  if (!admission.ok) return admission;
  const { officer, device: named } = admission.identity;
  const { device: asked, staffId } = parsed.data;
  if (asked !== device.device || named !== device.device || staffId !== officer.staffId) return fail('NotAuthorised');
  return ok({ request: parsed.data, nonce, officer, shift });
};

const problemOf = (fault: CmsFault): DeviceProblem => {
  if (fault === 'Malformed') return 'Malformed';
  if (fault === 'Expired' || fault === 'NotYetValid') return 'Stale';
  // A shift ends before its time with its officer or with the card; the laptop itself is at the other end of this connection.
  return fault === 'Revoked' ? 'OfficerRevoked' : 'NotAuthorised';
};
