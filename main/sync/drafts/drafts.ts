import { randomUUID } from 'node:crypto';
import { type Draft, type DraftEnd, draft, draftEnd, draftKey, MAX_DRAFT_ENDS, MAX_DRAFTS } from '../../../contracts/domain/draft.ts';
import type { DraftRow } from '../../../contracts/ipc/drafts.ts';
import { draftRow } from '../../../contracts/ipc/drafts.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { renameIn, resolveId, resolveIn } from '../../store/alias.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { draftHolder, holdBlobs } from '../blobs/repository.ts';

/** A draft as a form hands it over: the store says as of when it stands. */
export type NewDraft = Omit<Draft, 'at' | 'basedOn'>;

interface StoredDraft {
  readonly key: string;
  readonly system: string;
  readonly kind: string;
  readonly item_id: string | null;
  readonly title: string;
  readonly fields: string;
  readonly blobs: string;
  readonly at: string;
  readonly based_on: string | null;
}

interface StoredEnd extends Pick<StoredDraft, 'key' | 'at' | 'based_on'> {
  readonly of: string;
}

const COLUMNS = 'key, system, kind, item_id, title, fields, blobs, at, based_on';

export const draftReads = {
  'drafts.get': (db: ReadableDb, { key }: { readonly key: string }): Draft | undefined => findDraft(db, currentKey(db, key)),

  /** Newest first. */
  'drafts.list': (db: ReadableDb, _: null): DraftRow[] =>
    db
      .prepare<[number], Omit<StoredDraft, 'fields' | 'blobs' | 'based_on'>>(
        'SELECT key, system, kind, item_id, title, at FROM draft ORDER BY at DESC, key LIMIT ?',
      )
      .all(MAX_DRAFTS)
      .map(({ item_id, ...row }) => draftRow.parse({ ...row, ...(item_id === null ? {} : { itemId: item_id }) })),

  /** All that another laptop needs to know, newest first. */
  'drafts.export': (db: ReadableDb, _: null): { readonly drafts: Draft[]; readonly ended: DraftEnd[] } => ({
    drafts: db.prepare<[number], StoredDraft>(`SELECT ${COLUMNS} FROM draft ORDER BY at DESC, key LIMIT ?`).all(MAX_DRAFTS).map(asDraft),
    ended: db
      .prepare<[number], StoredEnd>('SELECT key, at, of, based_on FROM draft_end ORDER BY at DESC, key LIMIT ?')
      .all(MAX_DRAFT_ENDS)
      .map(asEnd),
  }),

  /** Whether what HQ had from a laptop of this name before this store has been taken in. */
  'drafts.isOwnTaken': (db: ReadableDb, _: null): boolean =>
    db.prepare<[], { one: number }>('SELECT 1 AS one FROM own_drafts_taken').get() !== undefined,
} as const satisfies Reads;

export const draftWrites = {
  /** Keeps a draft in place of what was under its key. `now`: by the laptop's clock. */
  'drafts.save': (
    db: WritableDb,
    { draft: asGiven, now }: { readonly draft: NewDraft; readonly now: string },
  ): Result<{ readonly at: string }, 'TooManyDrafts'> => {
    const given = byNumbers(db, asGiven);
    if (!hasDraft(db, given.key) && countDrafts(db) >= MAX_DRAFTS) return fail('TooManyDrafts');
    return ok({ at: keepDraft(db, given, now) });
  },

  'drafts.discard': (db: WritableDb, { key, now }: { readonly key: string; readonly now: string }): void => endDraft(db, key, now),

  /**
   * Takes over what is newer in another laptop's drafts: nothing here gives way to something older, and what was sent or discarded does not
   * come back. What was written on two laptops, neither knowing of the other, is kept from both: the older as a draft of its own. Returns
   * how many drafts came, changed or went.
   */
  'drafts.import': (
    db: WritableDb,
    { drafts, ended }: { readonly drafts: readonly Draft[]; readonly ended: readonly DraftEnd[] },
  ): number => {
    const changes =
      drafts.filter((given) => takeDraft(db, byNumbers(db, inTime(given)))).length + ended.filter((end) => takeEnd(db, inTime(end))).length;
    if (changes > 0) db.touch('drafts');
    return changes;
  },

  'drafts.ownTaken': (db: WritableDb, _: null): void => {
    db.prepareWrite<[]>('INSERT OR IGNORE INTO own_drafts_taken (only) VALUES (1)').run();
  },
} as const satisfies Writes;

/** Whether anything changed. */
const takeDraft = (db: WritableDb, given: Draft): boolean => {
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

const takeEnd = (db: WritableDb, end: DraftEnd): boolean => {
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

const hasSameWords = (one: Draft, other: Draft): boolean =>
  JSON.stringify([one.fields, one.blobs]) === JSON.stringify([other.fields, other.blobs]);

/** Not only passed on: each state is looked after by the laptop that it was written on. */
const isWrittenThere = ({ at, basedOn }: Draft): boolean => at !== basedOn;

const apartKey = (key: string, at: string): string => `${key}~${at}`;

/** Kept apart by another laptop, unchanged, before it heard that it was sent or discarded here. */
const isEndedApart = (db: ReadableDb, given: Draft): boolean =>
  !isWrittenThere(given) &&
  given.key.endsWith(apartKey('', given.at)) &&
  findEnd(db, given.key.slice(0, -apartKey('', given.at).length))?.of === given.at;

/** Keeps a state that another takes the place of, under a key that is the same on every laptop. False: there is no room for it. */
const keepApart = (db: WritableDb, given: Draft): boolean => {
  const key = apartKey(given.key, given.at);
  if (hasDraft(db, key) || findEnd(db, key) !== undefined) return true;
  if (!draftKey.safeParse(key).success || countDrafts(db) >= MAX_DRAFTS) return false;
  putDraft(db, { ...given, key, basedOn: given.at });
  return true;
};

/** Keeps a draft in the transaction that it is called in. Returns as of when it stands: `now`, and after all that was known of its key. */
export const keepDraft = (db: WritableDb, asGiven: NewDraft, now: string): string => {
  const given = byNumbers(db, asGiven);
  const here = findDraft(db, given.key);
  const end = findEnd(db, given.key);
  const at = after(here?.at ?? end?.at, now);
  const basedOn = here === undefined ? end?.basedOn : here.basedOn;
  putDraft(db, { ...given, at, ...(basedOn === undefined ? {} : { basedOn }) });
  db.touch('drafts');
  return at;
};

/** Ends a draft in the transaction that it is called in: it was sent or discarded. One that is not there is none. */
export const endDraft = (db: WritableDb, key: string, now: string): void => {
  const here = findDraft(db, currentKey(db, key));
  if (here === undefined) return;
  putEnd(db, endOf(here, now));
  db.touch('drafts');
};

/**
 * What an item's drafts are called once HQ has allotted its number `id`: a form that is open under the provisional id goes on with them.
 * Another laptop may have begun one under the number meanwhile: the newer stays, the older is kept apart.
 */
export const renameInDrafts = (db: WritableDb, provisionalId: string, id: string): void => {
  const rows = db
    .prepare<[string, string, string], StoredDraft>(
      `SELECT ${COLUMNS} FROM draft WHERE instr(key, ?) > 0 OR item_id = ? OR instr(fields, ?) > 0`,
    )
    .all(provisionalId, provisionalId, provisionalId);
  for (const row of rows) renameDraft(db, asDraft(row), { provisionalId, id });
  if (rows.length > 0) db.touch('drafts');
};

const renameDraft = (
  db: WritableDb,
  before: Draft,
  { provisionalId, id }: { readonly provisionalId: string; readonly id: string },
): void => {
  const renamed = { ...renameIn(before, provisionalId, id), key: before.key.replace(provisionalId, id) };
  if (renamed.key === before.key) {
    const at = after(before.at, before.at);
    putDraft(db, { ...renamed, at, ...(isWrittenThere(before) ? {} : { basedOn: at }) });
    return;
  }
  putEnd(db, endOf(before, before.at));
  const there = findDraft(db, renamed.key);
  const end = findEnd(db, renamed.key);
  if (there !== undefined) {
    const [older, newer] = renamed.at < there.at ? [renamed, there] : [there, { ...renamed, basedOn: there.at }];
    if (!hasSameWords(older, newer) && !keepApart(db, older)) putDraft(db, { ...older, key: randomUUID() });
    putDraft(db, newer);
  } else if (end === undefined || renamed.at > end.at) {
    putDraft(db, renamed);
  } else if (isWrittenThere(renamed) && renamed.at !== end.of) {
    // Ended under the number by another laptop, which did not know what was written here.
    putDraft(db, { ...renamed, at: after(end.at, renamed.at) });
  }
};

/** A draft that calls what has its number by it, in its fields too: the form, or the laptop, that it comes from may know no number yet. */
const byNumbers = <Given extends NewDraft>(db: ReadableDb, given: Given): Given => ({
  ...resolveIn(db, given),
  key: currentKey(db, given.key),
});

/** The key under which a draft about an item lies: by its number, once it has one. */
const currentKey = (db: ReadableDb, key: string): string => {
  const [kind, itemId, ...rest] = key.split(':');
  return itemId === undefined || rest.length > 0 ? key : `${kind}:${resolveId(db, itemId)}`;
};

const findDraft = (db: ReadableDb, key: string): Draft | undefined => {
  const row = db.prepare<[string], StoredDraft>(`SELECT ${COLUMNS} FROM draft WHERE key = ?`).get(key);
  return row && asDraft(row);
};

/** The last end under a key: also once a draft was begun anew there. */
const findEnd = (db: ReadableDb, key: string): DraftEnd | undefined => {
  const row = db.prepare<[string], StoredEnd>('SELECT key, at, of, based_on FROM draft_end WHERE key = ?').get(key);
  return row && asEnd(row);
};

export const hasDraft = (db: ReadableDb, key: string): boolean =>
  db.prepare<[string], { one: number }>('SELECT 1 AS one FROM draft WHERE key = ?').get(key) !== undefined;

export const countDrafts = (db: ReadableDb): number => db.prepare<[], { n: number }>('SELECT count(*) AS n FROM draft').get()?.n ?? 0;

/** Now, but after what was known: a clock that was set back, or another laptop's that is ahead, makes nothing new look old. */
const after = (known: string | undefined, now: string): string => {
  const [last, next] = [known === undefined ? undefined : bounded(known), bounded(now)];
  return last === undefined || next > last ? next : new Date(Date.parse(last) + 1).toISOString();
};

/** An instant that others can be after: a year has four digits (ISO 8601), and what stands at its last day is taken for months before. */
const bounded = (instant: string): string => (instant < '9999-12-31' ? instant : '9999-01-01T00:00:00.000Z');

const inTime = <Given extends { readonly at: string; readonly of?: string; readonly basedOn?: string | undefined }>(
  given: Given,
): Given => ({
  ...given,
  at: bounded(given.at),
  ...(given.of === undefined ? {} : { of: bounded(given.of) }),
  ...(given.basedOn === undefined ? {} : { basedOn: bounded(given.basedOn) }),
});

const putDraft = (db: WritableDb, { key, system, kind, itemId, title, fields, blobs, at, basedOn }: Draft): void => {
  db.prepareWrite<[string, string, string, string | null, string, string, string, string, string | null]>(
    `INSERT OR REPLACE INTO draft (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(key, system, kind, itemId ?? null, title, JSON.stringify(fields), JSON.stringify(blobs), at, basedOn ?? null);
  holdBlobs(
    db,
    draftHolder(key),
    blobs.map(({ hash }) => hash),
  );
};

const endOf = ({ key, at, basedOn }: Draft, now: string): DraftEnd => ({
  ...{ key, at: after(at, now), of: at },
  ...(basedOn === undefined ? {} : { basedOn }),
});

const putEnd = (db: WritableDb, { key, at, of, basedOn }: DraftEnd): void => {
  db.prepareWrite<[string]>('DELETE FROM draft WHERE key = ?').run(key);
  db.prepareWrite<[string, string, string, string | null]>(
    'INSERT OR REPLACE INTO draft_end (key, at, of, based_on) VALUES (?, ?, ?, ?)',
  ).run(...([key, at, of, basedOn ?? null] as const));
  db.prepareWrite<[number]>('DELETE FROM draft_end WHERE key IN (SELECT key FROM draft_end ORDER BY at DESC, key LIMIT -1 OFFSET ?)').run(
    MAX_DRAFT_ENDS,
  );
};

const asEnd = ({ based_on, ...row }: StoredEnd): DraftEnd =>
  draftEnd.parse({ ...row, ...(based_on === null ? {} : { basedOn: based_on }) });

const asDraft = ({ item_id, based_on, fields, blobs, ...row }: StoredDraft): Draft =>
  draft.parse({
    ...row,
    ...(item_id === null ? {} : { itemId: item_id }),
    ...(based_on === null ? {} : { basedOn: based_on }),
    fields: JSON.parse(fields),
    blobs: JSON.parse(blobs),
  });
