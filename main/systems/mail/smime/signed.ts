import type { MailSigner, SignedLayer } from '../../../../contracts/domain/mail-protection.ts';
import type { SignedVerdict } from '../../../../contracts/domain/mail-verdict.ts';
import { type MailSignature, type MailSignedData, PkiError, parseCertificate } from '../../../../pki/index.ts';
import { ADDRESS_LENGTH, cleanLine, NAME_LENGTH } from '../text.ts';
import { addressToShow, speaksFor } from './addresses.ts';
import { worst } from './layers.ts';
import { type MailTrust, standingOf } from './trust.ts';

/** What a signature is judged by. */
export interface SignatureContext {
  readonly trust: MailTrust;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** All addresses of all From fields of the header. */
  readonly from: readonly string[];
  /** The header's Date, milliseconds since 1970. */
  readonly sentAt: number | undefined;
  /** The time that the mail is shown with, where that is known: what came to the server may claim no date, or one that nobody believes. */
  readonly shownAt?: number | undefined;
}

/** A signer's clock may be off by as much; so may ours. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** Between signing and the Date in the header lies the sending, and at worst a wrong time zone's half hour. */
const SENDING_TAKES_MS = 60 * 60_000;

/** Relays try for five days (RFC 5321 §4.5.4.1); a mail that was signed long before it came is an old one, sent again. */
const DELIVERY_TAKES_MS = 8 * 24 * 60 * 60_000;

/** Judges a layer of signatures: each alone, and the worst is the layer's. Never throws. */
export function judgeSignatures(data: MailSignedData, context: SignatureContext): SignedLayer {
  const judged = data.signatures.map((signature) => judge(signature, data.certificates, context));
  const verdict = judged.length ? worst(judged.map((one) => one.verdict)) : 'unreadable';
  const said = judged.find((one) => one.verdict === verdict);
  return {
    kind: 'signed',
    verdict,
    signer: said?.signer,
    otherSignatures: Math.max(0, judged.length - 1),
    signedAt: said?.signature.signedAt?.getTime(),
    algorithm: said?.signature.algorithm ?? '',
    weak: data.signatures.some(({ weak }) => weak),
    intact: judged.length > 0 && data.signatures.every(({ integrity }) => integrity === 'intact'),
    revocationUnchecked: judged.some((one) => one.revocationUnchecked),
    overEncryption: false,
  };
}

/** A layer of signatures that cannot be looked at. */
export const unseenSignature = (verdict: 'unreadable' | 'unsupported', algorithm = ''): SignedLayer => ({
  ...{ kind: 'signed', verdict, signer: undefined, otherSignatures: 0, signedAt: undefined, algorithm },
  ...{ weak: false, intact: false, revocationUnchecked: false, overEncryption: false },
});

interface Judged {
  readonly signature: MailSignature;
  readonly verdict: SignedVerdict;
  readonly signer: MailSigner | undefined;
  readonly revocationUnchecked: boolean;
}

function judge(signature: MailSignature, carried: readonly Uint8Array[], context: SignatureContext): Judged {
  const { certificate, integrity } = signature;
  if (!certificate) {
    const verdict = integrity === 'noCertificate' || integrity === 'intact' ? 'signerUnknown' : integrity;
    return { signature, verdict, signer: undefined, revocationUnchecked: false };
  }
  try {
    const info = parseCertificate(certificate);
    const at = new Date(context.at);
    const standing = standingOf(certificate, carried, context.trust, at, signature.signedAt);
    const verdict = worst([
      integrity === 'intact' ? 'good' : integrity === 'noCertificate' ? 'signerUnknown' : integrity,
      standing.verdict,
      speaksFor(info.mailAddresses, context.from) ? 'good' : 'notTheSenders',
      signature.weak ? 'weakAlgorithm' : 'good',
      verdictOfTimes(signature.signedAt?.getTime(), info.notBefore.getTime(), context),
    ]);
    const { commonName, organization } = info.subject;
    const signer = {
      name: cleanLine(commonName ?? organization ?? info.mailAddresses[0] ?? '', NAME_LENGTH),
      address: cleanLine(addressToShow(info.mailAddresses, context.from), ADDRESS_LENGTH),
      issuer: cleanLine(info.issuer.commonName ?? info.issuer.organization ?? '', NAME_LENGTH),
      notAfter: info.notAfter.getTime(),
      officer: standing.officer,
    };
    return { signature, verdict, signer, revocationUnchecked: standing.revocationUnchecked };
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return { signature, verdict: 'unreadable', signer: undefined, revocationUnchecked: false };
  }
}

function verdictOfTimes(signedAt: number | undefined, notBefore: number, { at, sentAt, shownAt }: SignatureContext): SignedVerdict {
  if (signedAt === undefined) return 'good';
  if (signedAt > at + CLOCKS_DIFFER_MS) return 'signedInFuture';
  if (signedAt < notBefore - CLOCKS_DIFFER_MS) return 'notYetValid';
  const isAnothers = sentAt !== undefined && Math.abs(sentAt - signedAt) > SENDING_TAKES_MS;
  const isOld = shownAt !== undefined && Math.abs(shownAt - signedAt) > DELIVERY_TAKES_MS;
  return isAnothers || isOld ? 'dateDiffers' : 'good';
}
