import { createHash, timingSafeEqual } from 'node:crypto';
import { type Certificate, readCertificate } from '../certificate/certificate.ts';
import { verifyingKey } from '../certificate/key.ts';
import { demandStrongHash, verifySignature } from '../certificate/signature.ts';
import { malformed, tags } from '../der/read.ts';
import { readTime } from '../der/time.ts';
import { readOid } from '../der/values.ts';
import { setOf } from '../der/write.ts';
import { type CmsFault, PkiError, pathFaults, type Refusal, refusing } from '../fault.ts';
import type { Purpose } from '../purpose.ts';
import { type PurposeContext, verifyFor } from '../verify-for.ts';
import { attributeTypes, readAttributes } from './attributes.ts';
import { contentTypes } from './content-types.ts';
import { readSignedData, type SignedData, type SignerIdentifier, type SignerInfo } from './signed-data.ts';
import { namesCertificate } from './signing-certificate.ts';

export interface VerifyCmsOptions extends Omit<PurposeContext, 'signedAt'> {
  /** What the signer's certificate must be for. */
  readonly purpose: Purpose;
  /** The content type that must have been signed; `contentTypes.data` by default. */
  readonly contentType?: string;
  /** The content of a message that has none inside (RFC 5652 §5.2). */
  readonly content?: Uint8Array;
  /** Judges the signer as of the signing time in the message (`signedAt` of PurposeContext): for what is kept for long. */
  readonly asSigned?: boolean;
}

export type VerifyCmsResult =
  | {
      readonly ok: true;
      readonly content: Uint8Array;
      /** DER certificate of the signer: valid, unrevoked, and for the asked purpose. */
      readonly signer: Uint8Array;
      /** All certificates that the message carries, as they came: not checked. */
      readonly certificates: readonly Uint8Array[];
      /** What the signer wrote, not proven by anyone else. */
      readonly signedAt: Date | undefined;
      /** The signature says itself which certificate it is by (signing-certificate-v2). */
      readonly namesSigner: boolean;
    }
  | Refusal<CmsFault>;

/**
 * Checks a SignedData with its content and exactly one signer: digest, signature, content type, and the signer's certificate by
 * `verifyFor` at `at`. Of the certificates in the message only the signer's is used: none of them helps to build its path. Never
 * throws on hostile input.
 */
export function verifyCms(der: Uint8Array, options: VerifyCmsOptions): VerifyCmsResult {
  return refusing([...pathFaults, 'WrongContentType', 'SignerMissing'], () => {
    const message = readSignedData(der);
    const { contentType, certificates, signers } = message;
    if (message.content && options.content) throw malformed('the content is inside and beside the message');
    const content = message.content ?? options.content;
    if (contentType !== (options.contentType ?? contentTypes.data))
      throw new PkiError('WrongContentType', 'The message holds another content');
    const [info, ...others] = signers;
    if (!info || others.length || !content) throw new PkiError('SignerMissing', 'The message needs its content and exactly one signer');
    const signer = findSigner(info.identifier, message, options);
    const { signedAt, namesSigner } = checkSignature(info, message, content, signer);
    const asSigned = options.asSigned === true && signedAt !== undefined ? { signedAt } : {};
    const path = verifyFor(options.purpose, signer.raw, { ...options, ...asSigned });
    return path.ok ? { ok: true, content, signer: signer.raw, certificates, signedAt, namesSigner } : path;
  });
}

/** The signer's certificate, in the message or among the intermediates. */
function findSigner(identifier: SignerIdentifier, { certificates }: SignedData, { intermediates }: VerifyCmsOptions): Certificate {
  const certificate = findNamed(identifier, readableCertificates([...certificates, ...intermediates]));
  if (!certificate) throw new PkiError('SignerMissing', "The signer's certificate is not there");
  return certificate;
}

/** The first of these that the identifier names. */
export const findNamed = (identifier: SignerIdentifier, certificates: readonly Certificate[]): Certificate | undefined =>
  certificates.find((certificate) => isNamed(identifier, certificate));

/** Reads DER certificates; those that cannot be read are passed over. */
export const readableCertificates = (ders: readonly Uint8Array[]): readonly Certificate[] => ders.flatMap((der) => tryRead(der) ?? []);

function tryRead(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}

const isNamed = (identifier: SignerIdentifier, { issuer, serialHex, extensions }: Certificate): boolean =>
  identifier.kind === 'serial'
    ? identifier.issuerKey === issuer.key && identifier.serialHex === serialHex
    : identifier.keyIdentifier === extensions.subjectKeyIdentifier;

/** Digest, signed content type and signature (RFC 5652 §5.4, §5.6), and the certificate that the signature names, if it names one (RFC 5035). */
function checkSignature(
  info: SignerInfo,
  { contentType }: SignedData,
  content: Uint8Array,
  signer: Certificate,
): { readonly signedAt: Date | undefined; readonly namesSigner: boolean } {
  demandStrongHash(info.algorithm, false);
  const attributes = readAttributes(info.attributes);
  const signedType = attributes.get(attributeTypes.contentType);
  const signedDigest = attributes.get(attributeTypes.messageDigest);
  const signedTime = attributes.get(attributeTypes.signingTime);
  if (signedType?.tag !== tags.oid || signedDigest?.tag !== tags.octetString) throw malformed('signed attributes');
  if (readOid(signedType) !== contentType) throw new PkiError('WrongContentType', 'The signed content type differs');
  const digest = createHash(info.digest).update(content).digest();
  // The signature is over the attributes as a DER set, whatever their order and tag in the message.
  const data = setOf(...info.attributes.map(({ raw }) => raw));
  const intact = digest.length === signedDigest.content.length && timingSafeEqual(digest, signedDigest.content);
  if (!intact || !verifySignature(info.algorithm, verifyingKey(signer.key), data, info.signature)) {
    throw new PkiError('BadSignature', 'The message was changed, or was not signed by this certificate');
  }
  const named = attributes.get(attributeTypes.signingCertificateV2);
  if (named && !namesCertificate(named, signer.raw)) throw new PkiError('BadSignature', 'The signature names another certificate');
  return { signedAt: signedTime && readTime(signedTime), namesSigner: named !== undefined };
}
