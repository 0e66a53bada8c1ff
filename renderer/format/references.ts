/** What stands in a text and names something else: where it leads, or what of it is copied. */
export interface Reference {
  readonly kind: 'log' | 'crime' | 'task' | 'officer' | 'plate' | 'postcode' | 'telephone';
  /** What is looked for, as the search box takes it; of a telephone number its digits. */
  readonly search: string;
  /** The number of the one item that it names, where it says all of it. */
  readonly id?: string;
}

/** A piece of a text. Joined they are the text. */
export interface ReferencePiece {
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
  readonly reference?: Reference;
}

const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';

/**
 * One expression for all of them. Every part has a bounded length, and none can match what another left: one pass, linear in the text. Of
 * registrations only the form since 2001 in capitals, as "M61 the" and "A6 and" are roads.
 */
const FORMS = [
  String.raw`(?<log>[A-Z]{2}-\d{8}-\d{4})`,
  String.raw`(?<spoken>[Ll]og (?<serial>\d{4})(?: of (?<day>\d{1,2} ${MONTH}(?: \d{4})?))?)`,
  String.raw`(?<crime>\d{2}/\d{2}/\d{5})`,
  String.raw`(?<task>T-\d{1,8})`,
  String.raw`(?<officer>(?:PC|PS|DC|DS|DI|DCI|SC|PCSO|Insp|Sgt) (?<collar>\d{1,5}))`,
  String.raw`(?<plate>[A-Z]{2}\d{2} ?[A-Z]{3})`,
  String.raw`(?<postcode>[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})`,
  String.raw`(?<telephone>(?:(?:\+|00)44 ?(?:\(0\) ?)?|0)\d(?: ?\d){8,9})`,
];
/** What is copied from a document has spaces that do not break. */
const SPACE = String.raw`[ \u00a0\u202f]`;
const REFERENCE = new RegExp(String.raw`(?<![\p{L}\p{N}/+-])(?:${FORMS.join('|').replaceAll(' ', SPACE)})(?![\p{L}\p{N}/])(?!-\d)`, 'gu');

/** Splits a text around what it refers to. */
export const referencesIn = (text: string): readonly ReferencePiece[] => {
  const pieces: ReferencePiece[] = [];
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const reference = referenceOf(match.groups ?? {});
    if (reference === undefined) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), at: from });
    pieces.push({ text: match[0], at: match.index, reference });
    from = match.index + match[0].length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), at: from });
  return pieces;
};

const referenceOf = (groups: Readonly<Record<string, string | undefined>>): Reference | undefined => {
  const { log, spoken, serial, day, crime, task, collar, plate, postcode, telephone } = groups;
  if (log !== undefined) return { kind: 'log', search: log, id: log };
  if (spoken !== undefined) return { kind: 'log', search: day === undefined ? (serial ?? '') : `${serial} of ${plainSpaces(day)}` };
  if (crime !== undefined) return { kind: 'crime', search: crime, id: crime };
  if (task !== undefined) return { kind: 'task', search: task, id: task };
  if (collar !== undefined) return { kind: 'officer', search: collar };
  if (plate !== undefined) return { kind: 'plate', search: plainSpaces(plate) };
  if (postcode !== undefined) return { kind: 'postcode', search: plainSpaces(postcode) };
  if (telephone !== undefined) return { kind: 'telephone', search: telephone.replace(/\(0\)|[^\d+]/gu, '') };
  return undefined;
};

const plainSpaces = (text: string): string => text.replace(/\s/gu, ' ');
