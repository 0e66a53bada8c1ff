import { randomBytes } from 'node:crypto';
import type { DeviceProblem } from '../../contracts/hq/device.ts';
import { buildPkiResponse, contentTypes, deviceUri, issueCertificate, type PkiResponse, signCms } from '../../pki/index.ts';
import type { Authorities } from '../authority/authorities.ts';
import type { Trust } from '../authority/trust.ts';
import { type DeviceIdentity, refusalNow } from '../connections/device-gate.ts';
import { appendAudit } from '../database/audit.ts';
import { findCertificate, meetCard, putCertificate } from '../database/certificates.ts';
import type { Database, Transaction } from '../database/database.ts';
import { spendNonce } from '../database/nonces.ts';
import { lockOfficer } from '../database/officers.ts';
import { auditRefusal } from '../database/refusals.ts';
import { HttpError } from '../http/answer.ts';
import { type Call, Otherwise } from '../http/endpoints.ts';
import type { Log } from '../log.ts';
import { listMailCertificate } from '../systems/people/publish-officer.ts';
import { spendChallenge } from './challenge.ts';
import { readShiftRequest, type ShiftRequest } from './read-shift-request.ts';
import type { CmcRefusal } from './refusal.ts';

export interface CmcParts {
  readonly database: Database;
  readonly trust: Trust;
  readonly authorities: Authorities;
  readonly force: string;
  readonly shiftMs: number;
  /** Until then a request without a challenge of HQ's is taken: from laptops of the version before. */
  readonly unchallengedUntil: Date;
  readonly log: Log;
}

/** Laptops' clocks are minutes off at most. Taken from the shift's length: ten hours is the whole certificate's life. */
const BACKDATED_MS = 5 * 60_000;
const NONCE_BYTES = 16;

/**
 * EST fullcmc (RFC 7030 §4.3): a shift certificate for the officer whose card signed, on the laptop that
 * asks. The answer is a CMC full response signed by the responder, also when it refuses; then its statusString is our code
 * (DeviceProblem) and the status 403; 400 when nobody could read what was asked, 503 when HQ cannot judge now.
 */
export const fullCmc = async (
  parts: CmcParts,
  device: DeviceIdentity,
  call: Pick<Call<'fullCmc'>, 'body'>,
  at: Date,
): Promise<Uint8Array | Refusal> => {
  const { database, trust, force } = parts;
  const message = await call.body().catch(asUnreadable);
  const read = await readShiftRequest({ query: database.query, trust, force }, message, at);
  if (!read.ok) return refuse(parts, device, read.refusal, read.pkiData);
  const certificate = await issue(parts, device, read.request, at);
  if (typeof certificate === 'string') return refuse(parts, device, { code: certificate, failInfo: 'badRequest' }, read.request.pkiData);
  parts.log('shiftBegun', { officer: read.request.officer.staffId, device: device.device });
  await listMailCertificate(database, read.request.officer.staffId, read.request.companions);
  return respond(parts, { status: 'success', ...echoOf(read.request.pkiData) }, [certificate], at);
};

type Refusal = Otherwise<{ readonly status: 400 | 403 | 503; readonly value: Uint8Array }>;

/** What cannot be decoded is refused like any other message that cannot be read. */
const asUnreadable = (error: unknown): Uint8Array => {
  if (error instanceof HttpError && error.code === 'Malformed') return new Uint8Array();
  throw error;
};

/** Issues and registers; the problem when it may not: what refusalOfRequest says, or what officer, card and laptop have become meanwhile. */
const issue = (parts: CmcParts, device: DeviceIdentity, request: ShiftRequest, at: Date): Promise<Uint8Array | DeviceProblem> => {
  const { database, authorities, force, shiftMs } = parts;
  const { officer, cardInfo } = request;
  return database.query.transaction().execute(async (transaction) => {
    const unasked = await refusalOfRequest(transaction, parts, device, request, at);
    if (unasked !== undefined) return unasked;
    // Officer and laptop are held until the certificate is registered: a revocation, lock or wipe that comes now revokes it.
    const refusal = (await refusalOfOfficer(transaction, request)) ?? (await refusalNow(transaction, device, ['active'], at));
    if (refusal !== undefined) return refusal;
    const start = at.getTime() - BACKDATED_MS;
    const end = Math.min(start + shiftMs, cardInfo.notAfter.getTime(), device.notAfter.getTime());
    const certificate = await issueCertificate({
      issuer: authorities.shift,
      subject: { commonName: officer.staffId, organization: force },
      spki: request.spki,
      profile: { kind: 'shift', device: device.device },
      notBefore: new Date(start),
      notAfter: new Date(end),
    });
    await meetCard(transaction, { authentication: request.card, companions: request.companions }, officer.staffId, at);
    await putCertificate(transaction, 'shift', certificate, { staffId: officer.staffId, device: device.device });
    await appendAudit(transaction, { actor: officer.staffId, action: 'shiftCertificateIssued', subject: device.device }, at);
    return certificate;
  });
};

/**
 * What the card signed must be for this laptop and this hour: it has HQ's challenge, which is used up, and the laptop's name. Stale for a
 * challenge that does not count (any more), NotAuthorised for another laptop's name, or none.
 */
const refusalOfRequest = async (
  transaction: Transaction,
  { unchallengedUntil }: CmcParts,
  { device }: DeviceIdentity,
  { pkiData, cardInfo }: ShiftRequest,
  at: Date,
): Promise<DeviceProblem | undefined> => {
  const { recipientNonce, registration, senderNonce } = pkiData;
  if (recipientNonce !== undefined) {
    if (registration !== deviceUri(device)) return 'NotAuthorised';
    return (await spendChallenge(transaction, device, recipientNonce, at)) ? undefined : 'Stale';
  }
  if (at >= unchallengedUntil) return 'NotAuthorised';
  // Without a challenge only the card's end makes a replay impossible.
  const use = { purpose: 'cmc', signer: cardInfo.fingerprint, nonce: senderNonce, expiresAt: cardInfo.notAfter } as const;
  return (await spendNonce(transaction, use)) ? undefined : 'Stale';
};

/** As readShiftRequest judged them, once more. */
const refusalOfOfficer = async (transaction: Transaction, { officer, cardInfo }: ShiftRequest): Promise<DeviceProblem | undefined> => {
  if ((await lockOfficer(transaction, officer.staffId))?.state !== 'active') return 'OfficerRevoked';
  const card = await findCertificate(transaction, 'card', cardInfo.serialHex);
  return card?.revoked_at == null ? undefined : 'CardRevoked';
};

const refuse = async (
  parts: CmcParts,
  device: DeviceIdentity,
  refusal: CmcRefusal,
  pkiData: ShiftRequest['pkiData'] | undefined,
): Promise<Refusal> => {
  const { code, failInfo } = refusal;
  const { query } = parts.database;
  parts.log('shiftRefused', { device: device.device, code });
  await auditRefusal(query, {
    actor: device.device,
    action: 'shiftCertificateRefused',
    subject: device.device,
    detail: `${code} ${failInfo}`,
  });
  const response: PkiResponse = { status: 'failed', failInfo, text: code, ...echoOf(pkiData) };
  return new Otherwise({ status: statusOf(code), value: await respond(parts, response, [], new Date()) });
};

const statusOf = (code: CmcRefusal['code']): 400 | 403 | 503 => {
  if (code === 'TryLater') return 503;
  return code === 'Malformed' ? 400 : 403;
};

const echoOf = (pkiData: ShiftRequest['pkiData'] | undefined): Pick<PkiResponse, 'bodyPartIds' | 'transactionId' | 'recipientNonce'> =>
  pkiData === undefined
    ? { bodyPartIds: [] }
    : { bodyPartIds: [pkiData.bodyPartId], transactionId: pkiData.transactionId, recipientNonce: pkiData.senderNonce };

const respond = async (parts: CmcParts, response: PkiResponse, certificates: readonly Uint8Array[], at: Date): Promise<Uint8Array> => {
  const content = buildPkiResponse({ ...response, senderNonce: randomBytes(NONCE_BYTES) });
  const signer = parts.authorities.cmcResponder;
  return signCms({ content, contentType: contentTypes.pkiResponse, signer, certificates, at });
};
