import { constants, createCipheriv, createHash, publicEncrypt, randomBytes, sign } from 'node:crypto';
import { readCertificate } from '../../../../../../pki/certificate/certificate.ts';
import { attribute, attributeTypes } from '../../../../../../pki/cms/attributes.ts';
import { contentInfo, contentTypes } from '../../../../../../pki/cms/content-types.ts';
import { writeTime } from '../../../../../../pki/der/time.ts';
import {
  concat,
  context,
  contextPrimitive,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
} from '../../../../../../pki/der/write.ts';
import type { Entity } from '../../../../../pki/material.ts';

/** S/MIME of every kind, good and bad: what no honest program would write. */

const SHA256 = '2.16.840.1.101.3.4.2.1';
/** One attribute of a signature, or undefined to leave it out. */
export interface SignerWish {
  readonly by: Entity;
  readonly signedAt?: Date | undefined;
  /** What the attributes say instead of the truth; `none` leaves the attribute out. */
  readonly contentType?: string | 'none';
  readonly messageDigest?: Uint8Array | 'none';
  /** A signature over the content itself. */
  readonly noAttributes?: boolean;
  readonly digest?: string;
  /** Attributes as they are, in the place of the usual ones. */
  readonly signature?: Uint8Array;
}

export interface SignedWish {
  readonly content: Uint8Array;
  readonly signers: readonly SignerWish[];
  /** What is inside: the content unless told otherwise; `none` for a detached signature. */
  readonly inside?: Uint8Array | 'none';
  readonly contentType?: string;
  /** In the place of the signers' own. */
  readonly certificates?: readonly Uint8Array[];
}

export function signedData(wish: SignedWish): Uint8Array {
  const type = wish.contentType ?? contentTypes.data;
  const inside = wish.inside ?? wish.content;
  const infos = wish.signers.map((signer) => signerInfo(signer, wish.content, type));
  const certificates = wish.certificates ?? wish.signers.map(({ by }) => by.der);
  return contentInfo(
    contentTypes.signedData,
    sequence(
      integer(1),
      setOf(sequence(oid(SHA256))),
      sequence(oid(type), ...(inside === 'none' ? [] : [context(0, octetString(inside))])),
      ...(certificates.length ? [context(0, ...certificates)] : []),
      setOf(...infos),
    ),
  );
}

/** The signed attributes, as the SET that is signed. */
export function attributesOf(wish: Omit<SignerWish, 'by'>, content: Uint8Array, type: string): readonly Uint8Array[] {
  const digest = wish.messageDigest ?? createHash('sha256').update(content).digest();
  return [
    ...(wish.contentType === 'none' ? [] : [attribute(attributeTypes.contentType, oid(wish.contentType ?? type))]),
    ...(wish.signedAt ? [attribute(attributeTypes.signingTime, writeTime(wish.signedAt))] : []),
    ...(digest === 'none' ? [] : [attribute(attributeTypes.messageDigest, octetString(digest))]),
  ];
}

function signerInfo(wish: SignerWish, content: Uint8Array, type: string): Uint8Array {
  const { issuer, serialRaw } = readCertificate(wish.by.der);
  const { privateKey } = wish.by.key;
  const attributes = wish.noAttributes ? [] : attributesOf(wish, content, type);
  const data = wish.noAttributes ? content : setOf(...attributes);
  const isEd25519 = privateKey.asymmetricKeyType === 'ed25519';
  const algorithm = isEd25519 ? '1.3.101.112' : privateKey.asymmetricKeyType === 'rsa' ? '1.2.840.113549.1.1.11' : '1.2.840.10045.4.3.2';
  return sequence(
    integer(1),
    sequence(issuer.raw, serialRaw),
    sequence(oid(wish.digest ?? SHA256)),
    ...(attributes.length ? [context(0, ...sorted(attributes))] : []),
    sequence(oid(algorithm)),
    octetString(wish.signature ?? sign(isEd25519 ? null : 'sha256', data, privateKey)),
  );
}

const sorted = (members: readonly Uint8Array[]): readonly Uint8Array[] => [...members].sort(Buffer.compare);

/** A mail of one application/pkcs7-mime entity. */
export const pkcs7Mime = (body: Uint8Array, smimeType = 'signed-data'): Uint8Array =>
  Buffer.from(
    `Content-Type: application/pkcs7-mime; smime-type=${smimeType}; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(body)}\r\n`,
  );

/** A multipart/signed; `more` are further parts. */
export function multipartSigned(first: Uint8Array, signature: Uint8Array, micalg = 'sha-256', more: readonly string[] = []): Uint8Array {
  const head = `Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=${micalg}; boundary=b1\r\n\r\n--b1\r\n`;
  const second = `Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(signature)}`;
  const rest = [second, ...more].map((part) => `\r\n--b1\r\n${part}`).join('');
  return concat(Buffer.from(head), first, Buffer.from(`${rest}\r\n--b1--\r\n`));
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/.{64}/g, '$&\r\n');

const AES256_CBC = '2.16.840.1.101.3.4.1.42';
const AES256_GCM = '2.16.840.1.101.3.4.1.46';

export interface SealedWish {
  readonly content: Uint8Array;
  readonly to: Entity;
  readonly authenticated?: boolean;
  /** In the place of the true ones. */
  readonly cipher?: string;
  readonly contentKey?: Uint8Array;
  /** What is encrypted to the recipient in the place of the content key. */
  readonly encryptedKey?: Uint8Array;
  readonly recipients?: readonly Uint8Array[];
  readonly tagBytes?: number;
  /** What happens to the ciphertext on the way. */
  readonly damage?: (ciphertext: Buffer) => Uint8Array;
}

/** EnvelopedData with AES-256-CBC, or AuthEnvelopedData with AES-256-GCM, to an RSA key by PKCS #1 v1.5. */
export function sealed(wish: SealedWish): Uint8Array {
  const { content, authenticated = false, damage = (bytes: Buffer) => bytes } = wish;
  const key = wish.contentKey ?? randomBytes(32);
  const { issuer, serialRaw } = readCertificate(wish.to.der);
  const encryptedKey = wish.encryptedKey ?? publicEncrypt({ key: wish.to.key.publicKey, padding: constants.RSA_PKCS1_PADDING }, key);
  const recipient = sequence(
    integer(0),
    sequence(issuer.raw, serialRaw),
    sequence(oid('1.2.840.113549.1.1.1'), nullValue()),
    octetString(encryptedKey),
  );
  const infos = setOf(...(wish.recipients ?? [recipient]));
  if (!authenticated) {
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', key, iv);
    const ciphertext = damage(Buffer.concat([cipher.update(content), cipher.final()]));
    const encrypted = sequence(
      oid(contentTypes.data),
      sequence(oid(wish.cipher ?? AES256_CBC), octetString(iv)),
      contextPrimitive(0, ciphertext),
    );
    return contentInfo(contentTypes.envelopedData, sequence(integer(0), infos, encrypted));
  }
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const ciphertext = damage(Buffer.concat([cipher.update(content), cipher.final()]));
  const tag = cipher.getAuthTag().subarray(0, wish.tagBytes ?? 16);
  const parameters = sequence(octetString(nonce), integer(tag.length));
  const encrypted = sequence(oid(contentTypes.data), sequence(oid(wish.cipher ?? AES256_GCM), parameters), contextPrimitive(0, ciphertext));
  return contentInfo(contentTypes.authEnvelopedData, sequence(integer(0), infos, encrypted, octetString(tag)));
}

/** CompressedData (RFC 3274) around what ZLIB made. */
export const compressedData = (packed: Uint8Array, type: string = contentTypes.data): Uint8Array =>
  contentInfo(
    contentTypes.compressedData,
    sequence(integer(0), sequence(oid('1.2.840.113549.1.9.16.3.8')), sequence(oid(type), context(0, octetString(packed)))),
  );
