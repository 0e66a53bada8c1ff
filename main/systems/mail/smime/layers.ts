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

export const worst = (verdicts: readonly SignedVerdict[]): SignedVerdict =>
  signedVerdicts[Math.max(0, ...verdicts.map((verdict) => signedVerdicts.indexOf(verdict)))] ?? 'changed';

/** Who a certificate says that its holder is: proven only where the verdict says so. All text is the certificate's, cut and printable. */
export interface MailSigner {
  readonly name: string;
  /** The address that is the sender's, else its first; empty without any. */
  readonly address: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly notAfter: number;
  /** By a warrant card of this force. */
  readonly officer: boolean;
}

export interface SignedLayer {
  readonly kind: 'signed';
  readonly verdict: SignedVerdict;
  /** Of the signature whose verdict is said. */
  readonly signer: MailSigner | undefined;
  /** How many signatures there are beside that one. */
  readonly otherSignatures: number;
  /** The signer's own clock, milliseconds since 1970; signers who say none are judged as of now. */
  readonly signedAt: number | undefined;
  /** For people; empty where it could not be read. */
  readonly algorithm: string;
  readonly weak: boolean;
  /** Every signature is over this content, whoever made it. */
  readonly intact: boolean;
  /** `good` without a look at revocation: policy trusts this root without lists. */
  readonly revocationUnchecked: boolean;
  /** There is encryption inside: whoever signed need not have known the words. */
  readonly overEncryption: boolean;
}

export interface EncryptedLayer {
  readonly kind: 'encrypted';
  readonly verdict: 'forYou' | 'notForThisCard' | 'damaged' | 'unsupported';
  /** For people; empty where it could not be read. */
  readonly algorithm: string;
  /** False: whoever carried it may have changed it, and only a signature inside can tell. */
  readonly authenticated: boolean;
  readonly weak: boolean;
}

export interface CompressedLayer {
  readonly kind: 'compressed';
  readonly verdict: 'opened' | 'damaged';
}

/** One layer of protection. `nested`: there are more of them than anybody makes. */
export type SmimeLayer = SignedLayer | EncryptedLayer | CompressedLayer | { readonly kind: 'nested'; readonly verdict: 'tooMany' };

/**
 * The signature that speaks for the words: the worst of those that have no encryption inside. Undefined where none does, as when the mail
 * was signed after it was encrypted: anybody may take such a signature off and put on their own.
 */
export function signatureOfContent(layers: readonly SmimeLayer[]): SignedLayer | undefined {
  const signed = layers.filter((layer): layer is SignedLayer => layer.kind === 'signed' && !layer.overEncryption);
  const verdict = worst(signed.map((layer) => layer.verdict));
  return signed.find((layer) => layer.verdict === verdict);
}

/**
 * Whether only the words of the content may be shown: it came out of an encryption that anybody on the way may have changed, and no
 * signature inside says that nobody did. HTML put together from two mails could send one of them away at a click.
 */
export const isPlainTextOnly = (layers: readonly SmimeLayer[]): boolean =>
  layers.some(
    (layer, index) =>
      layer.kind === 'encrypted' && layer.verdict === 'forYou' && !layer.authenticated && !layers.slice(index + 1).some(isIntact),
  );

const isIntact = (layer: SmimeLayer): boolean => layer.kind === 'signed' && layer.intact;
