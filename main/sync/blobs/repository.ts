import { type Attachment, attachment } from '../../../contracts/domain/blob.ts';
import { partCount, partLength } from '../../../contracts/domain/blob-parts.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import type { FeedSystemId } from '../../../contracts/systems/ids.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { type ItemKey, readItem } from '../../store/items.ts';
import { hashesHere } from './here.ts';
import { isShown } from './media.ts';

/** A blob that is whole. */
export interface BlobInfo {
  readonly bytes: number;
  readonly type: string;
}
/** One that unsent work needs and HQ has not got. `sent`: bytes that HQ has said it has. */
export interface BlobToSend {
  readonly hash: string;
  readonly bytes: number;
  readonly sent: number;
}
/** An attachment of HQ's, by the item that carries it there, and by its hash. */
export interface FetchedBlob {
  readonly system: FeedSystemId;
  readonly kind: string;
  readonly id: string;
  readonly hash: string;
}
/** One that has come in part. */
export interface ComingBlob extends FetchedBlob, BlobInfo {
  readonly number: number;
  readonly parts: number;
}
/** BlobsFull: all blobs together would take more than may lie here. */
export type BlobBegin = Result<number, 'BlobsFull'>;
/** OutOfStep: not the part that follows, or not of its length. NotFound: dropped meanwhile. */
export type BlobAppend = Result<null, 'OutOfStep' | 'NotFound'>;
/** The type by which the blob is served. */
export type BlobFinish = Result<string, 'OutOfStep' | 'NotFound'>;

/** Parts that one write removes: as many bytes as secure_delete overwrites in a few milliseconds. */
const PARTS_A_SWEEP = 4;
/** How long a blob that nothing needs any more, or not yet, stays. */
const KEEP_MS = 7 * 24 * 3600_000;

/** The holder's name of a piece of work in the outbox. */
export const outboxHolder = (outboxId: string): string => `outbox/${outboxId}`;

/** The holder's name of a draft. */
export const draftHolder = (key: string): string => `draft/${key}`;

/** Says what `holder` (an outbox row, a draft) needs from now on, in place of what it needed; within the caller's transaction. */
export const holdBlobs = (db: WritableDb, holder: string, hashes: readonly string[]): void => {
  db.prepareWrite<[string]>('DELETE FROM blob_use WHERE holder = ?').run(holder);
  const insert = db.prepareWrite<[string, string]>('INSERT INTO blob_use (holder, hash) VALUES (?, ?) ON CONFLICT DO NOTHING');
  for (const hash of hashes) insert.run(holder, hash);
};

/** Keeps bytes of at most one part under their hash, which has been proven; what is here already stays. Nothing needs them yet. */
export const keepWholeBlob = (
  db: WritableDb,
  { hash, data, type, at }: { readonly hash: string; readonly data: Uint8Array; readonly type: string; readonly at: string },
): void => {
  if (partCount(data.byteLength) !== 1) throw new RangeError('not one part');
  if (hasBlobs(db, [hash])) return;
  db.prepareWrite<[string, number, string, string]>('INSERT INTO blob (hash, bytes, type, at, parts) VALUES (?, ?, ?, ?, 1)').run(
    hash,
    data.byteLength,
    type,
    at,
  );
  const number = db.prepare<[], { number: number }>('SELECT last_insert_rowid() AS number').get()?.number ?? 0;
  db.prepareWrite<[number, number, Uint8Array]>('INSERT INTO blob_part (blob, part, data) VALUES (?, ?, ?)').run(number, 0, data);
};

/** Whether all of them are here, whole. */
export const hasBlobs = (db: ReadableDb, hashes: readonly string[]): boolean => {
  const find = db.prepare<[string], { one: number }>('SELECT 1 AS one FROM blob WHERE hash = ?');
  return hashes.every((hash) => find.get(hash) !== undefined);
};

/** What `holder` needs and is here. `named`: what its files are called, by hash. */
export const heldBlobs = (db: ReadableDb, holder: string, named: ReadonlyMap<string, string>): Attachment[] =>
  db
    .prepare<[string], BlobInfo & { hash: string }>(
      'SELECT hash, bytes, type FROM blob_use JOIN blob USING (hash) WHERE holder = ? ORDER BY number',
    )
    .all(holder)
    .map((blob) => attachment.parse({ ...blob, name: named.get(blob.hash) ?? 'attachment' }));

/**
 * HQ says that it has not (any more) what this command carries: all of it is asked about, and sent, again. False: a part of it is not here
 * either, and never comes.
 */
export const blobsMissingAtHq = (db: WritableDb, outboxId: string): boolean => {
  const holder = outboxHolder(outboxId);
  db.prepareWrite<[string]>('UPDATE blob SET at_hq = 0, sent = 0 WHERE hash IN (SELECT hash FROM blob_use WHERE holder = ?)').run(holder);
  return (
    db
      .prepare<[string], { hash: string }>(
        'SELECT hash FROM blob_use WHERE holder = ? AND NOT EXISTS (SELECT 1 FROM blob WHERE blob.hash = blob_use.hash) LIMIT 1',
      )
      .get(holder) === undefined
  );
};

/** SQL: nothing that an outbox row carries has still to go to HQ before it. Mail carries its parts itself. */
export const BLOBS_AT_HQ = `(outbox.system = 'mail' OR NOT EXISTS (SELECT 1 FROM blob_use JOIN blob USING (hash)
  WHERE blob_use.holder = 'outbox/' || outbox.id AND blob.at_hq = 0))`;

/** SQL: the bytes of what an outbox row carries, and how many of them HQ has; both null where it carries nothing. */
export const BLOB_PROGRESS = `(SELECT sum(bytes) FROM blob_use JOIN blob USING (hash) WHERE blob_use.holder = 'outbox/' || outbox.id) AS total,
  (SELECT sum(sent) FROM blob_use JOIN blob USING (hash) WHERE blob_use.holder = 'outbox/' || outbox.id) AS sent,
  (SELECT max(problem) FROM blob_use JOIN blob USING (hash) WHERE blob_use.holder = 'outbox/' || outbox.id) AS problem`;

/** SQL: the hashes that an outbox row carries, a JSON array. */
export const BLOBS_OF = `(SELECT json_group_array(hash) FROM blob_use WHERE holder = 'outbox/' || outbox.id)`;

/** SQL: it is of a map, which has a bound of its own and takes no room from what officers attach. */
const OF_A_MAP = `EXISTS (SELECT 1 FROM blob_use WHERE blob_use.hash = blob.hash AND blob_use.holder IN ('map/shown', 'map/coming'))`;

/** SQL: work that may still go to HQ's systems (mail carries its parts itself) and needs the blob. */
const WANTED = `EXISTS (SELECT 1 FROM blob_use JOIN outbox ON outbox.id = substr(blob_use.holder, 8) AND blob_use.holder = 'outbox/' || outbox.id
  WHERE blob_use.hash = blob.hash AND outbox.system <> 'mail' AND outbox.state IN ('waiting', 'sending'))`;

export const blobReads = {
  'blob.info': (db: ReadableDb, { hash }: { readonly hash: string }): BlobInfo | undefined =>
    db.prepare<[string], BlobInfo>('SELECT bytes, type FROM blob WHERE hash = ?').get(hash),

  'blob.part': (db: ReadableDb, { hash, part }: { readonly hash: string; readonly part: number }): Uint8Array | undefined =>
    db
      .prepare<[string, number], { data: Uint8Array }>(
        'SELECT data FROM blob_part WHERE blob = (SELECT number FROM blob WHERE hash = ?) AND part = ?',
      )
      .get(hash, part)?.data,

  /** What is coming from HQ, or was when work was closed, oldest first. */
  'blob.coming': (db: ReadableDb, _: null): ComingBlob[] =>
    db
      .prepare<[], BlobInfo & { number: number; parts: number; fetched: string }>(
        'SELECT number, bytes, type, parts, fetched FROM blob WHERE fetched IS NOT NULL AND hash IS NULL AND dropped = 0 ORDER BY number',
      )
      .all()
      .map(({ fetched, ...blob }) => ({ ...(JSON.parse(fetched) as FetchedBlob), ...blob })),

  /** A part of one that is not whole yet. */
  'blob.comingPart': (db: ReadableDb, { blob, part }: { readonly blob: number; readonly part: number }): Uint8Array | undefined =>
    db.prepare<[number, number], { data: Uint8Array }>('SELECT data FROM blob_part WHERE blob = ? AND part = ?').get(blob, part)?.data,

  /** Which of them are here, whole. */
  'blob.here': (db: ReadableDb, { hashes }: { readonly hashes: readonly string[] }): string[] => hashesHere(db, hashes),

  /** An item as HQ sent it, by its number or a provisional id, with the number that it has. */
  'blob.carried': (db: ReadableDb, key: ItemKey): { readonly id: string; readonly body: unknown } | undefined => {
    const id = resolveId(db, key.id);
    const item = readItem<unknown>(db, { ...key, id });
    return item && { id, body: item.body };
  },

  /** What is to be sent next: the smallest first, so that a film holds up no photograph. */
  'blob.toSend': (db: ReadableDb, { after }: { readonly after: readonly string[] }): BlobToSend | undefined =>
    db
      .prepare<[string], BlobToSend>(
        `SELECT hash, bytes, sent FROM blob WHERE hash IS NOT NULL AND at_hq = 0 AND hash NOT IN (SELECT value FROM json_each(?)) AND ${WANTED}
         ORDER BY bytes, number LIMIT 1`,
      )
      .get(JSON.stringify(after)),

  /** What these holders' work needs and is here, each once, the smallest first. */
  'blob.unsent': (db: ReadableDb, _: null): { readonly hash: string; readonly bytes: number; readonly type: string }[] =>
    db
      .prepare<[], { hash: string; bytes: number; type: string }>(
        `SELECT hash, bytes, type FROM blob WHERE hash IS NOT NULL AND EXISTS (SELECT 1 FROM blob_use JOIN outbox
           ON outbox.id = substr(blob_use.holder, 8) AND blob_use.holder = 'outbox/' || outbox.id WHERE blob_use.hash = blob.hash AND outbox.state IN ('waiting', 'sending', 'conflict', 'refused'))
         ORDER BY bytes, number`,
      )
      .all(),
} as const satisfies Reads;

export const blobWrites = {
  /** Makes room for a blob that is going to be written; its number. `fetched`: it comes from HQ. */
  'blob.begin': (
    db: WritableDb,
    {
      bytes,
      type,
      at,
      maxTotalBytes,
      fetched,
    }: BlobInfo & { readonly at: string; readonly maxTotalBytes: number; readonly fetched?: FetchedBlob | undefined },
  ): BlobBegin => {
    const held = db.prepare<[], { bytes: number | null }>(`SELECT sum(bytes) AS bytes FROM blob WHERE NOT ${OF_A_MAP}`).get()?.bytes ?? 0;
    if (held + bytes > maxTotalBytes) return fail('BlobsFull');
    db.prepareWrite<[number, string, string, string | null]>('INSERT INTO blob (bytes, type, at, fetched) VALUES (?, ?, ?, ?)').run(
      bytes,
      type,
      at,
      fetched === undefined ? null : JSON.stringify(fetched),
    );
    return ok(db.prepare<[], { number: number }>('SELECT last_insert_rowid() AS number').get()?.number ?? 0);
  },

  /** Writes the part that follows. A part that is there already, or leaves a gap, is none. */
  'blob.append': (
    db: WritableDb,
    { blob, part, data }: { readonly blob: number; readonly part: number; readonly data: Uint8Array },
  ): BlobAppend => {
    const row = unfinished(db, blob);
    if (row === undefined) return fail('NotFound');
    if (part !== row.parts || data.byteLength === 0 || data.byteLength !== partLength(row.bytes, part)) return fail('OutOfStep');
    db.prepareWrite<[number, number, Uint8Array]>('INSERT INTO blob_part (blob, part, data) VALUES (?, ?, ?)').run(blob, part, data);
    db.prepareWrite<[number]>('UPDATE blob SET parts = parts + 1 WHERE number = ?').run(blob);
    return ok(null);
  },

  /**
   * All parts are there and hash to `hash`: from now on it is found by that name. One that is here already takes its place, and its type
   * holds, but that a shown one, for which the bytes were checked, replaces one that is not. The value: the type that holds.
   */
  'blob.finish': (
    db: WritableDb,
    { blob, hash, at }: { readonly blob: number; readonly hash: string; readonly at: string },
  ): BlobFinish => {
    const row = unfinished(db, blob);
    if (row === undefined) return fail('NotFound');
    if (row.parts !== partCount(row.bytes)) return fail('OutOfStep');
    const same = db.prepare<[string], { number: number; type: string }>('SELECT number, type FROM blob WHERE hash = ?').get(hash);
    if (same === undefined) {
      db.prepareWrite<[string, number]>('UPDATE blob SET hash = ? WHERE number = ?').run(hash, blob);
      return ok(row.type);
    }
    drop(db, blob);
    const type = isShown(row.type) && !isShown(same.type) ? row.type : same.type;
    // Wanted anew: as fresh as that.
    db.prepareWrite<[string, string, number]>('UPDATE blob SET at = ?, type = ? WHERE number = ?').run(at, type, same.number);
    return ok(type);
  },

  'blob.drop': (db: WritableDb, { blob }: { readonly blob: number }): void => {
    if (unfinished(db, blob) !== undefined) drop(db, blob);
  },

  /** When a session begins: whoever was writing these has gone with the last page. What comes from HQ goes on, unless that was begun long ago. */
  'blob.dropUnfinished': (db: WritableDb, { now }: { readonly now: string }): void => {
    db.prepareWrite<[string]>('UPDATE blob SET dropped = 1 WHERE hash IS NULL AND (fetched IS NULL OR at < ?)').run(keptSince(now));
  },

  /** Removes a little of what nothing needs. True: there is more. */
  'blob.sweep': (db: WritableDb, { now }: { readonly now: string }): boolean => {
    db.prepareWrite<[string]>(
      `UPDATE blob SET dropped = 1, hash = NULL WHERE hash IS NOT NULL AND at < ? AND NOT EXISTS (SELECT 1 FROM blob_use WHERE blob_use.hash = blob.hash)`,
    ).run(keptSince(now));
    const next = db.prepare<[], { number: number }>('SELECT number FROM blob WHERE dropped = 1 LIMIT 1').get();
    if (next === undefined) return false;
    const { changes } = db
      .prepareWrite<[number, number]>(
        'DELETE FROM blob_part WHERE rowid IN (SELECT rowid FROM blob_part WHERE blob = ? ORDER BY part LIMIT ?)',
      )
      .run(next.number, PARTS_A_SWEEP);
    if (changes < PARTS_A_SWEEP) db.prepareWrite<[number]>('DELETE FROM blob WHERE number = ?').run(next.number);
    return true;
  },

  /** How far HQ has it, and why not further. `atHq`: whole, and proven by its hash. */
  'blob.sent': (
    db: WritableDb,
    { hash, sent, atHq, problem }: { readonly hash: string; readonly sent: number; readonly atHq: boolean; readonly problem?: string },
  ): void => {
    db.prepareWrite<[number, number, string | null, string]>('UPDATE blob SET sent = ?, at_hq = ?, problem = ? WHERE hash = ?').run(
      sent,
      Number(atHq),
      problem ?? null,
      hash,
    );
    db.touch('outbox');
  },
} as const satisfies Writes;

const keptSince = (now: string): string => new Date(Date.parse(now) - KEEP_MS).toISOString();

const unfinished = (db: ReadableDb, blob: number): (BlobInfo & { readonly parts: number }) | undefined =>
  db
    .prepare<[number], BlobInfo & { parts: number }>(
      'SELECT bytes, type, parts FROM blob WHERE number = ? AND hash IS NULL AND dropped = 0',
    )
    .get(blob);

const drop = (db: WritableDb, blob: number): void => {
  db.prepareWrite<[number]>('UPDATE blob SET dropped = 1 WHERE number = ?').run(blob);
};

type OwnReads = typeof blobReads;
type OwnWrites = typeof blobWrites;
declare module '../../store/store.ts' {
  interface StoreReads extends OwnReads {}
  interface StoreWrites extends OwnWrites {}
}
