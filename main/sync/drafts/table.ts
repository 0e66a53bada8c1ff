import { type Draft, type DraftEnd, draft, draftEnd, MAX_DRAFT_ENDS, MAX_DRAFTS } from '../../../contracts/domain/draft.ts';
import type { ReadableDb, WritableDb } from '../../store/db.ts';
import { draftHolder, holdBlobs } from '../blobs/repository.ts';

export interface StoredDraft {
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

/** All drafts, newest first. */
export const allDrafts = (db: ReadableDb): Draft[] =>
  db.prepare<[number], StoredDraft>(`SELECT ${COLUMNS} FROM draft ORDER BY at DESC, key LIMIT ?`).all(MAX_DRAFTS).map(asDraft);

/** All that is remembered of drafts that were sent or discarded, newest first. */
export const allEnds = (db: ReadableDb): DraftEnd[] =>
  db
    .prepare<[number], StoredEnd>('SELECT key, at, of, based_on FROM draft_end ORDER BY at DESC, key LIMIT ?')
    .all(MAX_DRAFT_ENDS)
    .map(asEnd);

/** The drafts that name a provisional id in their key, in what they are about or in their fields. */
export const draftsNaming = (db: ReadableDb, provisionalId: string): Draft[] =>
  db
    .prepare<[string, string, string], StoredDraft>(
      `SELECT ${COLUMNS} FROM draft WHERE instr(key, ?) > 0 OR item_id = ? OR instr(fields, ?) > 0`,
    )
    .all(provisionalId, provisionalId, provisionalId)
    .map(asDraft);

export const findDraft = (db: ReadableDb, key: string): Draft | undefined => {
  const row = db.prepare<[string], StoredDraft>(`SELECT ${COLUMNS} FROM draft WHERE key = ?`).get(key);
  return row && asDraft(row);
};

/** The last end under a key: also once a draft was begun anew there. */
export const findEnd = (db: ReadableDb, key: string): DraftEnd | undefined => {
  const row = db.prepare<[string], StoredEnd>('SELECT key, at, of, based_on FROM draft_end WHERE key = ?').get(key);
  return row && asEnd(row);
};

export const hasDraft = (db: ReadableDb, key: string): boolean =>
  db.prepare<[string], { one: number }>('SELECT 1 AS one FROM draft WHERE key = ?').get(key) !== undefined;

export const countDrafts = (db: ReadableDb): number => db.prepare<[], { n: number }>('SELECT count(*) AS n FROM draft').get()?.n ?? 0;

/** Now, but after what was known: a clock that was set back, or another laptop's that is ahead, makes nothing new look old. */
export const after = (known: string | undefined, now: string): string => {
  const [last, next] = [known === undefined ? undefined : bounded(known), bounded(now)];
  return last === undefined || next > last ? next : new Date(Date.parse(last) + 1).toISOString();
};

/** An instant that others can be after: a year has four digits (ISO 8601), and what stands at its last day is taken for months before. */
export const bounded = (instant: string): string => (instant < '9999-12-31' ? instant : '9999-01-01T00:00:00.000Z');

export const putDraft = (db: WritableDb, { key, system, kind, itemId, title, fields, blobs, at, basedOn }: Draft): void => {
  db.prepareWrite<[string, string, string, string | null, string, string, string, string, string | null]>(
    `INSERT OR REPLACE INTO draft (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(key, system, kind, itemId ?? null, title, JSON.stringify(fields), JSON.stringify(blobs), at, basedOn ?? null);
  holdBlobs(
    db,
    draftHolder(key),
    blobs.map(({ hash }) => hash),
  );
};

export const endOf = ({ key, at, basedOn }: Draft, now: string): DraftEnd => ({
  ...{ key, at: after(at, now), of: at },
  ...(basedOn === undefined ? {} : { basedOn }),
});

export const putEnd = (db: WritableDb, { key, at, of, basedOn }: DraftEnd): void => {
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
