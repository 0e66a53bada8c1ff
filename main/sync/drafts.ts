import { type Draft, type DraftEnd, draft, draftEnd, MAX_DRAFT_ENDS, MAX_DRAFTS } from '../../contracts/domain/draft.ts';
import type { DraftRow } from '../../contracts/ipc/drafts.ts';
import { draftRow } from '../../contracts/ipc/drafts.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { renameIn, resolveId, resolveIn } from '../store/alias.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../store/db.ts';

/** A draft as a form hands it over: the store says as of when it stands. */
export type NewDraft = Omit<Draft, 'at'>;

interface StoredDraft {
  readonly key: string;
  readonly system: string;
  readonly kind: string;
  readonly item_id: string | null;
  readonly title: string;
  readonly fields: string;
  readonly blobs: string;
  readonly at: string;
}

const COLUMNS = 'key, system, kind, item_id, title, fields, blobs, at';

export const draftReads = {
  'drafts.get': (db: ReadableDb, { key }: { readonly key: string }): Draft | undefined => {
    const row = db.prepare<[string], StoredDraft>(`SELECT ${COLUMNS} FROM draft WHERE key = ?`).get(currentKey(db, key));
    return row && asDraft(row);
  },

  /** Newest first. */
  'drafts.list': (db: ReadableDb, _: null): DraftRow[] =>
    db
      .prepare<[number], Omit<StoredDraft, 'fields' | 'blobs'>>(
        'SELECT key, system, kind, item_id, title, at FROM draft ORDER BY at DESC, key LIMIT ?',
      )
      .all(MAX_DRAFTS)
      .map(({ item_id, ...row }) => draftRow.parse({ ...row, ...(item_id === null ? {} : { itemId: item_id }) })),

  /** All that another laptop needs to know, newest first. */
  'drafts.export': (db: ReadableDb, _: null): { readonly drafts: Draft[]; readonly ended: DraftEnd[] } => ({
    drafts: db.prepare<[number], StoredDraft>(`SELECT ${COLUMNS} FROM draft ORDER BY at DESC, key LIMIT ?`).all(MAX_DRAFTS).map(asDraft),
    ended: db
      .prepare<[number], DraftEnd>('SELECT key, at FROM draft_end ORDER BY at DESC, key LIMIT ?')
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
   * Takes over what is newer in another laptop's drafts: nothing here gives way to something older, and what was sent or discarded after it
   * was written does not come back. Returns how many drafts came, changed or went.
   */
  'drafts.import': (
    db: WritableDb,
    { drafts, ended }: { readonly drafts: readonly Draft[]; readonly ended: readonly DraftEnd[] },
  ): number => {
    let changes = 0;
    for (const asGiven of drafts) {
      const given = byNumbers(db, asGiven);
      if (given.at <= (knownAt(db, given.key) ?? '')) continue;
      if (!hasDraft(db, given.key) && countDrafts(db) >= MAX_DRAFTS) continue;
      putDraft(db, given);
      changes += 1;
    }
    for (const { key, at } of ended) {
      if (at <= (knownAt(db, key) ?? '')) continue;
      if (hasDraft(db, key)) changes += 1;
      putEnd(db, key, at);
    }
    if (changes > 0) db.touch('drafts');
    return changes;
  },
} as const satisfies Writes;

/** Keeps a draft in the transaction that it is called in. Returns as of when it stands: `now`, and after all that was known of its key. */
export const keepDraft = (db: WritableDb, asGiven: NewDraft, now: string): string => {
  const given = byNumbers(db, asGiven);
  const at = after(knownAt(db, given.key), now);
  putDraft(db, { ...given, at });
  db.touch('drafts');
  return at;
};

/** Ends a draft in the transaction that it is called in: it was sent or discarded. One that is not there is none. */
export const endDraft = (db: WritableDb, given: string, now: string): void => {
  const key = currentKey(db, given);
  if (!hasDraft(db, key)) return;
  putEnd(db, key, after(knownAt(db, key), now));
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
    if (key !== before.key) putEnd(db, before.key, after(before.at, before.at));
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

export const hasDraft = (db: ReadableDb, key: string): boolean =>
  db.prepare<[string], { one: number }>('SELECT 1 AS one FROM draft WHERE key = ?').get(key) !== undefined;

export const countDrafts = (db: ReadableDb): number => db.prepare<[], { n: number }>('SELECT count(*) AS n FROM draft').get()?.n ?? 0;

/** The newest state that is known under a key: a draft's, or of there being none any more. */
const knownAt = (db: ReadableDb, key: string): string | undefined =>
  db
    .prepare<[string, string], { at: string | null }>(
      'SELECT max(at) AS at FROM (SELECT at FROM draft WHERE key = ? UNION ALL SELECT at FROM draft_end WHERE key = ?)',
    )
    .get(key, key)?.at ?? undefined;

/** Now, but after what was known: a clock that was set back, or another laptop's that is ahead, makes nothing new look old. */
const after = (known: string | undefined, now: string): string =>
  known === undefined || now > known ? now : new Date(Date.parse(known) + 1).toISOString();

const putDraft = (db: WritableDb, { key, system, kind, itemId, title, fields, blobs, at }: Draft): void => {
  db.prepareWrite<[string, string, string, string | null, string, string, string, string]>(
    `INSERT INTO draft (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET system = excluded.system, kind = excluded.kind, item_id = excluded.item_id, title = excluded.title,
       fields = excluded.fields, blobs = excluded.blobs, at = excluded.at`,
  ).run(key, system, kind, itemId ?? null, title, JSON.stringify(fields), JSON.stringify(blobs), at);
  db.prepareWrite<[string]>('DELETE FROM draft_end WHERE key = ?').run(key);
};

const putEnd = (db: WritableDb, key: string, at: string): void => {
  db.prepareWrite<[string]>('DELETE FROM draft WHERE key = ?').run(key);
  db.prepareWrite<[string, string]>('INSERT INTO draft_end (key, at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at').run(
    key,
    at,
  );
  db.prepareWrite<[number]>('DELETE FROM draft_end WHERE key IN (SELECT key FROM draft_end ORDER BY at DESC, key LIMIT -1 OFFSET ?)').run(
    MAX_DRAFT_ENDS,
  );
};

const asDraft = ({ item_id, fields, blobs, ...row }: StoredDraft): Draft =>
  draft.parse({ ...row, ...(item_id === null ? {} : { itemId: item_id }), fields: JSON.parse(fields), blobs: JSON.parse(blobs) });
