import { type RewrapProblem, type RewrapRequest, rewrapRequest } from '../../contracts/hq/orders.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import {
  openEnvelope,
  PkiError,
  parseCertificate,
  provesShare,
  type RecipientKey,
  type ShareOwner,
  sealEnvelope,
} from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import { type DeviceIdentity, refusalNow } from '../connections/device-gate.ts';
import { admitShift } from '../connections/shift-gate.ts';
import { readShiftMessage } from '../connections/shift-message.ts';
import { appendAudit } from '../database/audit.ts';
import { findCertificate } from '../database/certificates.ts';
import type { Database } from '../database/database.ts';
import { spendNonce } from '../database/nonces.ts';
import { lockOfficer } from '../database/officers.ts';
import { auditRefusal } from '../database/refusals.ts';
import { checkNewCard } from './new-card.ts';

export interface RewrapParts {
  readonly database: Database;
  readonly trust: Trust;
  readonly force: string;
  /** Undefined where the force keeps its recovery key in a safe or a module of its own: then ICT does this, not this program. */
  readonly recovery: RecipientKey | undefined;
}

/** A card share is half of a store key. */
const SHARE_BYTES = 32;

/**
 * `message` is CMS SignedData by the shift key over a rewrapRequest. Opens the officer's card share with the
 * force's recovery key and seals it for the officer's new card, and for recovery again; answers that envelope, DER. The old card is
 * not revoked by this. Every answer is audited.
 */
export const rewrap = async (
  parts: RewrapParts,
  device: DeviceIdentity,
  message: Uint8Array,
  at: Date,
): Promise<Result<Uint8Array, RewrapProblem>> => {
  const { query } = parts.database;
  const asked = await readShiftMessage({ query, trust: parts.trust }, device, message, rewrapRequest, at);
  const actor = asked.ok ? asked.value.officer.staffId : device.device;
  const answer = asked.ok ? await answerTo(parts, device, asked.value, at) : asked;
  if (!answer.ok) await auditRefusal(query, { actor, action: 'rewrapRefused', subject: device.device, detail: answer.code });
  return answer;
};

type Asked = Extract<Awaited<ReturnType<typeof readShiftMessage<typeof rewrapRequest>>>, { ok: true }>['value'];

const answerTo = async (
  parts: RewrapParts,
  device: DeviceIdentity,
  { request, nonce, officer, shift }: Asked,
  at: Date,
): Promise<Result<Uint8Array, RewrapProblem>> => {
  const { database, recovery } = parts;
  const { staffId } = officer;
  if (recovery === undefined) return fail('RecoveryElsewhere');
  const card = await checkNewCard({ ...parts, query: database.query }, bytesOf(request.certificate), staffId, at);
  if (!card.ok) return card;
  const sealed = await reseal(recovery, request, { staffId, device: request.device }, card.value);
  if (!sealed.ok) return sealed;
  return database.query.transaction().execute(async (transaction) => {
    // The request bears no time: only the shift's end makes a replay impossible.
    const use = { purpose: 'rewrap', signer: shift.fingerprint, nonce, expiresAt: shift.notAfter } as const;
    if (!(await spendNonce(transaction, use))) return fail('Stale');
    // Officer and laptop are held until it is written down that the share went out; the new card may have been cancelled meanwhile.
    await lockOfficer(transaction, staffId);
    const refusal = await refusalNow(transaction, device, ['active'], at);
    if (refusal !== undefined) return fail(refusal);
    const admission = await admitShift(transaction, shift);
    if (!admission.ok) return admission;
    const registered = await findCertificate(transaction, 'card', parseCertificate(card.value).serialHex);
    if (registered?.revoked_at != null) return fail('CardRevoked');
    await appendAudit(transaction, { actor: staffId, action: 'shareRewrapped', subject: request.device }, at);
    return sealed;
  });
};

const reseal = async (
  recovery: RecipientKey,
  request: Pick<RewrapRequest, 'envelope' | 'proof'>,
  owner: ShareOwner,
  card: Uint8Array,
): Promise<Result<Uint8Array, RewrapProblem>> => {
  const share = await openShare(recovery, bytesOf(request.envelope));
  if (!share.ok) return share;
  try {
    // Whose it is, only the share itself can say: the envelope's recipients are not protected by any key.
    if (share.value.byteLength !== SHARE_BYTES || !provesShare(bytesOf(request.proof), share.value, owner)) return fail('NotYourShare');
    return ok(await sealEnvelope(share.value, [card, recovery.certificate]));
  } finally {
    share.value.fill(0);
  }
};

/** What is not an envelope for the recovery key, or was changed, is nobody's share. */
const openShare = async (recovery: RecipientKey, envelope: Uint8Array): Promise<Result<Uint8Array, RewrapProblem>> => {
  try {
    return ok(await openEnvelope(envelope, recovery));
  } catch (error) {
    if (error instanceof PkiError) return fail(error.code === 'Malformed' ? 'Malformed' : 'NotYourShare');
    // RSA says so itself when what it decrypts was not encrypted to it.
    if (error instanceof Error && 'code' in error) return fail('NotYourShare');
    throw error;
  }
};

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
