/** Bounds on what comes from outside. A peer that exceeds one is refused before any costly work. */
export const limits = {
  /** A certificate with large extensions is 4 KiB; what is bigger was made to hurt. */
  certificateBytes: 64 * 1024,
  /** 200,000 revoked cards at 50 bytes an entry, with room to spare. */
  crlBytes: 32 * 1024 * 1024,
  /** Signed and sealed messages: an evidence package, not a film (large files are sealed in parts outside CMS). */
  messageBytes: 64 * 1024 * 1024,
  /** A PKCS #10 request or a CMC control message is a few KiB. */
  requestBytes: 64 * 1024,
  /** A whole authority's folder handed to `explain`, and ten times what HQ sends. */
  intermediates: 5000,
  crls: 5000,
  /** Certificates carried in one signed message. */
  messageCertificates: 50,
  /** Anchor to leaf. The force's paths are three long; bridges between forces stay under ten. */
  pathLength: 12,
  /** Complete paths tried for one leaf: cross-certificates multiply paths, and an attacker may supply them. */
  pathsTried: 32,
  /** Signature checks for one leaf, revocation lists included: 2,000 RSA checks take less than a tenth of a second. */
  signatureChecks: 2000,
  /** The same where a mail brings its own authorities along: a path of four with its lists takes twenty, and a check on P-384 four milliseconds. */
  mailSignatureChecks: 60,
  /** A revocation list signed by a separate key needs a path of its own, whose certificates need lists in turn. */
  crlIssuerDepth: 3,
  /** RSA keys beyond this cost more to use than they protect. */
  rsaBits: 8192,
  /** Policies, subtrees and the like in one certificate: keeps the products of them small. */
  extensionItems: 200,
  /** Recipients of one envelope. */
  recipients: 50,
  /** BER nesting and nodes when a foreign message is brought into DER. Some programs write a content in pieces of 1,000 bytes. */
  berDepth: 40,
  berNodes: 300_000,
  /** Signatures of one mail: each may ask for the whole content to be hashed in three ways. */
  mailSignatures: 10,
  /** Recipients of one encrypted mail: a force-wide circular has several hundred. */
  mailRecipients: 2000,
  /** What a compressed mail may grow to: as much as a mail may have. */
  inflatedBytes: 64 * 1024 * 1024,
} as const;
