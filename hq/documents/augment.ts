import {
  answerTimeStampRequest,
  embedValidationData,
  type PdfFault,
  parseCertificate,
  type Signer,
  stampPdf,
  verifyPdf,
} from '../../pki/index.ts';
import type { Material, Trust } from '../authority/trust.ts';

export interface AugmentParts {
  readonly trust: Pick<Trust, 'material'>;
  /** The force whose cards count. */
  readonly force: string;
  /** The force's time-stamp authority; undefined where the configuration names none: then a document stays as the card signed it. */
  readonly timeStamp: Signer | undefined;
}

/** A document as HQ keeps it, and who signed it. */
export interface AugmentedDocument {
  readonly ok: true;
  readonly pdf: Uint8Array;
  readonly staffId: string;
  readonly name: string;
  /** What the signature says. */
  readonly reason: string;
  /** HQ's clock, when HQ had it; undefined without a time-stamp authority. */
  readonly stampedAt: Date | undefined;
}

/** OtherForce, NoHolder: signed by a card that is not this force's, or names nobody. */
export type DocumentRefusal = { readonly ok: false; readonly detail: string } & (PdfFault | { readonly code: 'OtherForce' | 'NoHolder' });

/**
 * Takes a PDF that an officer's card signed: verifies it, has the force's authority stamp the signature (PAdES B-T) and adds what proves
 * it to whoever has nothing but the root (B-LT). One that was augmented before comes back as it is. Never throws on hostile input; throws
 * when what it made does not hold.
 */
export const augment = async (pdf: Uint8Array, parts: AugmentParts, at: Date): Promise<AugmentedDocument | DocumentRefusal> => {
  const material = await parts.trust.material(at, ['officer']);
  const before = verifyPdf(pdf, { ...material, at });
  if (!before.ok) return before;
  const { userId, commonName, organization } = parseCertificate(before.signer).subject;
  if (organization !== parts.force) return { ok: false, code: 'OtherForce', detail: 'The signer is of another force' };
  if (userId === undefined || commonName === undefined)
    return { ok: false, code: 'NoHolder', detail: 'The certificate does not name its holder' };
  const signer = { ok: true, staffId: userId, name: commonName, reason: before.reason } as const;
  const { timeStamp } = parts;
  if (before.level === 'B-LT' || timeStamp === undefined) return { ...signer, pdf, stampedAt: before.stampedAt };
  const stamped =
    before.level === 'B-T' ? pdf : await stampPdf(pdf, (request) => answerTimeStampRequest(request, { signer: timeStamp, at }));
  const whole = embedValidationData(stamped, dataOf(material));
  const after = verifyPdf(whole, { ...material, at });
  if (!after.ok || after.level !== 'B-LT')
    throw new Error(`a document does not hold once it is stamped: ${after.ok ? after.level : after.code}`);
  return { ...signer, pdf: whole, stampedAt: after.stampedAt };
};

/** The root is whoever verifies it's own. */
const dataOf = ({ intermediates, crls }: Material) => ({ certificates: intermediates, lists: crls.map(({ raw }) => raw) });
