import type { SignedVerdict } from '../../../../contracts/domain/mail-verdict.ts';
import { type PurposeContext, verifyFor, verifyMailSigner } from '../../../../pki/index.ts';

type TrustMaterial = Omit<PurposeContext, 'at' | 'signedAt'>;

/** Whose signatures count. */
export interface MailTrust {
  /** The force's root, authorities and lists: warrant cards, by `verifyFor('cardSignature', …)`. */
  readonly force: TrustMaterial;
  /** Roots of others that policy names, with what is known below them. Certificates that a mail brings along may join their paths. */
  readonly others?: OtherTrust;
}

interface OtherTrust extends TrustMaterial {
  /** `whereListed`: where there is no current list, a certificate counts as not revoked, and the layer says that it was not looked at. */
  readonly revocation: 'required' | 'whereListed';
}

/** How a certificate stands; `good` where nothing is against it. */
export interface Standing {
  readonly verdict: SignedVerdict;
  readonly officer: boolean;
  readonly revocationUnchecked: boolean;
}

/**
 * Judges a signer's certificate now, and where it has ended or was revoked, once more as of the signer's own time. `carried` are the
 * certificates that the mail brings along.
 */
export function standingOf(
  certificate: Uint8Array,
  carried: readonly Uint8Array[],
  trust: MailTrust,
  at: Date,
  signedAt: Date | undefined,
): Standing {
  const now = verdictAt(certificate, carried, trust, { at });
  const verdict = thenVerdicts[now.verdict];
  if (!verdict || !signedAt || signedAt >= at) return now;
  const then = verdictAt(certificate, carried, trust, { at, signedAt });
  return then.verdict === 'good' ? { ...then, verdict } : now;
}

const thenVerdicts: Partial<Record<SignedVerdict, SignedVerdict>> = { expired: 'expiredNowGoodThen', revoked: 'revokedNowGoodThen' };

function verdictAt(
  certificate: Uint8Array,
  carried: readonly Uint8Array[],
  { force, others = nobody }: MailTrust,
  when: Pick<PurposeContext, 'at' | 'signedAt'>,
): Standing {
  const own = verifyFor('cardSignature', certificate, { ...force, ...when });
  if (own.ok || !elsewhere.has(own.code)) {
    const verdict = own.ok ? 'good' : verdictOf[own.code];
    // Revocation is looked at last: whoever fails there is an officer in all else.
    return { verdict, officer: ['good', 'revoked', 'revocationUnknown'].includes(verdict), revocationUnchecked: false };
  }
  // The force's root is never an anchor here: its authorities for laptops and servers sign no mail.
  const anchors = others.anchors.filter((anchor) => !force.anchors.some((root) => Buffer.compare(anchor, root) === 0));
  const intermediates = [...others.intermediates, ...carried];
  const theirs = verifyMailSigner(certificate, { ...others, anchors, intermediates, ...when });
  const unlisted = !theirs.ok && others.revocation === 'whereListed' && verdictOf[theirs.code] === 'revocationUnknown';
  return { verdict: theirs.ok || unlisted ? 'good' : verdictOf[theirs.code], officer: false, revocationUnchecked: unlisted };
}

const nobody: OtherTrust = { anchors: [], intermediates: [], crls: [], revocation: 'required' };

type PathFault = Extract<ReturnType<typeof verifyFor>, { readonly ok: false }>['code'];

/** Answers that say no more than that it is no warrant card of the force. */
const elsewhere: ReadonlySet<PathFault> = new Set(['UntrustedAnchor', 'KeyUsage', 'ExtendedKeyUsage', 'WeakKey', 'WeakHash', 'Malformed']);

const verdictOf: Readonly<Record<PathFault, SignedVerdict>> = {
  Malformed: 'unreadable',
  UntrustedAnchor: 'signerUnknown',
  BadSignature: 'signerUnknown',
  NameChaining: 'signerUnknown',
  NotCa: 'signerUnknown',
  PathTooLong: 'signerUnknown',
  PathLength: 'signerUnknown',
  NameConstraints: 'signerUnknown',
  Policy: 'signerUnknown',
  KeyUsage: 'notForMail',
  ExtendedKeyUsage: 'notForMail',
  Expired: 'expired',
  NotYetValid: 'notYetValid',
  Revoked: 'revoked',
  RevocationUnknown: 'revocationUnknown',
  RevocationStale: 'revocationUnknown',
  WeakKey: 'weakAlgorithm',
  WeakHash: 'weakAlgorithm',
  UnknownCriticalExtension: 'unsupported',
};
