import { createDecipheriv, type Decipheriv, randomBytes } from 'node:crypto';
import { type Certificate, readCertificate } from '../certificate/certificate.ts';
import { type HashName, readAlgorithm } from '../certificate/signature.ts';
import { contentTypes } from '../cms/content-types.ts';
import { DerReader, type Element, malformed, tags } from '../der/read.ts';
import { readOid } from '../der/values.ts';
import { setOf } from '../der/write.ts';
import { decipherWhole } from '../envelope/decipher.ts';
import { pointBytes, unwrapAgreed } from '../envelope/key-agreement.ts';
import { type Oaep, readOaep } from '../envelope/oaep.ts';
import { type AuthenticatedFields, type EnvelopeFields, readAuthenticated, readEnveloped, readGcm } from '../envelope/read.ts';
import { names, type RecipientFields, readPoint, readRecipients } from '../envelope/recipients.ts';
import { PkiError } from '../fault.ts';
import { limits } from '../limits.ts';
import { algorithms } from '../oids.ts';
import { type MailCipher, mailCiphers, refusedCiphers } from './ciphers.ts';

/** How a content key was encrypted by RSA. */
export type RsaPadding = { readonly kind: 'pkcs1' } | ({ readonly kind: 'oaep' } & Oaep);

/**
 * Private keys that may open mail: in a PKCS #12 file, or on a card. `index` is the place of the key's certificate. What an operation
 * throws passes through unchanged; what it answers is overwritten with zeros after use.
 */
export interface DecryptionKeys {
  /** DER. */
  readonly certificates: readonly Uint8Array[];
  /** Undefined when the padding does not hold. It must take no other way then: whoever saw the difference could decrypt by asking often. */
  decrypt(index: number, ciphertext: Uint8Array, padding: RsaPadding): Promise<Uint8Array | undefined>;
  /** ECDH with an uncompressed point on the key's curve: the shared x. The point has been checked. */
  derive(index: number, point: Uint8Array): Promise<Uint8Array>;
}

/** An encrypted mail that was read, not opened. */
export interface SealedMail {
  readonly kind: 'sealed';
  /** For people, also where it is not supported. */
  readonly algorithm: string;
  /** False for CBC: whoever carried it may have changed it. */
  readonly authenticated: boolean;
  readonly weak: boolean;
  /** Undefined for an algorithm that is not supported. */
  readonly cipher: MailCipher | undefined;
  readonly fields: EnvelopeFields | AuthenticatedFields;
}

export type OpenedMail =
  | { readonly outcome: 'opened'; readonly content: Uint8Array }
  | { readonly outcome: 'noKey' | 'damaged' | 'unsupported' };

/** EnvelopedData or AuthEnvelopedData, from the reader that its ContentInfo gave. Throws PkiError `Malformed`. */
export function readSealedMail(type: string, reader: DerReader): SealedMail {
  const isAuthenticated = type === contentTypes.authEnvelopedData;
  const fields = isAuthenticated ? readAuthenticated(reader) : readEnveloped(reader);
  const found = mailCiphers[fields.oid];
  // A cipher in the other kind of envelope would be authenticated by nobody.
  const cipher = found && found.authenticated === isAuthenticated ? found : undefined;
  const algorithm = found?.name ?? refusedCiphers[fields.oid] ?? fields.oid;
  return { kind: 'sealed', algorithm, authenticated: isAuthenticated, weak: found?.weak ?? false, cipher, fields };
}

/**
 * Opens with the first of these keys that the mail was encrypted to. A wrong key, a changed content and bad padding are one answer,
 * `damaged`, and nothing of the content is given then. Never throws on hostile input.
 */
export async function openSealedMail({ cipher, fields }: SealedMail, keys: DecryptionKeys): Promise<OpenedMail> {
  try {
    const mine = findRecipient(fields.recipients, keys);
    if (!mine) return { outcome: 'noKey' };
    if (!cipher) return { outcome: 'unsupported' };
    const recovered = await recover(mine, keys);
    const fits = recovered?.length === cipher.keyBytes;
    // RFC 3218 §2.3: with a key that came out wrong the same work is done as with a right one.
    const contentKey = recovered && fits ? recovered : Uint8Array.from(randomBytes(cipher.keyBytes));
    try {
      const content = decipher(cipher, fields, contentKey);
      if (content && fits) return { outcome: 'opened', content };
      content?.fill(0);
      return { outcome: 'damaged' };
    } finally {
      contentKey.fill(0);
      recovered?.fill(0);
    }
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return { outcome: error.code === 'UnsupportedAlgorithm' ? 'unsupported' : 'damaged' };
  }
}

interface Mine {
  readonly index: number;
  readonly certificate: Certificate;
  readonly recipient: RecipientFields;
}

function findRecipient(recipientInfos: Element, { certificates }: DecryptionKeys): Mine | undefined {
  const recipients = readRecipients(recipientInfos, limits.mailRecipients);
  for (const [index, der] of certificates.entries()) {
    const certificate = readCertificate(der);
    const recipient = recipients.find(({ identifier }) => names(identifier, certificate));
    if (recipient) return { index, certificate, recipient };
  }
  return undefined;
}

function recover({ index, certificate, recipient }: Mine, keys: DecryptionKeys): Promise<Uint8Array | undefined> {
  return recipient.kind === 'transport'
    ? keys.decrypt(index, recipient.ciphertext, paddingOf(recipient.algorithm))
    : agree(index, certificate, recipient, keys);
}

function paddingOf(element: Element): RsaPadding {
  const { oid, parameters } = readAlgorithm(element, 'key encryption');
  if (oid === algorithms.rsaEncryption) return { kind: 'pkcs1' };
  const oaep = oid === algorithms.rsaOaep ? readOaep(parameters) : undefined;
  if (!oaep) throw unsupported();
  return { kind: 'oaep', ...oaep };
}

function agree(
  index: number,
  { key }: Certificate,
  { originator, userKeyingMaterial, scheme, wrapped }: RecipientFields & { readonly kind: 'agreement' },
  keys: DecryptionKeys,
): Promise<Uint8Array> {
  const hash = agreementHashes[scheme.oid];
  const wrap = scheme.parameters;
  const bytes = wrap && wrapBytes[readAlgorithm(wrap, 'key wrap').oid];
  const curve = key.parameters?.tag === tags.oid ? readOid(key.parameters) : '';
  if (!hash || !wrap || !bytes || !isCurve(curve)) throw unsupported();
  const agreed = { point: readPoint(originator), userKeyingMaterial, wrap: wrap.raw, wrapped };
  return unwrapAgreed(agreed, (point) => keys.derive(index, point), { curve, hash, bytes });
}

const isCurve = (curve: string): curve is keyof typeof pointBytes => curve in pointBytes;

/**
 * dhSinglePass-stdDH and -cofactorDH (RFC 5753 §7.1.4), which are the same on these curves. A weak hash does no harm here: nobody but
 * sender and recipient has what goes into it.
 */
const agreementHashes: Readonly<Record<string, HashName>> = {
  '1.3.133.16.840.63.0.2': 'sha1',
  '1.3.132.1.11.0': 'sha224',
  [algorithms.ecdhSha256Kdf]: 'sha256',
  '1.3.132.1.11.2': 'sha384',
  '1.3.132.1.11.3': 'sha512',
  '1.3.133.16.840.63.0.3': 'sha1',
  '1.3.132.1.14.0': 'sha224',
  '1.3.132.1.14.1': 'sha256',
  '1.3.132.1.14.2': 'sha384',
  '1.3.132.1.14.3': 'sha512',
};

const wrapBytes: Readonly<Record<string, 16 | 24 | 32>> = {
  [algorithms.aes128Wrap]: 16,
  [algorithms.aes192Wrap]: 24,
  [algorithms.aes256Wrap]: 32,
};

/** Undefined when it does not hold. The content is an array of its own. */
function decipher(cipher: MailCipher, fields: EnvelopeFields | AuthenticatedFields, key: Uint8Array): Uint8Array | undefined {
  const engine = cipher.authenticated ? gcmEngine(cipher, fields, key) : cbcEngine(cipher, fields, key);
  try {
    return decipherWhole(engine, fields.ciphertext);
  } catch {
    // OpenSSL says which check failed: nobody is told.
    return undefined;
  }
}

function cbcEngine({ node, ivBytes }: MailCipher, { parameters }: EnvelopeFields, key: Uint8Array): Decipheriv {
  if (parameters?.tag !== tags.octetString || parameters.content.length !== ivBytes) throw malformed('initialisation vector');
  return engineOf(() => createDecipheriv(node, key, parameters.content));
}

/** RFC 5084 §3.2 allows tags of 12 to 16 bytes; RFC 5083 §2.2 has the attributes authenticated as a SET. */
function gcmEngine({ node }: MailCipher, fields: EnvelopeFields | AuthenticatedFields, key: Uint8Array): Decipheriv {
  if (!('tag' in fields)) throw malformed('authentication tag');
  const { nonce, tagLength } = readGcm(fields.parameters);
  const { tag, attributes } = fields;
  if (nonce.length !== 12 || tag.length !== tagLength || tagLength < 12 || tagLength > 16) throw malformed('GCM parameters');
  const options = { authTagLength: tag.length };
  const engine = engineOf(() => createDecipheriv(node as 'aes-256-gcm', key, nonce, options).setAuthTag(tag));
  if (attributes) engine.setAAD(setOf(...[...new DerReader(attributes.content).rest()].map(({ raw }) => raw)));
  return engine;
}

/** Sizes have been checked: what throws is a crypto library without this cipher. */
function engineOf<Engine>(make: () => Engine): Engine {
  try {
    return make();
  } catch (cause) {
    throw Object.assign(unsupported(), { cause });
  }
}

const unsupported = (): PkiError<'UnsupportedAlgorithm'> =>
  new PkiError('UnsupportedAlgorithm', 'The mail is encrypted with an algorithm that is not accepted');
