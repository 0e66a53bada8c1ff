import type { Officer } from '../../contracts/domain/officer.ts';
import {
  type CertificateInfo,
  contentTypes,
  type ParsedRequest,
  type PurposeContext,
  parseCertificate,
  parsePkiData,
  parseRequest,
  type ReadPkiData,
  verifyCms,
  verifyFor,
} from '../../pki/index.ts';
import type { Trust } from '../authority/trust.ts';
import { findCertificate } from '../database/certificates.ts';
import type { Query } from '../database/database.ts';
import { findOfficer } from '../database/officers.ts';
import { type CmcRefusal, refusalOf } from './refusal.ts';

export interface ShiftRequest {
  readonly pkiData: ReadPkiData;
  readonly officer: Officer;
  readonly spki: Uint8Array;
  /** The warrant card's authentication certificate, DER, which signed. */
  readonly card: Uint8Array;
  readonly cardInfo: CertificateInfo;
  /** What other certificates of the officer's came along: the same card's 9C and 9D, so that HQ can revoke them with it. */
  readonly companions: readonly Uint8Array[];
}

export type ReadShiftRequest =
  | { readonly ok: true; readonly request: ShiftRequest }
  /** `pkiData` as far as it could be read, so that the answer can name the request. */
  | { readonly ok: false; readonly refusal: CmcRefusal; readonly pkiData: ReadPkiData | undefined };

/**
 * Checks a CMC full request (RFC 5272 §3.2.1) for a shift certificate: signed by a warrant card's authentication key under
 * the officer authority, unrevoked, of an officer whom the directory has as active, with proof of possession of a P-256 key.
 */
export const readShiftRequest = async (
  parts: { readonly query: Query; readonly trust: Trust; readonly force: string },
  message: Uint8Array,
  at: Date,
): Promise<ReadShiftRequest> => {
  const { query, trust, force } = parts;
  const material = await trust.material(at, ['officer']);
  const checked = verifyCms(message, {
    ...material,
    at,
    contentType: contentTypes.pkiData,
    purpose: 'cardAuthentication',
  });
  if (!checked.ok) return refused(refusalOf(checked.code), undefined);
  const pkiData = orUndefined(() => parsePkiData(checked.content));
  if (pkiData === undefined) return refused(malformed, undefined);
  const cardInfo = parseCertificate(checked.signer);
  if (cardInfo.subject.organization !== force) return refused({ code: 'WrongForce', failInfo: 'badIdentity' }, pkiData);
  const known = await findCertificate(query, 'card', cardInfo.serialHex);
  if (known?.revoked_at != null) return refused({ code: 'CardRevoked', failInfo: 'badCertId' }, pkiData);
  const entry = cardInfo.subject.userId === undefined ? undefined : await findOfficer(query, cardInfo.subject.userId);
  if (entry === undefined) return refused({ code: 'OfficerUnknown', failInfo: 'badIdentity' }, pkiData);
  if (entry.state !== 'active') return refused({ code: 'OfficerRevoked', failInfo: 'badIdentity' }, pkiData);
  const wanted = orUndefined(() => parseRequest(pkiData.request));
  if (wanted === undefined) return refused(malformed, pkiData);
  if (!wanted.ok) return refused({ code: 'NotAuthorised', failInfo: 'popFailed' }, pkiData);
  if (!isP256(wanted)) return refused({ code: 'Malformed', failInfo: 'badAlg' }, pkiData);
  const companions = checked.certificates.filter((der) => isCompanion(der, cardInfo, { ...material, at })).slice(0, MAX_COMPANIONS);
  return { ok: true, request: { pkiData, officer: entry.officer, spki: wanted.spki, card: checked.signer, cardInfo, companions } };
};

/** 9C and 9D of the card, and of one before it. */
const MAX_COMPANIONS = 4;

/** Whether a certificate that came along is one of the same officer's for signing or for opening. */
const isCompanion = (der: Uint8Array, card: CertificateInfo, rules: PurposeContext): boolean => {
  const info = orUndefined(() => parseCertificate(der));
  const { userId, organization } = card.subject;
  if (info?.subject.userId !== userId || info?.subject.organization !== organization) return false;
  return (['cardSignature', 'cardKeyManagement'] as const).some((purpose) => verifyFor(purpose, der, rules).ok);
};

/** Keys that laptops make are of one kind. */
export const isP256 = (request: ParsedRequest): boolean => request.publicKey.kind === 'p256';

const malformed: CmcRefusal = { code: 'Malformed', failInfo: 'badRequest' };

const refused = (refusal: CmcRefusal, pkiData: ReadPkiData | undefined): ReadShiftRequest => ({ ok: false, refusal, pkiData });

const orUndefined = <Value>(read: () => Value): Value | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
