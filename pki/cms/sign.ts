import { createHash } from 'node:crypto';
import { readCertificate } from '../certificate/certificate.ts';
import { contextTag } from '../der/read.ts';
import { writeTime } from '../der/time.ts';
import { context, encode, integer, octetString, oid, sequence, setOf, sortMembers } from '../der/write.ts';
import { algorithms } from '../oids.ts';
import { type Signer, signChecked } from '../signer.ts';
import { attribute, attributeTypes } from './attributes.ts';
import { contentInfo, contentTypes } from './content-types.ts';

export interface SignCmsInput {
  readonly content: Uint8Array;
  /** Object identifier; `contentTypes.data` by default. */
  readonly contentType?: string;
  readonly signer: Signer;
  /** Further DER certificates to carry along: the signer's authorities, or a certificate that is handed out. */
  readonly certificates?: readonly Uint8Array[];
  /** The signing time that is written into the message; a PDF's signature has it elsewhere. */
  readonly at?: Date;
  /** The content travels beside the message, not in it (RFC 5652 §5.2). */
  readonly detached?: boolean;
  /** The message carries no certificate, not the signer's either: whoever reads it has it. */
  readonly withoutCertificates?: boolean;
  /** Further signed attributes, DER. */
  readonly attributes?: readonly Uint8Array[];
}

/**
 * CMS SignedData (RFC 5652 §5) over the content, the content inside unless `detached`, one signer, SHA-256. Returns DER. What the signer
 * throws passes through; a wrong answer of the signer is PkiError `BadSignature`.
 */
export async function signCms(input: SignCmsInput): Promise<Uint8Array> {
  const contentType = input.contentType ?? contentTypes.data;
  const { issuer, serialRaw } = readCertificate(input.signer.certificate);
  const digest = createHash('sha256').update(input.content).digest();
  // Sorted as DER demands: the signature is over this order, and readers that sort would refuse any other.
  const attributes = sortMembers([
    attribute(attributeTypes.contentType, oid(contentType)),
    ...(input.at ? [attribute(attributeTypes.signingTime, writeTime(input.at))] : []),
    attribute(attributeTypes.messageDigest, octetString(digest)),
    ...(input.attributes ?? []),
  ]);
  const { algorithm, signature } = await signChecked(input.signer, setOf(...attributes));
  const signerInfo = sequence(
    integer(1),
    sequence(issuer.raw, serialRaw),
    sha256(),
    encode(contextTag(0), ...attributes),
    algorithm,
    octetString(signature),
  );
  const signedData = sequence(
    // RFC 5652 §5.1: 3 when the content is not plain data.
    integer(contentType === contentTypes.data ? 1 : 3),
    setOf(sha256()),
    sequence(oid(contentType), ...(input.detached === true ? [] : [context(0, octetString(input.content))])),
    ...(input.withoutCertificates ? [] : [certificateSet([input.signer.certificate, ...(input.certificates ?? [])])]),
    setOf(signerInfo),
  );
  return contentInfo(contentTypes.signedData, signedData);
}

const sha256 = (): Uint8Array => sequence(oid(algorithms.sha256));

/** [0] CertificateSet, each certificate once. */
export function certificateSet(certificates: readonly Uint8Array[]): Uint8Array {
  const sorted = sortMembers(certificates);
  return encode(
    contextTag(0),
    ...sorted.filter((member, index) => index === 0 || Buffer.compare(member, sorted[index - 1] ?? member) !== 0),
  );
}
