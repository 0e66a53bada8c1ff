import { createHash } from 'node:crypto';
import type { Certificate } from '../certificate/certificate.ts';
import { verifyingKey } from '../certificate/key.ts';
import {
  findHash,
  type HashName,
  isWeakHash,
  readAlgorithm,
  readSignatureAlgorithm,
  type SignatureAlgorithm,
  verifySignature,
} from '../certificate/signature.ts';
import { attributeTypes, readAttributes } from '../cms/attributes.ts';
import { contentTypes } from '../cms/content-types.ts';
import { readSignedDataContent, readSignerFields, type SignerFields } from '../cms/signed-data.ts';
import { findNamed, readableCertificates } from '../cms/verify.ts';
import { type DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { readTime } from '../der/time.ts';
import { equalBytes, readOid } from '../der/values.ts';
import { setOf } from '../der/write.ts';
import { PkiError } from '../fault.ts';
import { limits } from '../limits.ts';
import { algorithms } from '../oids.ts';

/**
 * How one signature stands to the content, whoever made it. `changed`: it is not over this content. `noCertificate`: the content is the
 * one that its digest names, but the certificate to check it by is not there. `unsupported`: an algorithm or content that is not known.
 */
export type Integrity = 'intact' | 'changed' | 'noCertificate' | 'unsupported' | 'unreadable';

export interface MailSignature {
  readonly integrity: Integrity;
  /** DER, from the message or the known ones: not trusted. */
  readonly certificate: Uint8Array | undefined;
  /** What the signer wrote: nobody else vouches for it. */
  readonly signedAt: Date | undefined;
  /** For people: key and hash. */
  readonly algorithm: string;
  /** A hash under which two contents can be made that share a signature. */
  readonly weak: boolean;
}

export interface MailSignedData {
  readonly kind: 'signed';
  /** What was signed, if anything of it is there to read. */
  readonly content: Uint8Array | undefined;
  /** All that the message carries, as they came: not checked. */
  readonly certificates: readonly Uint8Array[];
  readonly signatures: readonly MailSignature[];
}

/**
 * Reads a mail's SignedData (RFC 5652 §5), from the reader that its ContentInfo gave: laxer than `verifyCms`, and trusting nobody. `forms`
 * are the ways in which a detached content may have been signed; where it is also inside, the two must be the same. `known` are further
 * certificates in which signers are looked up. Throws PkiError `Malformed`; a single signature that cannot be read is said to be so.
 */
export function readMailSignedData(
  reader: DerReader,
  forms: readonly Uint8Array[] | undefined,
  known: readonly Uint8Array[],
): MailSignedData {
  const { contentType, content: inside, certificates, signers } = readSignedDataContent(reader);
  if (signers.length > limits.mailSignatures) throw malformed('too many signatures');
  const contents = signedForms(inside, forms);
  const check = { contentType, contents, certificates: readableCertificates([...certificates, ...known]), digests: new Map() };
  const checked = signers.map((signer) => checkSignature(signer, check));
  const form = checked.find(({ integrity }) => integrity === 'intact')?.form;
  return { kind: 'signed', content: form ?? forms?.[0] ?? inside, certificates, signatures: checked.map(({ form: _, ...rest }) => rest) };
}

/** The contents that a signature may be over: none when what is inside differs from what is shown. */
function signedForms(inside: Uint8Array | undefined, forms: readonly Uint8Array[] | undefined): readonly Uint8Array[] {
  if (!forms) return inside ? [inside] : [];
  return inside ? forms.filter((form) => equalBytes(form, inside)).slice(0, 1) : forms;
}

interface Check {
  readonly contentType: string;
  readonly contents: readonly Uint8Array[];
  readonly certificates: readonly Certificate[];
  /** By hash and place in `contents`: each is computed once, however many signatures there are. */
  readonly digests: Map<string, Uint8Array>;
}

function checkSignature(element: Element, check: Check): MailSignature & { readonly form?: Uint8Array } {
  const nothing = { certificate: undefined, signedAt: undefined, algorithm: '', weak: false };
  try {
    const fields = readSignerFields(element);
    const certificate = findNamed(fields.identifier, check.certificates);
    const digest = findMailHash(fields.digest);
    const algorithm = digest && findMailAlgorithm(fields.algorithm, digest);
    if (!digest || !algorithm || check.contentType !== contentTypes.data) {
      return { ...nothing, integrity: 'unsupported', certificate: certificate?.raw };
    }
    const said = {
      certificate: certificate?.raw,
      algorithm: `${keyNames[algorithm.key]}${algorithm.saltLength === undefined ? '' : '-PSS'}, ${hashNames[algorithm.hash]}`,
      weak: isWeakHash(digest) || isWeakHash(algorithm.hash),
    };
    return { ...said, ...judge(fields, digest, algorithm, certificate, check) };
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return { ...nothing, integrity: error.code === 'UnsupportedAlgorithm' ? 'unsupported' : 'unreadable' };
  }
}

interface Judgement {
  readonly integrity: Integrity;
  readonly signedAt: Date | undefined;
  readonly form?: Uint8Array;
}

function judge(
  fields: SignerFields,
  digest: HashName,
  algorithm: SignatureAlgorithm,
  certificate: Certificate | undefined,
  check: Check,
): Judgement {
  const attributes = fields.attributes && readAttributes(fields.attributes);
  const signedTime = attributes?.get(attributeTypes.signingTime);
  const signedAt = signedTime && readTime(signedTime);
  const form = attributes ? namedForm(attributes, digest, check) : undefined;
  if (attributes && !form) return { integrity: 'changed', signedAt };
  if (!certificate) return { integrity: check.contents.length ? 'noCertificate' : 'changed', signedAt };
  const key = verifyingKey(certificate.key);
  if (form && fields.attributes) {
    const data = setOf(...fields.attributes.map(({ raw }) => raw));
    return verifySignature(algorithm, key, data, fields.signature)
      ? { integrity: 'intact', signedAt, form }
      : { integrity: 'changed', signedAt };
  }
  // RFC 8933 §1: a signature over attributes must not pass for one over a content that happens to be those attributes.
  const signed = check.contents.find((content) => verifySignature(algorithm, key, content, fields.signature) && !isAttributes(content));
  return signed ? { integrity: 'intact', signedAt, form: signed } : { integrity: 'changed', signedAt };
}

/** The content that the signed attributes are about (RFC 5652 §11.1, §11.2: both attributes must be there). */
function namedForm(attributes: ReturnType<typeof readAttributes>, hash: HashName, check: Check): Uint8Array | undefined {
  const type = attributes.get(attributeTypes.contentType);
  const named = attributes.get(attributeTypes.messageDigest);
  if (type?.tag !== tags.oid || readOid(type) !== check.contentType || named?.tag !== tags.octetString) return undefined;
  return check.contents.find((content, index) => equalBytes(digestOf(content, `${hash} ${index}`, hash, check), named.content));
}

function digestOf(content: Uint8Array, place: string, hash: HashName, { digests }: Check): Uint8Array {
  const digest = digests.get(place) ?? hashOf(content, hash);
  digests.set(place, digest);
  return digest;
}

function hashOf(content: Uint8Array, hash: HashName): Uint8Array {
  try {
    return createHash(hash).update(content).digest();
  } catch (cause) {
    // Some crypto libraries are built without MD5.
    throw Object.assign(new PkiError('UnsupportedAlgorithm', 'The hash is not one that this program has'), { cause });
  }
}

function isAttributes(content: Uint8Array): boolean {
  try {
    return readAttributes([...openDer(content, tags.set, 'attributes').rest()]).has(attributeTypes.messageDigest);
  } catch (error) {
    if (error instanceof PkiError) return false;
    throw error;
  }
}

const findMailHash = (element: Element): HashName | undefined =>
  readAlgorithm(element, 'digest algorithm').oid === md5 ? 'md5' : findHash(element);

/** Key and hash are also written apart, as NSS does. */
function findMailAlgorithm(element: Element, digest: HashName): SignatureAlgorithm | undefined {
  const { oid } = readAlgorithm(element, 'signature algorithm');
  if (oid === algorithms.rsaEncryption) return { key: 'rsa', hash: digest };
  if (oid === algorithms.ecPublicKey) return { key: 'ec', hash: digest };
  if (oid === md5WithRsa) return { key: 'rsa', hash: 'md5' };
  try {
    return readSignatureAlgorithm(element);
  } catch (error) {
    if (error instanceof PkiError && error.code === 'WeakHash') return undefined;
    throw error;
  }
}

const md5 = '1.2.840.113549.2.5';
const md5WithRsa = '1.2.840.113549.1.1.4';

const keyNames = { rsa: 'RSA', ec: 'ECDSA', dsa: 'DSA', ed25519: 'Ed25519' } as const;
const hashNames = { md5: 'MD5', sha1: 'SHA-1', sha224: 'SHA-224', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;
