import { type Draft, type DraftEnd, MAX_DRAFTS } from '../../../contracts/domain/draft.ts';
import { type KeptKind, keptKinds } from '../../../contracts/domain/draft-key.ts';
import { type DraftRow, draftRow } from '../../../contracts/ipc/drafts.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { takeDraft, takeEnd } from './join.ts';
import { byNumbers, currentKey } from './numbers.ts';
import {
  after,
  allDrafts,
  allEnds,
  countDrafts,
  endOf,
  findDraft,
  findEnd,
  hasDraft,
  putDraft,
  putEnd,
  type StoredDraft,
} from './table.ts';
import { travellingOf } from './travelling.ts';

/** A draft as a form hands it over: the store says as of when it stands. */
export type NewDraft = Omit<Draft, 'at' | 'basedOn'>;

type ListedDraft = Pick<StoredDraft, 'key' | 'kind' | 'system' | 'item_id' | 'title' | 'at'>;
const toRow = ({ item_id, ...row }: ListedDraft): DraftRow => draftRow.parse({ ...row, ...(item_id === null ? {} : { itemId: item_id }) });

export const draftReads = {
  'drafts.get': (db: ReadableDb, { key }: { readonly key: string }): Draft | undefined => findDraft(db, currentKey(db, key)),

  /** What is unfinished, newest first. */
  'drafts.list': (db: ReadableDb, _: null): DraftRow[] =>
    db
      .prepare<[string, number], ListedDraft>(
        'SELECT key, system, kind, item_id, title, at FROM draft WHERE kind NOT IN (SELECT value FROM json_each(?)) ORDER BY at DESC, key LIMIT ?',
      )
      .all(JSON.stringify(keptKinds), MAX_DRAFTS)
      .map(toRow),

  /** Those of a kind that begins others, by title. */
  'drafts.kept': (db: ReadableDb, { kind }: { readonly kind: KeptKind }): DraftRow[] =>
    db
      .prepare<[string, number], ListedDraft>(
        'SELECT key, system, kind, item_id, title, at FROM draft WHERE kind = ? ORDER BY title COLLATE NOCASE, key LIMIT ?',
      )
      .all(kind, MAX_DRAFTS)
      .map(toRow),

  /** All that another laptop needs to know, newest first. */
  'drafts.export': (db: ReadableDb, _: null): { readonly drafts: Draft[]; readonly ended: DraftEnd[] } => ({
    drafts: allDrafts(db),
    ended: allEnds(db),
  }),

  /** The keys of those that stay on this laptop where drafts travel: there are too many, or they are too long. */
  'drafts.staying': (db: ReadableDb, _: null): string[] => {
    const all = allDrafts(db);
    const going = new Set(travellingOf({ drafts: all, ended: allEnds(db) }).drafts);
    return all.filter((one) => !going.has(one)).map(({ key }) => key);
  },

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
    const changes = drafts.filter((given) => takeDraft(db, given)).length + ended.filter((end) => takeEnd(db, end)).length;
    if (changes > 0) db.touch('drafts');
    return changes;
  },

  'drafts.ownTaken': (db: WritableDb, _: null): void => {
    db.prepareWrite<[]>('INSERT OR IGNORE INTO own_drafts_taken (only) VALUES (1)').run();
  },
} as const satisfies Writes;

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

/** An item of a system is called `to` from now on: what was begun about it is found there. The keys, under which forms may be open, stay. */
export const followItem = (
  db: WritableDb,
  { system, from, to }: { readonly system: SystemId; readonly from: string; readonly to: string },
): void => {
  const { changes } = db
    .prepareWrite<[string, SystemId, string]>('UPDATE draft SET item_id = ? WHERE system = ? AND item_id = ?')
    .run(to, system, from);
  if (changes > 0) db.touch('drafts');
};

/** Ends a draft in the transaction that it is called in: it was sent or discarded. One that is not there is none. */
export const endDraft = (db: WritableDb, key: string, now: string): void => {
  const here = findDraft(db, currentKey(db, key));
  if (here === undefined) return;
  putEnd(db, endOf(here, now));
  db.touch('drafts');
};
