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
      .prepare<[number], DraftEnd>('SELECT key, at, of FROM draft_end ORDER BY at DESC, key LIMIT ?')
      .all(MAX_DRAFT_ENDS)
      .map((end) => draftEnd.parse(end)),
  }),
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
    const changes = drafts.filter((given) => takeDraft(db, byNumbers(db, given))).length + ended.filter((end) => takeEnd(db, end)).length;
    if (changes > 0) db.touch('drafts');
    return changes;
  },
} as const satisfies Writes;

/** Whether anything changed. */
const takeDraft = (db: WritableDb, given: Draft): boolean => {
  const here = findDraft(db, given.key);
  const end = here === undefined ? findEnd(db, given.key) : undefined;
  if (here === undefined) {
    if (end !== undefined && given.at <= end.at) return given.at > end.of && isWrittenThere(given) && keepApart(db, given);
    if (countDrafts(db) >= MAX_DRAFTS) return false;
    putDraft(db, { ...given, basedOn: given.at });
    return true;
  }
  if (given.at === here.at) return false;
  const isSame = JSON.stringify([given.fields, given.blobs]) === JSON.stringify([here.fields, here.blobs]);
  if (given.at < here.at) {
    if (isSame || !isWrittenThere(given) || given.at <= (here.basedOn ?? '')) return false;
    const isKept = keepApart(db, given);
    if (isKept) putDraft(db, { ...here, basedOn: given.at });
    return isKept;
  }
  if (!isSame && isWrittenThere(here) && (given.basedOn ?? '') < here.at && !keepApart(db, here)) return false;
  putDraft(db, { ...given, basedOn: given.at });
  return true;
};

const takeEnd = (db: WritableDb, end: DraftEnd): boolean => {
  const here = findDraft(db, end.key);
  if (end.at <= (here?.at ?? findEnd(db, end.key)?.at ?? '')) return false;
  // It was written on after the state that the other laptop ended.
  if (here !== undefined && isWrittenThere(here) && here.at > end.of && !keepApart(db, here)) return false;
  putEnd(db, end);
  return here !== undefined;
};

/** Not only passed on: each state is looked after by the laptop that it was written on. */
const isWrittenThere = ({ at, basedOn }: Draft): boolean => at !== basedOn;

/** Keeps a state that another takes the place of, under a key that is the same on every laptop. False: there is no room for it. */
const keepApart = (db: WritableDb, given: Draft): boolean => {
  const key = `${given.key}~${given.at}`;
  if (hasDraft(db, key) || findEnd(db, key) !== undefined) return true;
  if (!draftKey.safeParse(key).success || countDrafts(db) >= MAX_DRAFTS) return false;
  putDraft(db, { ...given, key, basedOn: given.at });
  return true;
};

/** Keeps a draft in the transaction that it is called in. Returns as of when it stands: `now`, and after all that was known of its key. */
export const keepDraft = (db: WritableDb, asGiven: NewDraft, now: string): string => {
  const given = byNumbers(db, asGiven);
  const here = findDraft(db, given.key);
  const at = after(here?.at ?? findEnd(db, given.key)?.at, now);
  putDraft(db, { ...given, at, ...(here?.basedOn === undefined ? {} : { basedOn: here.basedOn }) });
  db.touch('drafts');
  return at;
};

/** Ends a draft in the transaction that it is called in: it was sent or discarded. One that is not there is none. */
export const endDraft = (db: WritableDb, key: string, now: string): void => {
  const here = findDraft(db, currentKey(db, key));
  if (here === undefined) return;
  putEnd(db, { key: here.key, at: after(here.at, now), of: here.at });
  db.touch('drafts');
};

/** What an item's drafts are called once HQ has allotted its number `id`: a form that is open under the provisional id goes on with them. */
export const renameInDrafts = (db: WritableDb, provisionalId: string, id: string): void => {
  const rows = db
    .prepare<[string, string, string], StoredDraft>(
      `SELECT ${COLUMNS} FROM draft WHERE instr(key, ?) > 0 OR item_id = ? OR instr(fields, ?) > 0`,
    )
    .all(provisionalId, provisionalId, provisionalId);
  for (const row of rows) {
    const before = asDraft(row);
    const key = before.key.replace(provisionalId, id);
    if (key !== before.key) putEnd(db, { key: before.key, at: after(before.at, before.at), of: before.at });
    keepDraft(db, { ...renameIn(before, provisionalId, id), key }, before.at);
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

const findEnd = (db: ReadableDb, key: string): DraftEnd | undefined =>
  db.prepare<[string], DraftEnd>('SELECT key, at, of FROM draft_end WHERE key = ?').get(key);

export const hasDraft = (db: ReadableDb, key: string): boolean =>
  db.prepare<[string], { one: number }>('SELECT 1 AS one FROM draft WHERE key = ?').get(key) !== undefined;

export const countDrafts = (db: ReadableDb): number => db.prepare<[], { n: number }>('SELECT count(*) AS n FROM draft').get()?.n ?? 0;

/** Now, but after what was known: a clock that was set back, or another laptop's that is ahead, makes nothing new look old. */
const after = (known: string | undefined, now: string): string =>
  known === undefined || now > known ? now : new Date(Date.parse(known) + 1).toISOString();

const putDraft = (db: WritableDb, { key, system, kind, itemId, title, fields, blobs, at, basedOn }: Draft): void => {
  db.prepareWrite<[string]>('DELETE FROM draft_end WHERE key = ?').run(key);
  db.prepareWrite<[string, string, string, string | null, string, string, string, string, string | null]>(
    `INSERT OR REPLACE INTO draft (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(key, system, kind, itemId ?? null, title, JSON.stringify(fields), JSON.stringify(blobs), at, basedOn ?? null);
  holdBlobs(
    db,
    draftHolder(key),
    blobs.map(({ hash }) => hash),
  );
};

const putEnd = (db: WritableDb, { key, at, of }: DraftEnd): void => {
  db.prepareWrite<[string]>('DELETE FROM draft WHERE key = ?').run(key);
  db.prepareWrite<[string, string, string]>('INSERT OR REPLACE INTO draft_end (key, at, of) VALUES (?, ?, ?)').run(key, at, of);
  db.prepareWrite<[number]>('DELETE FROM draft_end WHERE key IN (SELECT key FROM draft_end ORDER BY at DESC, key LIMIT -1 OFFSET ?)').run(
    MAX_DRAFT_ENDS,
  );
};

const asDraft = ({ item_id, based_on, fields, blobs, ...row }: StoredDraft): Draft =>
  draft.parse({
    ...row,
    ...(item_id === null ? {} : { itemId: item_id }),
    ...(based_on === null ? {} : { basedOn: based_on }),
    fields: JSON.parse(fields),
    blobs: JSON.parse(blobs),
  });
