import { createHash } from 'node:crypto';
import { contextTag, DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { readTime } from '../der/time.ts';
import { equalBytes, hex, readBigInteger, readBitString, readSmallInteger } from '../der/values.ts';
import { limits } from '../limits.ts';
import { type Extensions, readExtensions } from './extensions.ts';
import { type PublicKey, readPublicKey } from './key.ts';
import { type DistinguishedName, readName } from './name.ts';
import { readSignatureAlgorithm, type SignatureAlgorithm } from './signature.ts';

/** What was signed, how, and the signature: the outer shell that certificates, revocation lists and requests share. */
export interface Signed {
  /** The element that is signed, with its header. */
  readonly data: Uint8Array;
  /** AlgorithmIdentifier as it came; read late, so that an unknown algorithm refuses a path and not the reading. */
  readonly algorithm: Element;
  readonly signature: Uint8Array;
}

/** A certificate that was read, not trusted. */
export interface Certificate {
  readonly raw: Uint8Array;
  /** SHA-256 of `raw`, hexadecimal: the identity of the certificate within the program. */
  readonly fingerprint: string;
  readonly signed: Signed;
  /** The version that is written minus 1: 0 is v1, 2 is v3. */
  readonly version: number;
  /** Content octets of the serial number, hexadecimal: -1 and 255 differ. */
  readonly serialHex: string;
  readonly serialRaw: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly key: PublicKey;
  readonly extensions: Extensions;
}

/** Reads one DER certificate (RFC 5280 §4.1). Throws PkiError `Malformed`. */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > limits.certificateBytes) throw malformed('certificate is too long');
  const { reader, signed } = openSigned(der, 'certificate');
  const versionField = reader.optional(contextTag(0));
  const version = versionField ? readVersion(versionField) : 0;
  const serial = reader.take(tags.integer, 'serial number');
  readBigInteger(serial);
  const inner = reader.take(tags.sequence, 'signature algorithm');
  // RFC 5280 §4.1.1.2: otherwise the unsigned outer field would choose the algorithm.
  if (!equalBytes(inner.raw, signed.algorithm.raw)) throw malformed('the two signature algorithms differ');
  const issuer = readName(reader.take(tags.sequence, 'issuer'));
  const validity = reader.inside(tags.sequence, 'validity');
  const notBefore = readTime(validity.any());
  const notAfter = readTime(validity.any());
  validity.end('validity');
  const subject = readName(reader.take(tags.sequence, 'subject'));
  const key = readPublicKey(reader.take(tags.sequence, 'public key').raw);
  reader.optional(contextTag(1, 'primitive'));
  reader.optional(contextTag(2, 'primitive'));
  const extensionField = reader.optional(contextTag(3));
  reader.end('certificate');
  if (extensionField && version !== 2) throw malformed('extensions outside version 3');
  return {
    raw: der,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    signed,
    version,
    serialHex: hex(serial.content),
    serialRaw: serial.raw,
    issuer,
    subject,
    notBefore,
    notAfter,
    key,
    extensions: readExtensions(extensionField),
  };
}

/** Opens SEQUENCE { SEQUENCE data, AlgorithmIdentifier, BIT STRING } and returns a reader over the data. */
export function openSigned(der: Uint8Array, what: string): { readonly reader: DerReader; readonly signed: Signed } {
  const outer = openDer(der, tags.sequence, what);
  const data = outer.take(tags.sequence, what).raw;
  const algorithm = outer.take(tags.sequence, 'signature algorithm');
  const signature = readBitString(outer.take(tags.bitString, 'signature'));
  outer.end(what);
  return { reader: openDer(data, tags.sequence, what), signed: { data, algorithm, signature } };
}

/** How it was signed. Throws PkiError `WeakHash` for an unknown algorithm. */
export const signatureAlgorithm = (signed: Signed): SignatureAlgorithm => readSignatureAlgorithm(signed.algorithm);

/** Issuer and subject are the same name: not necessarily the same key (RFC 5280 §6.1). */
export const isSelfIssued = (certificate: Certificate): boolean => certificate.issuer.key === certificate.subject.key;

function readVersion(field: Element): number {
  const reader = new DerReader(field.content);
  const version = readSmallInteger(reader.take(tags.integer, 'version'));
  reader.end('version');
  if (version > 2) throw malformed('version');
  return version;
}
