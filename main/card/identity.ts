import { type CardHolder, cardHolder } from '../../contracts/domain/officer.ts';
import type { CardRefusal } from '../../contracts/ipc/session.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { CardCertificate, CardMechanism } from '../../native/protocol/index.ts';
import { type CertificateInfo, type PathFault, type PurposeContext, parseCertificate, verifyFor } from '../../pki/index.ts';
import { type RoleFault, roleFault } from './role-needs.ts';
import { fitsRole, purposeOf, type WarrantRole, warrantRoles } from './warrant-roles.ts';

/** A warrant card that this force issued, whose three certificates hold now. */
export interface WarrantCardIdentity {
  readonly holder: CardHolder;
  /** 9A: proves that the card is here. */
  readonly authentication: CardCertificate;
  /** 9C: signs what the officer puts a name to; asks for the PIN each time. */
  readonly signature: CardCertificate;
  /** 9D: opens what was sealed for the card. */
  readonly keyManagement: CardCertificate;
  /** Who issued the authentication certificate, and until when it holds: what tells two identities of one officer apart. */
  readonly issuer: string;
  readonly notAfter: Date;
}

interface Candidate {
  readonly certificate: CardCertificate;
  readonly info: CertificateInfo;
}
type Read = { readonly candidates: readonly Candidate[]; readonly damaged: boolean };

/** More officers on one card than this is no card of a force's. */
const MAX_IDENTITIES = 10;

/**
 * Whom a card names: chooses the certificates by key usage and extended key usage (never by slot or label, which differ by vendor),
 * and checks each to the force's officer authority and root with revocation. An identity is an authentication certificate that holds, with the holder's newest
 * signature and key management certificates that hold. Of one holder's authentication certificates the newest is taken; several
 * identities are left for the officer to choose from: two holders, or two certificates of one that claim the same. When there is
 * none, the fault of the newest certificate is the answer. A key that cannot do what its role needs, by what its token says of itself
 * (`mechanisms`), counts as such a fault. Needs no PIN and never throws on what a card says.
 */
export function readWarrantCards(
  certificates: readonly CardCertificate[],
  trust: PurposeContext,
  mechanisms?: readonly CardMechanism[],
): Result<readonly [WarrantCardIdentity, ...WarrantCardIdentity[]], CardRefusal> {
  const read = parseAll(certificates);
  const holding: Partial<Record<WarrantRole, readonly Candidate[]>> = {};
  for (const role of warrantRoles) {
    const found = holdingFor(role, read, trust, mechanisms);
    if (!found.ok) return found;
    holding[role] = found.value;
  }
  const { authentication = [], signature = [], keyManagement = [] } = holding;
  const complete = authentication.flatMap((own) => {
    const isTheirs = ({ info }: Candidate) => info.subject.userId === own.info.subject.userId;
    const [signs, opens] = [signature.find(isTheirs), keyManagement.find(isTheirs)];
    return isNewest(own, authentication.filter(isTheirs)) && signs && opens ? [{ own, signs, opens }] : [];
  });
  // Certificates of two people on one card, and of neither all three: nobody may be believed.
  if (complete.length === 0) return fail('CardUntrusted');
  const [first, ...others] = complete.slice(0, MAX_IDENTITIES).flatMap(({ own, signs, opens }) => {
    const holder = holderOf(own.info);
    if (holder === undefined) return [];
    const [authentication, signature, keyManagement] = [own.certificate, signs.certificate, opens.certificate];
    return [{ holder, authentication, signature, keyManagement, issuer: issuerOf(own.info), notAfter: own.info.notAfter }];
  });
  return first === undefined ? fail('NoCertificate') : ok([first, ...others]);
}

/** No other of the same holder was issued later. */
function isNewest({ info }: Candidate, ofTheirs: readonly Candidate[]): boolean {
  return ofTheirs.every((other) => other.info.notBefore.getTime() <= info.notBefore.getTime());
}

function issuerOf({ issuer }: CertificateInfo): string {
  return issuer.commonName ?? issuer.organization ?? '';
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

/** Every certificate for this use that holds now, the newest first; a refusal when none does. */
function holdingFor(
  role: WarrantRole,
  { candidates, damaged }: Read,
  trust: PurposeContext,
  mechanisms: readonly CardMechanism[] | undefined,
): Result<readonly Candidate[], CardRefusal> {
  const fitting = candidates
    .filter(({ certificate, info }) => certificate.hasKey && fitsRole(role, info))
    .sort((a, b) => b.info.notBefore.getTime() - a.info.notBefore.getTime());
  const holding: Candidate[] = [];
  let refusal: CardRefusal | undefined;
  for (const candidate of fitting) {
    const verified = verifyFor(purposeOf[role], candidate.certificate.der, trust);
    const unable = roleFault(role, candidate.info.publicKey.kind, mechanisms);
    if (!verified.ok) refusal ??= refusalOf(verified.code, candidate.info, trust);
    else if (unable !== undefined) refusal ??= REFUSALS[unable];
    else holding.push(candidate);
  }
  return holding.length > 0 ? ok(holding) : fail(refusal ?? (damaged ? 'CardDamaged' : 'NoCertificate'));
}

const REFUSALS: Readonly<Record<RoleFault, CardRefusal>> = {
  KeyKind: 'CardKeysUnsupported',
  NoSigning: 'CardSoftwareCannotSign',
  NoDecryption: 'CardSoftwareCannotOpen',
  NoDerivation: 'CardSoftwareCannotOpen',
};

function refusalOf(fault: PathFault, info: CertificateInfo, trust: PurposeContext): CardRefusal {
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

function forcesOf(trust: PurposeContext): readonly (string | undefined)[] {
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
