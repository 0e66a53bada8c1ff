import { type CardHolder, cardHolder } from '../../contracts/domain/officer.ts';
import type { CardRefusal } from '../../contracts/ipc/session.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { CardCertificate } from '../../native/protocol/index.ts';
import { type CertificateInfo, type PathFault, parseCertificate, type VerifyPathOptions, verifyPath } from '../../pki/index.ts';
import { fitsRole, type WarrantRole, warrantRoles } from './warrant-roles.ts';

/** What the card's certificates are checked against, and when. */
export type CardTrust = Omit<VerifyPathOptions, 'keyUsage' | 'extendedKeyUsage'>;

/** A warrant card that this force issued, whose three certificates hold now. */
export interface WarrantCardIdentity {
  readonly holder: CardHolder;
  /** 9A: proves that the card is here. */
  readonly authentication: CardCertificate;
  /** 9C: signs what the officer puts a name to; asks for the PIN each time. */
  readonly signature: CardCertificate;
  /** 9D: opens what was sealed for the card. */
  readonly keyManagement: CardCertificate;
}

interface Candidate {
  readonly certificate: CardCertificate;
  readonly info: CertificateInfo;
}
type Read = { readonly candidates: readonly Candidate[]; readonly damaged: boolean };

/**
 * Chooses the three certificates by key usage and extended key usage (never by slot or label, which differ by vendor), checks
 * each to the force root with revocation, and names the holder as the certificates do. Of several for one use, the newest that
 * holds is taken; when none holds, the newest one's fault is the answer. Needs no PIN and never throws on what a card says.
 */
export function readWarrantCard(certificates: readonly CardCertificate[], trust: CardTrust): Result<WarrantCardIdentity, CardRefusal> {
  const read = parseAll(certificates);
  const chosen: Partial<Record<WarrantRole, Candidate>> = {};
  for (const role of warrantRoles) {
    const choice = choose(role, read, trust);
    if (!choice.ok) return choice;
    chosen[role] = choice.value;
  }
  const { authentication, signature, keyManagement } = chosen;
  if (authentication === undefined || signature === undefined || keyManagement === undefined) return fail('NoCertificate');
  // Certificates of two people on one card: neither may be believed.
  const people = new Set([authentication, signature, keyManagement].map(({ info }) => info.subject.userId));
  if (people.size !== 1) return fail('CardUntrusted');
  const holder = holderOf(authentication.info);
  if (holder === undefined) return fail('NoCertificate');
  return ok({
    holder,
    authentication: authentication.certificate,
    signature: signature.certificate,
    keyManagement: keyManagement.certificate,
  });
}

function parseAll(certificates: readonly CardCertificate[]): Read {
  const candidates: Candidate[] = [];
  let damaged = false;
  for (const certificate of certificates) {
    try {
      candidates.push({ certificate, info: parseCertificate(certificate.der) });
    } catch {
      damaged = true;
    }
  }
  return { candidates, damaged };
}

function choose(role: WarrantRole, { candidates, damaged }: Read, trust: CardTrust): Result<Candidate, CardRefusal> {
  const fitting = candidates
    .filter(({ certificate, info }) => certificate.hasKey && fitsRole(role, info))
    .sort((a, b) => b.info.notBefore.getTime() - a.info.notBefore.getTime());
  let refusal: CardRefusal | undefined;
  for (const candidate of fitting) {
    const verified = verifyPath(candidate.certificate.der, trust);
    if (verified.ok) return ok(candidate);
    refusal ??= refusalOf(verified.code, candidate.info, trust);
  }
  return fail(refusal ?? (damaged ? 'CardDamaged' : 'NoCertificate'));
}

function refusalOf(fault: PathFault, info: CertificateInfo, trust: CardTrust): CardRefusal {
  switch (fault) {
    case 'Expired':
      return 'CardExpired';
    case 'NotYetValid':
      return 'CardNotYetValid';
    case 'Revoked':
      return 'CardRevoked';
    case 'RevocationUnknown':
    case 'RevocationStale':
      return 'CardRevocationUnknown';
    case 'Malformed':
      return 'CardDamaged';
    case 'UntrustedAnchor':
      // Another force's card is honest about it; one that claims to be ours and does not lead to our root is not.
      return forcesOf(trust).includes(info.subject.organization) ? 'CardUntrusted' : 'WrongForce';
    default:
      return 'CardUntrusted';
  }
}

function forcesOf(trust: CardTrust): readonly (string | undefined)[] {
  return trust.anchors.map((anchor) => parseCertificate(anchor).subject.organization);
}

function holderOf({ subject }: CertificateInfo): CardHolder | undefined {
  return cardHolder.safeParse({
    staffId: subject.userId,
    name: subject.commonName,
    rank: subject.title ?? '',
    collarNumber: subject.serialNumber,
    force: subject.organization,
  }).data;
}
