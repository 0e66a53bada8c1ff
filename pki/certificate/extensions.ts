import { contextTag, DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { hex, readBoolean, readNamedBits, readOid, readSmallInteger } from '../der/values.ts';
import { limits } from '../limits.ts';
import { extensionOids } from '../oids.ts';
import { type DistributionPoint, readDistributionPoints } from './distribution-point.ts';
import { type GeneralName, readGeneralName, readGeneralNames } from './general-name.ts';

/** The bits of the keyUsage extension, in their order (RFC 5280 §4.2.1.3; nonRepudiation is also called contentCommitment). */
export const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsage = (typeof keyUsages)[number];

export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

/** What the extensions of a certificate say (RFC 5280 §4.2). A field is undefined when its extension is absent. */
export interface Extensions {
  readonly basicConstraints: { readonly authority: boolean; readonly pathLength: number | undefined } | undefined;
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined;
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly subjectAltNames: readonly GeneralName[] | undefined;
  readonly nameConstraints: NameConstraints | undefined;
  readonly policies: readonly string[] | undefined;
  readonly policyMappings: readonly { readonly issuer: string; readonly subject: string }[] | undefined;
  readonly policyConstraints: { readonly requireExplicit: number | undefined; readonly inhibitMapping: number | undefined } | undefined;
  readonly inhibitAnyPolicy: number | undefined;
  readonly distributionPoints: readonly DistributionPoint[] | undefined;
  /** Hexadecimal key identifiers: hints for building, never proof. */
  readonly subjectKeyIdentifier: string | undefined;
  readonly authorityKeyIdentifier: string | undefined;
  /** Critical extensions that this program does not know: the certificate must be refused. */
  readonly unknownCritical: readonly string[];
}

/** One extension as it came; `value` is the content of its octet string. */
export interface RawExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** Reads an Extensions sequence: each extension at most once. Throws PkiError `Malformed`. */
export function readRawExtensions(content: Uint8Array): ReadonlyMap<string, RawExtension> {
  const outer = openDer(content, tags.sequence, 'extensions');
  const found = new Map<string, RawExtension>();
  for (const element of outer.rest()) {
    const reader = openDer(element.raw, tags.sequence, 'extension');
    const oid = readOid(reader.take(tags.oid, 'extension type'));
    const criticalField = reader.optional(tags.boolean);
    const value = reader.take(tags.octetString, 'extension value').content;
    reader.end('extension');
    if (found.has(oid)) throw malformed('extension occurs twice');
    found.set(oid, { oid, critical: criticalField ? readBoolean(criticalField) : false, value });
  }
  return found;
}

/** Reads the extensions of a certificate, given its field [3]. Throws PkiError `Malformed`. */
export function readExtensions(field: Element | undefined): Extensions {
  const raw = field ? readRawExtensions(field.content) : new Map<string, RawExtension>();
  const read = <T>(oid: string, reader: (value: Uint8Array) => T): T | undefined => {
    const extension = raw.get(oid);
    return extension ? reader(extension.value) : undefined;
  };
  return {
    basicConstraints: read(extensionOids.basicConstraints, readBasicConstraints),
    keyUsage: read(extensionOids.keyUsage, readKeyUsage),
    extendedKeyUsage: read(extensionOids.extendedKeyUsage, (value) => listOf(value, 'extended key usage').map(readOidElement)),
    subjectAltNames: read(extensionOids.subjectAltName, (value) => readGeneralNames(listContent(value, 'subject alternative name'))),
    nameConstraints: read(extensionOids.nameConstraints, readNameConstraints),
    policies: read(extensionOids.certificatePolicies, readPolicies),
    policyMappings: read(extensionOids.policyMappings, readPolicyMappings),
    policyConstraints: read(extensionOids.policyConstraints, readPolicyConstraints),
    inhibitAnyPolicy: read(extensionOids.inhibitAnyPolicy, (value) => readSmallInteger(single(value, tags.integer, 'inhibitAnyPolicy'))),
    distributionPoints: read(extensionOids.crlDistributionPoints, readDistributionPoints),
    subjectKeyIdentifier: read(extensionOids.subjectKeyIdentifier, (value) =>
      hex(single(value, tags.octetString, 'key identifier').content),
    ),
    authorityKeyIdentifier: read(extensionOids.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    unknownCritical: [...raw.values()].filter((extension) => extension.critical && !processed.has(extension.oid)).map(({ oid }) => oid),
  };
}

/** Extensions that path validation processes, or that ask nothing of it. */
const processed: ReadonlySet<string> = new Set([
  extensionOids.basicConstraints,
  extensionOids.keyUsage,
  extensionOids.extendedKeyUsage,
  extensionOids.subjectAltName,
  extensionOids.issuerAltName,
  extensionOids.nameConstraints,
  extensionOids.certificatePolicies,
  extensionOids.policyMappings,
  extensionOids.policyConstraints,
  extensionOids.inhibitAnyPolicy,
  extensionOids.crlDistributionPoints,
  extensionOids.subjectKeyIdentifier,
  extensionOids.authorityKeyIdentifier,
]);

/** The keyIdentifier of an AuthorityKeyIdentifier extension, hexadecimal. */
export function readAuthorityKeyIdentifier(value: Uint8Array): string | undefined {
  const field = openDer(value, tags.sequence, 'authority key identifier').optional(contextTag(0, 'primitive'));
  return field && hex(field.content);
}

/** The one element in an extension's value. */
export function single(value: Uint8Array, tag: number, what: string): Element {
  const reader = new DerReader(value);
  const element = reader.take(tag, what);
  reader.end(what);
  return element;
}

/** The members of a SEQUENCE OF of 1 to `limits.extensionItems` members. */
function listOf(value: Uint8Array, what: string): readonly Element[] {
  const members = [...openDer(value, tags.sequence, what).rest()];
  if (!members.length || members.length > limits.extensionItems) throw malformed(what);
  return members;
}

function listContent(value: Uint8Array, what: string): Uint8Array {
  listOf(value, what);
  return single(value, tags.sequence, what).content;
}

function readOidElement(element: Element): string {
  if (element.tag !== tags.oid) throw malformed('object identifier');
  return readOid(element);
}

function readBasicConstraints(value: Uint8Array): Extensions['basicConstraints'] {
  const reader = openDer(value, tags.sequence, 'basic constraints');
  const authorityField = reader.optional(tags.boolean);
  const pathField = reader.optional(tags.integer);
  reader.end('basic constraints');
  return { authority: authorityField ? readBoolean(authorityField) : false, pathLength: pathField && readSmallInteger(pathField) };
}

function readKeyUsage(value: Uint8Array): ReadonlySet<KeyUsage> {
  const bits = readNamedBits(single(value, tags.bitString, 'key usage'));
  return new Set(keyUsages.filter((_, bit) => bits.has(bit)));
}

function readPolicies(value: Uint8Array): readonly string[] {
  return listOf(value, 'certificate policies').map((element) =>
    // Qualifiers are texts for people: nothing in them restricts.
    readOid(openDer(element.raw, tags.sequence, 'policy').take(tags.oid, 'policy')),
  );
}

function readPolicyMappings(value: Uint8Array): NonNullable<Extensions['policyMappings']> {
  return listOf(value, 'policy mappings').map((element) => {
    const reader = openDer(element.raw, tags.sequence, 'policy mapping');
    const issuer = readOid(reader.take(tags.oid, 'policy mapping'));
    const subject = readOid(reader.take(tags.oid, 'policy mapping'));
    reader.end('policy mapping');
    return { issuer, subject };
  });
}

function readPolicyConstraints(value: Uint8Array): NonNullable<Extensions['policyConstraints']> {
  const reader = openDer(value, tags.sequence, 'policy constraints');
  const explicitField = reader.optional(contextTag(0, 'primitive'));
  const mappingField = reader.optional(contextTag(1, 'primitive'));
  reader.end('policy constraints');
  return {
    requireExplicit: explicitField && readSmallInteger(explicitField),
    inhibitMapping: mappingField && readSmallInteger(mappingField),
  };
}

function readNameConstraints(value: Uint8Array): NameConstraints {
  const reader = openDer(value, tags.sequence, 'name constraints');
  const permitted = reader.optional(contextTag(0));
  const excluded = reader.optional(contextTag(1));
  reader.end('name constraints');
  return { permitted: readSubtrees(permitted), excluded: readSubtrees(excluded) };
}

function readSubtrees(field: Element | undefined): readonly GeneralName[] {
  const subtrees = field ? [...new DerReader(field.content).rest()] : [];
  if (subtrees.length > limits.extensionItems) throw malformed('name constraints');
  return subtrees.map((element) => {
    const reader = openDer(element.raw, tags.sequence, 'subtree');
    const base = readGeneralName(reader.any());
    const minimum = reader.optional(contextTag(0, 'primitive'));
    // RFC 5280 §4.2.1.10: minimum is 0 and maximum absent; anything else would mean what nobody processes.
    if (minimum && readSmallInteger(minimum) !== 0) throw malformed('subtree minimum');
    reader.end('subtree');
    return base;
  });
}
