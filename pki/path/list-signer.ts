import type { Certificate } from '../certificate/certificate.ts';
import type { RevocationList } from '../crl/crl.ts';
import { limits } from '../limits.ts';
import type { PathContext } from './context.ts';
import type { Link } from './link.ts';
import type { FindListSigner } from './revocation.ts';

/** Finds a valid path to a certificate from this anchor, with every certificate in it unrevoked; its last link, or undefined. */
export type ValidateListSigner = (signer: Certificate, anchor: Certificate, findSigner: FindListSigner) => Link | undefined;

/**
 * Who may sign a list (RFC 5280 §6.3.3 f-g): an authority of the same path under the list's name, else a separate certificate of
 * that name, which must itself be valid and unrevoked under the same anchor. `pending` are the separate signers whose own status is
 * being asked for right now: they must not vouch for each other.
 */
export function listSigners(context: PathContext, validate: ValidateListSigner, pending: readonly Certificate[] = []): FindListSigner {
  return (list, certificate, above) => {
    const within = above.findLast((link) => mayIssue(list, link.certificate) && context.isListSignedBy(list, link));
    if (within || pending.length >= limits.crlIssuerDepth) return within;
    const anchor = above[0]?.certificate;
    for (const candidate of anchor ? separateSigners(list, certificate, above, context) : []) {
      if (!anchor || pending.includes(candidate)) continue;
      const link = validate(candidate, anchor, listSigners(context, validate, [...pending, candidate]));
      if (link && context.isListSignedBy(list, link)) return link;
    }
    return undefined;
  };
}

/** Takes lists from nobody but the link that issued the certificate. */
export const issuerOnly =
  (context: PathContext): FindListSigner =>
  (list, _certificate, above) => {
    const issuer = above.at(-1);
    return issuer && mayIssue(list, issuer.certificate) && context.isListSignedBy(list, issuer) ? issuer : undefined;
  };

/** Lets a separate signer's own key sign the list that says how it stands itself, beside those whom `others` finds. */
export function itselfToo(own: Link, context: PathContext, others: FindListSigner): FindListSigner {
  return (list, certificate, above) => {
    const other = others(list, certificate, above);
    if (other || certificate !== own.certificate) return other;
    return mayIssue(list, certificate) && context.isListSignedBy(list, own) ? own : undefined;
  };
}

/** The list's name is the certificate's, and its key usage, if it states one, allows lists. */
const mayIssue = (list: RevocationList, { subject, extensions }: Certificate): boolean =>
  subject.key === list.issuer.key && (extensions.keyUsage?.has('cRLSign') ?? true);

/**
 * Certificates outside the path that may have signed the list. An authority of the path vouches for them with its own key, never a
 * namesake of it nor an authority outside the path. For a list of the certificate's own issuer that is the issuer itself, or the
 * authority that vouches for the issuer: another of the same anchor that takes the same name must not speak for it.
 */
function separateSigners(
  list: RevocationList,
  certificate: Certificate,
  above: readonly Link[],
  context: PathContext,
): readonly Certificate[] {
  const vouchers = list.issuer.key === certificate.issuer.key ? above.slice(-2) : above;
  return context.named(list.issuer.key).filter((candidate) => {
    if (!mayIssue(list, candidate) || above.some((link) => link.certificate.fingerprint === candidate.fingerprint)) return false;
    if (!vouchers.some((link) => isIssuedBy(candidate, link, context))) return false;
    return context.mayHaveSignedList(candidate, list);
  });
}

const isIssuedBy = (certificate: Certificate, { certificate: issuer }: Link, context: PathContext): boolean =>
  certificate.issuer.key === issuer.subject.key && context.mayHaveSigned(issuer, certificate);
