import { type Draft, type DraftEnd, draftKey, MAX_DRAFTS } from '../../../contracts/domain/draft.ts';
import type { ReadableDb, WritableDb } from '../../store/db.ts';
import { byNumbers } from './numbers.ts';
import { bounded, countDrafts, endOf, findDraft, findEnd, hasDraft, putDraft, putEnd } from './table.ts';

/** Where a draft or an end of another laptop's stands among those here. */
const inTime = <Given extends { readonly at: string; readonly of?: string; readonly basedOn?: string | undefined }>(
  given: Given,
): Given => ({
  ...given,
  at: bounded(given.at),
  ...(given.of === undefined ? {} : { of: bounded(given.of) }),
  ...(given.basedOn === undefined ? {} : { basedOn: bounded(given.basedOn) }),
});

/** Takes another laptop's draft over. Whether anything changed. */
export const takeDraft = (db: WritableDb, asGiven: Draft): boolean => {
  const given = byNumbers(db, inTime(asGiven));
  const here = findDraft(db, given.key);
  const end = findEnd(db, given.key);
  if (here === undefined) {
    if (isEndedApart(db, given)) return false;
    if (end !== undefined && given.at <= end.at) return given.at > end.of && isWrittenThere(given) && keepApart(db, given);
    if (countDrafts(db) >= MAX_DRAFTS) return false;
    putDraft(db, { ...given, basedOn: given.at });
    return true;
  }
  if (given.at === here.at) return false;
  const isSame = hasSameWords(given, here);
  if (given.at < here.at) {
    // Of what is not newer than what was sent here, whatever was not known here is kept apart by the laptop that it was written on.
    if (isSame || !isWrittenThere(given) || given.at <= (here.basedOn ?? '') || given.at <= (end?.of ?? '')) return false;
    const isKept = keepApart(db, given);
    if (isKept) putDraft(db, { ...here, basedOn: given.at });
    return isKept;
  }
  if (!isSame && isWrittenThere(here) && (given.basedOn ?? '') < here.at && !keepApart(db, here)) return false;
  putDraft(db, { ...given, basedOn: given.at });
  return true;
};

/** Takes over that another laptop's draft was sent or discarded. Whether anything changed. */
export const takeEnd = (db: WritableDb, ended: DraftEnd): boolean => {
  const end = inTime(ended);
  const apart = findDraft(db, apartKey(end.key, end.of));
  const endsApart = apart !== undefined && !isWrittenThere(apart);
  if (endsApart) putEnd(db, endOf(apart, end.at));
  const here = findDraft(db, end.key);
  if (end.at <= (here?.at ?? findEnd(db, end.key)?.at ?? '')) return endsApart;
  // It was written on, or beside it, and whoever ended the draft on the other laptop did not know.
  const isKnownThere = here === undefined || here.at === end.of || here.at <= (end.basedOn ?? '');
  if (here !== undefined && isWrittenThere(here) && !isKnownThere && !keepApart(db, here)) return endsApart;
  putEnd(db, end);
  return endsApart || here !== undefined;
};

export const hasSameWords = (one: Draft, other: Draft): boolean =>
  JSON.stringify([one.fields, namesOf(one)]) === JSON.stringify([other.fields, namesOf(other)]);

/** Of its attachments: on which laptop they are is no part of what was written. */
const namesOf = ({ blobs }: Draft) => blobs.map(({ hash, name }) => [hash, name]);

/** Not only passed on: each state is looked after by the laptop that it was written on. */
export const isWrittenThere = ({ at, basedOn }: Draft): boolean => at !== basedOn;

const apartKey = (key: string, at: string): string => `${key}~${at}`;

/** Kept apart by another laptop, unchanged, before it heard that it was sent or discarded here. */
const isEndedApart = (db: ReadableDb, given: Draft): boolean =>
  !isWrittenThere(given) &&
  given.key.endsWith(apartKey('', given.at)) &&
  findEnd(db, given.key.slice(0, -apartKey('', given.at).length))?.of === given.at;

/** Keeps a state that another takes the place of, under a key that is the same on every laptop. False: there is no room for it. */
export const keepApart = (db: WritableDb, given: Draft): boolean => {
  const key = apartKey(given.key, given.at);
  if (hasDraft(db, key) || findEnd(db, key) !== undefined) return true;
  if (!draftKey.safeParse(key).success || countDrafts(db) >= MAX_DRAFTS) return false;
  putDraft(db, { ...given, key, basedOn: given.at });
  return true;
};
