import { type Element, malformed, openDer, tags } from '../der/read.ts';
import { readOid } from '../der/values.ts';
import { oid, sequence, setOf } from '../der/write.ts';

/** Object identifiers of the signed attributes (RFC 5652 §11; signing-certificate-v2 RFC 5035 §3). */
export const attributeTypes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** Attribute with one value. */
export const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf(value));

/** The single values of the attributes by type; each type at most once (RFC 5652 §11.1-3). Others than those above are skipped. */
export function readAttributes(elements: readonly Element[]): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>();
  const seen = new Set<string>();
  for (const element of elements) {
    const reader = openDer(element.raw, tags.sequence, 'attribute');
    const type = readOid(reader.take(tags.oid, 'attribute type'));
    const values = [...reader.inside(tags.set, 'attribute values').rest()];
    reader.end('attribute');
    if (seen.has(type)) throw malformed('attribute occurs twice');
    seen.add(type);
    const [value] = values;
    if (!known.has(type)) continue;
    if (!value || values.length !== 1) throw malformed('attribute has not one value');
    found.set(type, value);
  }
  return found;
}

const known: ReadonlySet<string> = new Set(Object.values(attributeTypes));
