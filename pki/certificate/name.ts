import { DerReader, type Element, malformed, openDer, tags } from '../der/read.ts';
import { hex, readOid, readText } from '../der/values.ts';
import { oid, printable, sequence, setOf, utf8 } from '../der/write.ts';
import { attributeOids } from '../oids.ts';

/** The attributes of a distinguished name that this force uses. Absent means absent, never an empty string. */
export interface SubjectName {
  readonly country?: string;
  readonly organization?: string;
  readonly organizationalUnit?: string;
  readonly title?: string;
  readonly serialNumber?: string;
  readonly userId?: string;
  readonly commonName?: string;
}

/** A distinguished name, ready to be compared. */
export interface DistinguishedName {
  /** The DER as it came. */
  readonly raw: Uint8Array;
  /** One comparison key for every relative name, in order: equal keys are equal names (RFC 5280 §7.1). */
  readonly relativeKeys: readonly string[];
  /** Comparison key of the whole name. */
  readonly key: string;
  readonly attributes: readonly { readonly oid: string; readonly text: string | undefined }[];
}

interface Attribute {
  readonly oid: string;
  readonly text: string | undefined;
  readonly key: string;
}

/** Reads a Name (RFC 5280 §4.1.2.4). */
export function readName(element: Element): DistinguishedName {
  const relative = [...openDer(element.raw, tags.sequence, 'name').rest()].map(readRelativeName);
  const relativeKeys = relative.map(relativeKey);
  return { raw: element.raw, relativeKeys, key: nameKey(relativeKeys), attributes: relative.flat() };
}

export const nameKey = (relativeKeys: readonly string[]): string => JSON.stringify(relativeKeys);

/** The name that results when a relative name is appended (nameRelativeToCRLIssuer, RFC 5280 §4.2.1.13): its key. */
export function extendedNameKey(base: DistinguishedName, relativeContent: Uint8Array): string {
  return nameKey([...base.relativeKeys, relativeKey(readMembers(relativeContent))]);
}

/** The first value of each attribute that this program knows. */
export function subjectName(name: DistinguishedName): SubjectName {
  const found: { -readonly [K in keyof SubjectName]: string } = {};
  for (const { oid: type, text } of name.attributes) {
    const field = fieldsByOid.get(type);
    if (field && text && found[field] === undefined) found[field] = text;
  }
  return found;
}

/** DER of a Name with one attribute in each relative name, general to particular. Throws RangeError for an empty name or value. */
export function writeName(subject: SubjectName): Uint8Array {
  const relative = fields.flatMap((field) => {
    const value = subject[field];
    return value === undefined ? [] : [setOf(sequence(oid(attributeOids[field]), attributeValue(field, value)))];
  });
  if (!relative.length) throw new RangeError('A subject needs at least one attribute');
  return sequence(...relative);
}

/** In the order in which they are written. */
const fields = ['country', 'organization', 'organizationalUnit', 'title', 'serialNumber', 'userId', 'commonName'] as const;

const fieldsByOid: ReadonlyMap<string, keyof SubjectName> = new Map(fields.map((field) => [attributeOids[field], field]));

/** X.520 makes country and serialNumber PrintableString; everything else is UTF8String (RFC 5280 §4.1.2.4). */
function attributeValue(field: keyof SubjectName, value: string): Uint8Array {
  // RFC 5280 appendix A: most upper bounds are 64.
  if (!value || value.length > 64) throw new RangeError(`Subject ${field} must have 1 to 64 characters`);
  if (field !== 'country' && field !== 'serialNumber') return utf8(value);
  if (!/^[A-Za-z0-9 '()+,\-./:=?]+$/.test(value)) throw new RangeError(`Subject ${field} must be printable ASCII`);
  return printable(value);
}

const readRelativeName = (element: Element): readonly Attribute[] => {
  if (element.tag !== tags.set) throw malformed('relative name');
  return readMembers(element.content);
};

function readMembers(content: Uint8Array): readonly Attribute[] {
  const members = [...new DerReader(content).rest()].map((member) => {
    const reader = openDer(member.raw, tags.sequence, 'name attribute');
    const type = readOid(reader.take(tags.oid, 'name attribute type'));
    const value = reader.any();
    reader.end('name attribute');
    const text = readText(value);
    return { oid: type, text, key: `${type}=${text === undefined ? `#${hex(value.raw)}` : foldText(text)}` };
  });
  if (!members.length) throw malformed('empty relative name');
  return members;
}

/** The attributes of one relative name are a set: their order does not count. */
const relativeKey = (members: readonly Attribute[]): string => JSON.stringify(members.map((member) => member.key).sort());

/** RFC 4518 in short: compatibility form, no case, white space at the ends dropped and inside made one blank. */
const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ');
