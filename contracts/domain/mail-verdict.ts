/** What is said of a signature, better first. Where there are several of one layer, the last of theirs in this order is said. */
export const signedVerdicts = [
  /** Unchanged, by a trusted signer whose address is the sender's. */
  'good',
  /** The certificate has ended since; by the signer's own clock it held when the mail was signed. */
  'expiredNowGoodThen',
  /** Revoked after the signer says that it was signed, for a reason that says nothing against earlier signatures: a new card, a new post. */
  'revokedNowGoodThen',
  /** All else holds, but there is no current list that says whether the certificate is revoked. */
  'revocationUnknown',
  /** All else holds, but the header, which no signature covers, says another date than the signer: an old mail sent again, as a rule. */
  'dateDiffers',
  /** A hash or a key for which signatures can be forged. */
  'weakAlgorithm',
  'signedInFuture',
  /** The certificate begins later, or began after the signer says that it was signed. */
  'notYetValid',
  'expired',
  /** The certificate is an authority's, or for something else than signing mail. */
  'notForMail',
  /** By somebody who is not the sender. */
  'notTheSenders',
  /** No path to a root that the force trusts. */
  'signerUnknown',
  'revoked',
  /** An algorithm, a critical extension or a kind of signature that this program does not know. */
  'unsupported',
  'unreadable',
  /** The content is not the one that was signed. */
  'changed',
] as const;
export type SignedVerdict = (typeof signedVerdicts)[number];

interface Layer {
  readonly kind: string;
}
interface Signed extends Layer {
  readonly kind: 'signed';
  readonly verdict: SignedVerdict;
  readonly overEncryption: boolean;
}

/**
 * The signature that speaks for the words: the worst of those that have no encryption inside. Undefined where none does, as when the mail
 * was signed after it was encrypted: anybody may take such a signature off and put on their own.
 */
export const signatureOfContent = <One extends Layer>(layers: readonly One[]): (One & Signed) | undefined =>
  layers
    .filter((layer): layer is One & Signed => layer.kind === 'signed' && !(layer as One & Signed).overEncryption)
    .toSorted((one, other) => signedVerdicts.indexOf(other.verdict) - signedVerdicts.indexOf(one.verdict))[0];
