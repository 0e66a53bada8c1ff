import { contextTag, DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { readNamedBits } from '../der/values.ts';
import { limits } from '../limits.ts';
import { type GeneralName, readGeneralNames } from './general-name.ts';

/** The name of a distribution point: whole names, or one relative name that is appended to the list's issuer. */
export type DistributionPointName =
  | { readonly kind: 'full'; readonly names: readonly GeneralName[] }
  | { readonly kind: 'relative'; readonly content: Uint8Array };

/** Where a certificate says that its revocation is listed (RFC 5280 §4.2.1.13). */
export interface DistributionPoint {
  readonly name: DistributionPointName | undefined;
  /** Numbers of ReasonFlags that lists of this point cover; undefined for all. */
  readonly reasons: ReadonlySet<number> | undefined;
  /** Who signs the lists, when not the certificate's issuer. */
  readonly crlIssuer: readonly GeneralName[] | undefined;
}

export function readDistributionPoints(value: Uint8Array): readonly DistributionPoint[] {
  const points = [...openDer(value, tags.sequence, 'distribution points').rest()];
  if (!points.length || points.length > limits.extensionItems) throw malformed('distribution points');
  return points.map((element) => {
    const reader = openDer(element.raw, tags.sequence, 'distribution point');
    const nameField = reader.optional(contextTag(0));
    const reasonsField = reader.optional(contextTag(1, 'primitive'));
    const issuerField = reader.optional(contextTag(2));
    reader.end('distribution point');
    return {
      name: nameField && readDistributionPointName(nameField),
      reasons: reasonsField && readNamedBits(reasonsField),
      crlIssuer: issuerField && readGeneralNames(issuerField.content),
    };
  });
}

/** Reads [0] DistributionPointName, which a revocation list's issuingDistributionPoint shares. */
export function readDistributionPointName(field: Element): DistributionPointName {
  const reader = new DerReader(field.content);
  const choice = reader.any();
  reader.end('distribution point name');
  if (choice.tag === contextTag(0)) return { kind: 'full', names: readGeneralNames(choice.content) };
  if (choice.tag === contextTag(1)) return { kind: 'relative', content: choice.content };
  throw malformed('distribution point name');
}
