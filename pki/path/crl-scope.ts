import type { Certificate } from '../certificate/certificate.ts';
import type { DistributionPoint, DistributionPointName } from '../certificate/distribution-point.ts';
import { directoryKey, type GeneralName, generalNameKey } from '../certificate/general-name.ts';
import { type DistinguishedName, extendedNameKey } from '../certificate/name.ts';
import type { RevocationList } from '../crl/crl.ts';

/** Numbers of ReasonFlags (RFC 5280 §4.2.1.13): when lists cover all of them, nothing can have been revoked unseen. */
const allReasons: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** Names of the issuers whose lists may speak for a certificate at this point: comparison keys. */
export function listIssuers(point: DistributionPoint, certificate: Certificate): readonly string[] {
  return point.crlIssuer ? directoryNames(point.crlIssuer).map((name) => name.key) : [certificate.issuer.key];
}

/** The point that every certificate has: its own issuer's lists, under the issuer's name (RFC 5280 §6.3.3). */
export function impliedPoint(certificate: Certificate): DistributionPoint {
  return { name: { kind: 'full', names: [{ kind: 'directory', name: certificate.issuer }] }, reasons: undefined, crlIssuer: undefined };
}

/** Whether the list covers this certificate at this point (RFC 5280 §6.3.3 b). Its issuer is one of `listIssuers`. */
export function isInScope(list: RevocationList, point: DistributionPoint, certificate: Certificate): boolean {
  const scope = list.issuingDistributionPoint;
  if (point.crlIssuer && !scope?.indirect) return false;
  if (!scope) return true;
  const authority = certificate.extensions.basicConstraints?.authority ?? false;
  if (scope.onlyAttributeCertificates) return false;
  if (authority ? scope.onlyUserCertificates : scope.onlyAuthorityCertificates) return false;
  if (!scope.name) return true;
  const offered = new Set(nameKeys(scope.name, list.issuer));
  return pointKeys(point, certificate).some((key) => offered.has(key));
}

/** The reasons that the list covers at this point. */
export function coveredReasons(list: RevocationList, point: DistributionPoint): readonly number[] {
  const only = list.issuingDistributionPoint?.onlyReasons;
  return allReasons.filter((reason) => (point.reasons?.has(reason) ?? true) && (only?.has(reason) ?? true));
}

export const coversAllReasons = (covered: ReadonlySet<number>): boolean => allReasons.every((reason) => covered.has(reason));

/** A point without a name is known by the name of the lists' issuer. */
function pointKeys(point: DistributionPoint, certificate: Certificate): readonly string[] {
  if (!point.name) return (point.crlIssuer ?? []).map(generalNameKey);
  const [base = certificate.issuer] = point.crlIssuer ? directoryNames(point.crlIssuer) : [];
  return nameKeys(point.name, base);
}

function nameKeys(name: DistributionPointName, base: DistinguishedName): readonly string[] {
  return name.kind === 'full' ? name.names.map(generalNameKey) : [directoryKey(extendedNameKey(base, name.content))];
}

const directoryNames = (names: readonly GeneralName[]): readonly DistinguishedName[] =>
  names.flatMap((name) => (name.kind === 'directory' ? [name.name] : []));
