import { type DistributionPointName, readDistributionPointName } from '../certificate/distribution-point.ts';
import { contextTag, type Element, openDer, tags } from '../der/read.ts';
import { readBoolean, readNamedBits } from '../der/values.ts';

/** What a revocation list covers (RFC 5280 §5.2.5). */
export interface IssuingDistributionPoint {
  readonly name: DistributionPointName | undefined;
  readonly onlyUserCertificates: boolean;
  readonly onlyAuthorityCertificates: boolean;
  readonly onlyAttributeCertificates: boolean;
  /** Numbers of ReasonFlags; undefined for all. */
  readonly onlyReasons: ReadonlySet<number> | undefined;
  /** It may list certificates of other issuers. */
  readonly indirect: boolean;
}

export function readIssuingDistributionPoint(value: Uint8Array): IssuingDistributionPoint {
  const reader = openDer(value, tags.sequence, 'issuing distribution point');
  const flag = (field: Element | undefined): boolean => field !== undefined && readBoolean(field);
  const nameField = reader.optional(contextTag(0));
  const onlyUserCertificates = flag(reader.optional(contextTag(1, 'primitive')));
  const onlyAuthorityCertificates = flag(reader.optional(contextTag(2, 'primitive')));
  const reasonsField = reader.optional(contextTag(3, 'primitive'));
  const indirect = flag(reader.optional(contextTag(4, 'primitive')));
  const onlyAttributeCertificates = flag(reader.optional(contextTag(5, 'primitive')));
  reader.end('issuing distribution point');
  return {
    name: nameField && readDistributionPointName(nameField),
    onlyUserCertificates,
    onlyAuthorityCertificates,
    onlyAttributeCertificates,
    onlyReasons: reasonsField && readNamedBits(reasonsField),
    indirect,
  };
}
