import { openSigned, type Signed } from '../certificate/certificate.ts';
import { type RawExtension, readAuthorityKeyIdentifier, readRawExtensions, single } from '../certificate/extensions.ts';
import { type DistinguishedName, readName } from '../certificate/name.ts';
import { contextTag, malformed, tags } from '../der/read.ts';
import { readTime } from '../der/time.ts';
import { equalBytes, hex, readBigInteger, readSmallInteger } from '../der/values.ts';
import { limits } from '../limits.ts';
import { extensionOids } from '../oids.ts';
import { indexEntries, type RevokedEntry } from './entries.ts';
import { type IssuingDistributionPoint, readIssuingDistributionPoint } from './issuing-distribution-point.ts';

/** A revocation list that was read but not yet trusted: `verifyFor` checks who signed it. */
export interface Crl {
  readonly raw: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly number: bigint | undefined;
  /** How many certificates it lists. */
  readonly size: number;
  /** It speaks for some kinds of certificates or some reasons alone (RFC 5280 §5.2.5): by itself it can say of none that it is good, or not of all. */
  readonly partial: boolean;
  /** The entry of a certificate of the list's own issuer, by `CertificateInfo.serialHex`. */
  lookup(serialHex: string): RevokedEntry | undefined;
}

/** Reads a DER revocation list in one pass (50,000 entries in well under 200 ms). Throws PkiError `Malformed`. */
export const parseCrl = (der: Uint8Array): Crl => readCrl(der);

/** What path validation reads besides. */
export interface RevocationList extends Crl {
  readonly signed: Signed;
  readonly issuer: DistinguishedName;
  /** Number of the complete list that a delta list builds on; undefined for a complete list. */
  readonly deltaBase: bigint | undefined;
  readonly authorityKeyIdentifier: string | undefined;
  readonly issuingDistributionPoint: IssuingDistributionPoint | undefined;
  /** Equal for lists of one issuer over the same certificates and reasons: one replaces the other. */
  readonly scope: string;
  /** It holds what this program cannot process, so it can say "revoked" but never "good" (RFC 5280 §5.2, §5.3). */
  readonly incomprehensible: boolean;
  /** The entry of a certificate of any issuer: in an indirect list they may differ from the list's own. */
  find(issuerKey: string, serialHex: string): RevokedEntry | undefined;
}

type Extensions = ReadonlyMap<string, RawExtension>;

const processed: ReadonlySet<string> = new Set([
  extensionOids.crlNumber,
  extensionOids.authorityKeyIdentifier,
  extensionOids.issuingDistributionPoint,
  extensionOids.deltaCrlIndicator,
  extensionOids.issuerAltName,
]);

/** Reads a list (RFC 5280 §5.1). Throws PkiError `Malformed`. */
export function readCrl(der: Uint8Array): RevocationList {
  if (der.length > limits.crlBytes) throw malformed('revocation list is too long');
  const { reader, signed } = openSigned(der, 'revocation list');
  const versionField = reader.optional(tags.integer);
  const version = versionField ? readSmallInteger(versionField) : 0;
  if (version > 1) throw malformed('revocation list version');
  if (!equalBytes(reader.take(tags.sequence, 'signature algorithm').raw, signed.algorithm.raw))
    throw malformed('the two signature algorithms differ');
  const issuer = readName(reader.take(tags.sequence, 'issuer'));
  const thisUpdate = readTime(reader.any());
  const nextUpdate = reader.next === tags.utcTime || reader.next === tags.generalizedTime ? readTime(reader.any()) : undefined;
  const revoked = reader.optional(tags.sequence)?.content ?? new Uint8Array();
  const field = reader.optional(contextTag(0));
  reader.end('revocation list');
  if (field && version === 0) throw malformed('extensions outside version 2');
  const extensions: Extensions = field ? readRawExtensions(field.content) : new Map();
  const point = extensions.get(extensionOids.issuingDistributionPoint);
  const keyIdentifier = extensions.get(extensionOids.authorityKeyIdentifier);
  const issuingDistributionPoint = point && readIssuingDistributionPoint(point.value);
  const entries = indexEntries(revoked, issuer.key);
  const list: RevocationList = {
    raw: der,
    signed,
    issuer,
    thisUpdate,
    nextUpdate,
    number: readNumber(extensions, extensionOids.crlNumber),
    deltaBase: readNumber(extensions, extensionOids.deltaCrlIndicator),
    authorityKeyIdentifier: keyIdentifier && readAuthorityKeyIdentifier(keyIdentifier.value),
    issuingDistributionPoint,
    scope: `${issuer.key} ${point ? hex(point.value) : ''}`,
    incomprehensible:
      entries.unknownCritical ||
      (entries.indirect && !issuingDistributionPoint?.indirect) ||
      [...extensions.values()].some(({ critical, oid }) => critical && !processed.has(oid)),
    size: entries.size,
    partial: issuingDistributionPoint !== undefined && leavesOut(issuingDistributionPoint),
    lookup: (serialHex) => entries.find(issuer.key, serialHex),
    find: entries.find,
  };
  readHere.add(list);
  return list;
}

const leavesOut = (scope: IssuingDistributionPoint): boolean =>
  scope.onlyUserCertificates || scope.onlyAuthorityCertificates || scope.onlyAttributeCertificates || scope.onlyReasons !== undefined;

/** The list behind a `Crl` that `parseCrl` returned; one made elsewhere is read again from its bytes. */
export const asRevocationList = (crl: Crl): RevocationList => (isReadHere(crl) ? crl : readCrl(crl.raw));

const readHere = new WeakSet<Crl>();

const isReadHere = (crl: Crl): crl is RevocationList => readHere.has(crl);

function readNumber(extensions: Extensions, oid: string): bigint | undefined {
  const extension = extensions.get(oid);
  return extension && readBigInteger(single(extension.value, tags.integer, 'list number'));
}
