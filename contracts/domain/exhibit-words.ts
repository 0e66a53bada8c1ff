// No schemas here, since the window reads it too.

/** What an exhibit is. All but an object have a file. */
export const exhibitKinds = ['photograph', 'document', 'sketch', 'sound', 'video', 'object'] as const;
export type ExhibitKind = (typeof exhibitKinds)[number];

/** Continuity, "who had it, when": what happens to an exhibit. `corrected` says what on its label was wrong; everything else says who has it from then on. */
export const continuityActs = ['taken', 'handedOver', 'stored', 'takenOut', 'returned', 'corrected'] as const;
export type ContinuityAct = (typeof continuityActs)[number];

/** An exhibit has no more entries than these: HQ refuses what would be beyond (RecordFull). */
export const MOST_CONTINUITY = 200;
/** What a description on a label holds: a statement lists it too. */
export const EXHIBIT_TEXT_LENGTH = 200;

/** Media types of which a kind's file may be. What is neither picture, sound nor film is a document. */
const TYPES: Readonly<Record<ExhibitKind, RegExp>> = {
  ...{ photograph: /^image\//, sketch: /^image\//, sound: /^audio\//, video: /^video\// },
  ...{ document: /^(?!audio\/|video\/)/, object: /^/ },
};
export const fitsKind = (kind: string, type: string): boolean =>
  Object.hasOwn(TYPES, kind) ? TYPES[kind as ExhibitKind].test(type) : true;

/** The kind that a file of that type is taken for. */
export const kindOfFile = (type: string): ExhibitKind => {
  const [kind] = type.split('/');
  return kind === 'image' ? 'photograph' : kind === 'audio' ? 'sound' : kind === 'video' ? 'video' : 'document';
};

/** The initials that the references of somebody's exhibits begin with, of forenames and surname: AR. "X" where there is no letter A to Z. */
export const initialsOf = (...names: readonly string[]): string =>
  names
    .flatMap((name) => name.trim().split(/\s+/))
    .flatMap((name) => (/\p{L}/u.exec(name)?.[0] ?? '').normalize('NFD').toLocaleUpperCase('en-GB').match(/[A-Z]/) ?? [])
    .slice(0, 4)
    .join('') || 'X';
