import { type Certificate, readCertificate } from './certificate/certificate.ts';
import { publicKeyInfo } from './certificate/key.ts';
import { PkiError, pathFaults, refusing } from './fault.ts';
import { limits } from './limits.ts';
import { anyExtendedKeyUsage, extendedKeyUsages } from './oids.ts';
import type { ContextInput } from './path/context.ts';
import { type VerifyPathResult, verifyPath } from './path/verify.ts';
import { type AuthorityPurpose, certificatePolicies, type Purpose, ruleFor } from './purpose.ts';

/** What a certificate is checked against, and when. */
export type PurposeContext = Omit<ContextInput, 'allowWeak' | 'foreignKeys' | 'signatureChecks'>;

/**
 * Whether a certificate may be used for this purpose: its key usages are the purpose's, it and the authority that issued it carry the
 * purpose's certificate policy, the root issued that authority itself (or, for recovery, force policy, releases and time-stamps, the certificate), and the
 * path to an anchor holds by RFC 5280 §6, revocation of every certificate included. Revocation is looked at last: a refusal for want
 * of lists says that all else holds. Never throws on hostile input.
 */
export function verifyFor(purpose: Purpose, leaf: Uint8Array, context: PurposeContext): VerifyPathResult {
  return refusing(pathFaults, () => {
    const { policy, authorities } = demandUse(purpose, readCertificate(leaf));
    return verifyPath(leaf, { ...strict(context), policy, authorities });
  });
}

/** Whether a certificate says of itself that it is for this purpose. That is not proof: see `verifyFor`. Never throws on hostile input. */
export function claimsPurpose(purpose: Purpose, leaf: Uint8Array): boolean {
  const claim = refusing(pathFaults, () => {
    const certificate = readCertificate(leaf);
    const { policy } = demandUse(purpose, certificate);
    return { ok: certificate.extensions.policies?.includes(policy) ?? false };
  });
  return claim.ok;
}

/** Throws PkiError for a certificate whose key usages are not the purpose's; returns the purpose's rule. */
function demandUse(purpose: Purpose, certificate: Certificate): ReturnType<typeof ruleFor> {
  const rule = ruleFor(purpose, publicKeyInfo(certificate.key).kind);
  const { keyUsage, extendedKeyUsage } = certificate.extensions;
  demandEndEntity(certificate);
  if (!rule.keyUsage.every((usage) => keyUsage?.has(usage))) {
    throw new PkiError('KeyUsage', `The certificate is not for ${rule.keyUsage.join(' and ')}`);
  }
  if (!rule.extendedKeyUsage.every((usage) => extendedKeyUsage?.includes(usage))) {
    throw new PkiError('ExtendedKeyUsage', 'The certificate is not for this purpose');
  }
  // RFC 3161 §2.3: a key that says when does nothing else.
  if (purpose === 'timeStamp' && extendedKeyUsage?.length !== 1) {
    throw new PkiError('ExtendedKeyUsage', 'The certificate is not for time-stamps alone');
  }
  return rule;
}

/** RFC 5280 §4.2.1.3: who signs certificates is an authority, whatever else it says; our lists, too, are signed by authorities alone. */
function demandEndEntity({ extensions: { basicConstraints, keyUsage } }: Certificate): void {
  if (basicConstraints?.authority || keyUsage?.has('keyCertSign') || keyUsage?.has('cRLSign')) {
    throw new PkiError('KeyUsage', 'The certificate is an authority’s');
  }
}

/**
 * Whether a certificate may sign mail under anchors that are not the force's own (RFC 8550 §4.4): any path that holds, of certificates
 * that are for mail or for no stated use. The force's officers sign by `verifyFor('cardSignature', …)`. Revocation is looked at last, as
 * there. Never throws on hostile input.
 */
export function verifyMailSigner(leaf: Uint8Array, context: PurposeContext): VerifyPathResult {
  return refusing(pathFaults, () => {
    const certificate = readCertificate(leaf);
    demandEndEntity(certificate);
    const { keyUsage } = certificate.extensions;
    if (keyUsage && !keyUsage.has('digitalSignature') && !keyUsage.has('nonRepudiation')) {
      throw new PkiError('KeyUsage', 'The certificate is not for signing');
    }
    demandForMail(certificate);
    const result = verifyPath(leaf, { ...strict(context), foreignKeys: true, signatureChecks: limits.mailSignatureChecks });
    // An authority that says what it issues for issues for nothing else.
    if (result.ok) for (const der of result.path.slice(1, -1)) demandForMail(readCertificate(der));
    return result;
  });
}

function demandForMail({ extensions: { extendedKeyUsage } }: Certificate): void {
  if (extendedKeyUsage && !extendedKeyUsage.some((usage) => forMail.has(usage))) {
    throw new PkiError('ExtendedKeyUsage', 'A certificate of the path is not for mail');
  }
}

const forMail: ReadonlySet<string> = new Set([extendedKeyUsages.emailProtection, anyExtendedKeyUsage]);

/** Whether this is an authority as `verifyIssuer` takes it, which the root has marked for this purpose. Never throws on hostile input. */
export const verifyAuthority = (purpose: AuthorityPurpose, der: Uint8Array, context: PurposeContext): VerifyPathResult =>
  verifyIssuer(der, context, certificatePolicies[purpose]);

/**
 * Whether laptops take this authority: the root issued it itself, for end entities only (pathlen 0), to sign certificates and lists.
 * With `policy` it must carry that certificate policy. Never throws on hostile input.
 */
export function verifyIssuer(der: Uint8Array, context: PurposeContext, policy?: string): VerifyPathResult {
  return refusing(pathFaults, () => {
    const { basicConstraints, keyUsage } = readCertificate(der).extensions;
    if (!basicConstraints?.authority) throw new PkiError('NotCa', 'The certificate is not an authority’s');
    if (!keyUsage?.has('cRLSign')) throw new PkiError('KeyUsage', 'The authority may not sign revocation lists');
    if (basicConstraints.pathLength !== 0) throw new PkiError('PathLength', 'The authority may have authorities below it');
    return verifyPath(der, { ...strict(context), keyUsage: 'keyCertSign', authorities: 0, ...(policy === undefined ? {} : { policy }) });
  });
}

const strict = (context: PurposeContext): ContextInput => ({
  ...context,
  allowWeak: false,
  foreignKeys: false,
  signatureChecks: limits.signatureChecks,
});
