/**
 * Lists of codes that are the force's own data. Of an area, a feature of a method and a flag of a crime the words are what officers and
 * items name it by. A code of flagQuestion begins with its flag's and a stop (VUL.1), one of flagAnswer with its question's (VUL.1.A); a
 * question without answers is answered in the officer's words. postcodeArea: the letters with which the force's postcodes begin.
 * A code of outcomeNeed begins with its outcome's and a stop (14.VICTIM). Of missingQuestion a code with a stop says more of its question:
 * .hint what to ask for, .short how a record heads it. A code of missingReason is what a yes offers as a reason for the risk (before.yes; a
 * question without one is answered in words), care by a time (care.by), or an age (under.18). riskGuidance: by the grades of missing-words.ts.
 * One of templateField begins with its template's and a stop, and is what the template writes in that field of a new report: SHOP.OFFENCE,
 * SHOP.TITLE, SHOP.METHOD, SHOP.FEATURE, SHOP.STOLEN, SHOP.DAMAGED.
 */
export const codeListKinds = [
  'status',
  'grade',
  'qualifier',
  'openingCode',
  'closingCode',
  'regradeReason',
  'resourceKind',
  'phrase',
  'area',
  'postcodeArea',
  'methodFeature',
  'crimeFlag',
  'flagQuestion',
  'flagAnswer',
  'outcome',
  'outcomeNeed',
  'missingQuestion',
  'missingReason',
  'riskGuidance',
  'crimeTemplate',
  'templateField',
] as const;
export type CodeListKind = (typeof codeListKinds)[number];

export interface Code {
  readonly code: string;
  readonly label: string;
}

/**
 * The two letters of a force, with which the numbers of its logs and the staff ids of its people begin: LC of LC-20210518-1587 and of
 * LC002418. Undefined for an id that begins otherwise, as a provisional one does.
 */
export const forceOf = (id: string): string | undefined => /^([A-Z]{2})(?=[-\d])/.exec(id)?.[1];

/** The ids of the lists of a kind that hold for a force, its own before the one that every force without its own has: qualifier:LC, qualifier. */
export const codeListIds = (kind: CodeListKind, force: string | undefined): readonly string[] =>
  force === undefined ? [kind] : [`${kind}:${force}`, kind];

/** The list of a kind that holds for a force; undefined where none is known. */
export const listFor = <List extends { readonly id: string }>(
  lists: readonly List[],
  kind: CodeListKind,
  force: string | undefined,
): List | undefined =>
  codeListIds(kind, force)
    .map((id) => lists.find((list) => list.id === id))
    .find((list) => list !== undefined);

/** The codes of a kind for a force; undefined where no list of them is known. */
export const codesFor = (
  lists: readonly { readonly id: string; readonly entries: readonly Code[] }[],
  kind: CodeListKind,
  force: string | undefined,
): readonly Code[] | undefined => listFor(lists, kind, force)?.entries;

/** The force's words for a code. Where no list is known a code is its own words; undefined for one that is not in the list. */
export const wordsOfCode = (codes: readonly Code[] | undefined, code: string): string | undefined =>
  codes === undefined ? code : codes.find((entry) => entry.code === code)?.label;

/** Of a list, the codes that belong to one of another list: those that begin with it and a stop, and go no deeper. */
export const codesUnder = (codes: readonly Code[] | undefined, above: string): readonly Code[] =>
  (codes ?? []).filter(({ code }) => code.startsWith(`${above}.`) && !code.slice(above.length + 1).includes('.'));
