import { receipt } from '../../contracts/domain/order.ts';
import type { OrderSummary } from '../../contracts/hq/fleet.ts';
import type { CheckedReceipt } from '../../contracts/ipc/fleet.ts';
import { parseCertificate, verifyCms } from '../../pki/index.ts';
import type { TrustMaterial } from '../device/trust/trust.ts';
import { parseJson } from '../platform/json.ts';

/**
 * Whether a receipt proves what it says: CMS SignedData by a laptop's certificate of this force in the name of the laptop that the order
 * was for, about that order and no other.
 *
 * The certificate is judged as of the signing time. A receipt is looked at months later, when the laptop's certificate has run out, and
 * a wiped laptop's is revoked as soon as its receipt is here: neither unsays what was signed before. A revocation from before the
 * signature counts, and so does one at any time for a reason that puts the key in other hands. The time is the laptop's own word; that
 * the receipt is no younger is HQ's, which took it while the certificate was good and keeps it as it came.
 */
export const checkReceipt = (der: Uint8Array, about: OrderSummary, trust: TrustMaterial, force: string, at: Date): CheckedReceipt => {
  const verified = verifyCms(der, {
    anchors: trust.anchors,
    intermediates: trust.intermediates,
    crls: trust.crls,
    at,
    asSigned: true,
    purpose: 'device',
  });
  if (!verified.ok) {
    if (verified.code === 'BadSignature') return { valid: false, why: 'BadSignature' };
    const formless = verified.code === 'Malformed' || verified.code === 'WrongContentType' || verified.code === 'SignerMissing';
    return { valid: false, why: formless ? 'Malformed' : 'Untrusted' };
  }
  const parsed = receipt.safeParse(parseJson(verified.content));
  if (!parsed.success) return { valid: false, why: 'Malformed' };
  const { data } = parsed;
  const laptop = laptopOf(verified.signer, force);
  if (laptop === undefined) return { valid: false, why: 'Untrusted' };
  if (laptop !== about.device || data.device !== about.device || data.force !== force) return { valid: false, why: 'WrongDevice' };
  const same = data.order === about.id && data.sequence === about.sequence && data.kind === about.kind;
  return same ? { valid: true, receipt: data } : { valid: false, why: 'WrongOrder' };
};

/** The laptop of this force whose certificate it is. */
const laptopOf = (certificate: Uint8Array, force: string): string | undefined => {
  const { commonName, organization } = parseCertificate(certificate).subject;
  return organization === force ? commonName : undefined;
};
