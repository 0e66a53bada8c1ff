import { readName } from '../certificate/name.ts';
import { type HashName, readAlgorithm, readHash, readSignatureAlgorithm, type SignatureAlgorithm } from '../certificate/signature.ts';
import { contextTag, DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { hex, readOid, readSmallInteger } from '../der/values.ts';
import { limits } from '../limits.ts';
import { algorithms } from '../oids.ts';
import { contentTypes, openContentInfo } from './content-types.ts';

/** Who signed: by the issuer's name and the serial number, or by the key identifier of the certificate. */
export type SignerIdentifier =
  | { readonly kind: 'serial'; readonly issuerKey: string; readonly serialHex: string }
  | { readonly kind: 'key'; readonly keyIdentifier: string };

export interface SignerInfo {
  readonly identifier: SignerIdentifier;
  readonly digest: HashName;
  readonly algorithm: SignatureAlgorithm;
  /** The signed attributes as they came, one element each. */
  readonly attributes: readonly Element[];
  readonly signature: Uint8Array;
  /** The unsigned attributes as they came: whoever had the message may have written them. */
  readonly unsigned: readonly Element[];
}

/** A SignedData that was read, not verified. */
export interface SignedData<Signer = SignerInfo> {
  /** Digest algorithms that it says its signers use, as they came: nobody signs that. */
  readonly digests: readonly Element[];
  readonly contentType: string;
  /** Undefined when the content is elsewhere (detached, or certs-only). */
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly Uint8Array[];
  readonly signers: readonly Signer[];
}

/** Reads a SignedData within its ContentInfo (RFC 5652 §5). Throws PkiError `Malformed`, or `WeakHash` for unknown algorithms. */
export function readSignedData(message: Uint8Array): SignedData {
  const data = readSignedDataContent(openContentInfo(message, contentTypes.signedData));
  const digests = data.digests.map(readHash);
  const signers = data.signers.map((element) => readSigner(readSignerFields(element)));
  if (!signers.every(({ digest }) => digests.includes(digest)))
    throw malformed('a signer uses a digest algorithm that the message does not name');
  return { ...data, signers };
}

/** A SignedData whose signers are not read yet. Throws PkiError `Malformed`. */
export function readSignedDataContent(reader: DerReader): SignedData<Element> {
  readSmallInteger(reader.take(tags.integer, 'version'));
  const digests = [...new DerReader(reader.take(tags.set, 'digest algorithms').content).rest()];
  if (digests.length > limits.recipients) throw malformed('too many digest algorithms');
  for (const digest of digests) readAlgorithm(digest, 'digest algorithm');
  const encapsulated = reader.inside(tags.sequence, 'encapsulated content');
  const contentType = readOid(encapsulated.take(tags.oid, 'content type'));
  const contentField = encapsulated.optional(contextTag(0));
  encapsulated.end('encapsulated content');
  const certificateField = reader.optional(contextTag(0));
  // Lists that a message brings along are not used: whoever was revoked would bring an older one.
  reader.optional(contextTag(1));
  const signers = [...new DerReader(reader.take(tags.set, 'signers').content).rest()];
  reader.end('signed data');
  // Other choices than Certificate are attribute certificates: of no use here.
  const certificates = certificateField
    ? [...new DerReader(certificateField.content).rest()].filter(({ tag }) => tag === tags.sequence)
    : [];
  if (certificates.length > limits.messageCertificates) throw malformed('too many certificates');
  if (signers.length > limits.recipients) throw malformed('too many signers');
  return {
    digests,
    contentType,
    content: contentField && readContent(contentField),
    certificates: certificates.map(({ raw }) => raw),
    signers,
  };
}

/** What a SignedData says, whoever signed it: nothing of it is proven. Undefined without content. Throws as `readSignedData` does. */
export const signedContent = (message: Uint8Array): Uint8Array | undefined => readSignedData(message).content;

function readContent(field: Element): Uint8Array {
  const reader = new DerReader(field.content);
  const { content } = reader.take(tags.octetString, 'content');
  reader.end('content');
  return content;
}

/** A SignerInfo taken apart (RFC 5652 §5.3); what its algorithms are is for the caller to judge. */
export interface SignerFields {
  readonly identifier: SignerIdentifier;
  readonly digest: Element;
  /** Undefined when the signature is over the content itself. */
  readonly attributes: readonly Element[] | undefined;
  readonly algorithm: Element;
  readonly signature: Uint8Array;
  readonly unsigned: readonly Element[];
}

/** Unsigned attributes, countersignatures among them, are taken apart and not looked at. Throws PkiError `Malformed`. */
export function readSignerFields(element: Element): SignerFields {
  const reader = openDer(element.raw, tags.sequence, 'signer');
  readSmallInteger(reader.take(tags.integer, 'signer version'));
  const identifier = readIdentifier(reader.any());
  const digest = reader.take(tags.sequence, 'digest algorithm');
  const attributeField = reader.optional(contextTag(0));
  const algorithm = reader.take(tags.sequence, 'signature algorithm');
  const signature = reader.take(tags.octetString, 'signature').content;
  const unsignedField = reader.optional(contextTag(1));
  reader.end('signer');
  const attributes = attributeField && [...new DerReader(attributeField.content).rest()];
  const unsigned = unsignedField ? [...new DerReader(unsignedField.content).rest()] : [];
  return { identifier, digest, attributes, algorithm, signature, unsigned };
}

function readSigner({ identifier, digest: digestField, attributes, algorithm, signature, unsigned }: SignerFields): SignerInfo {
  const digest = readHash(digestField);
  // Without signed attributes a signature over attributes could pass for one over content (RFC 8933 §1): always demanded.
  if (!attributes) throw malformed('signed attributes are missing');
  return { identifier, digest, algorithm: readSigningAlgorithm(algorithm, digest), attributes, signature, unsigned };
}

function readIdentifier(element: Element): SignerIdentifier {
  if (element.tag === contextTag(0, 'primitive')) return { kind: 'key', keyIdentifier: hex(element.content) };
  const reader = openDer(element.raw, tags.sequence, 'signer identifier');
  const issuer = readName(reader.take(tags.sequence, 'issuer'));
  const serial = reader.take(tags.integer, 'serial number');
  reader.end('signer identifier');
  return { kind: 'serial', issuerKey: issuer.key, serialHex: hex(serial.content) };
}

/** RSA is also written without its hash, which then is the digest's; where both are written they must agree (RFC 5652 §5.3, RFC 8933). */
function readSigningAlgorithm(element: Element, digest: HashName): SignatureAlgorithm {
  if (readAlgorithm(element, 'signature algorithm').oid === algorithms.rsaEncryption) return { key: 'rsa', hash: digest };
  const algorithm = readSignatureAlgorithm(element);
  if (algorithm.hash !== digest) throw malformed('digest and signature use different hashes');
  return algorithm;
}
