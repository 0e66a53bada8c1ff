import type { Clip } from '../../../contracts/domain/clip.ts';
import { leafCount } from '../../../contracts/domain/clip-parts.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ClipRow, ShownClip } from '../../../contracts/ipc/video.ts';
import { resolveId } from '../../store/alias.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../store/db.ts';
import { readItem, readLinked } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import { pendingOf } from '../../sync/outbox.ts';
import { applyPending } from '../pending.ts';
import { videoCommands } from './commands.ts';

/** As many as one answer carries. */
const MOST_ROWS = 500;

export interface KeptLeaf {
  readonly leaf: number;
  readonly data: Uint8Array;
}

export const videoReads = {
  /** Of a crime, by its number or by what it is called here until it has one; the oldest first. */
  'video.list': (db: ReadableDb, { crimeId }: { readonly crimeId: string }): ClipRow[] =>
    readLinked<Clip>(db, { role: 'crime', value: resolveId(db, crimeId) }, 'video', 'clip')
      .toSorted((one, other) => one.beganAt.localeCompare(other.beganAt))
      .slice(0, MOST_ROWS)
      .map((clip) => {
        const { id, takenBy, beganAt, seconds, camera, marks } = clip;
        return { ...{ id, takenBy, beganAt, seconds, camera }, marks: marks.length, here: partHere(db, clip) };
      }),

  /** A clip as HQ gave it; undefined when it is not here. */
  'video.clip': (db: ReadableDb, { id }: { readonly id: string }): Clip | undefined =>
    readItem<Clip>(db, { system: 'video', kind: 'clip', id })?.body,

  /** What the window shows of it, but for its seal. */
  'video.get': (
    db: ReadableDb,
    { id, officer }: { readonly id: string; readonly officer: Officer },
  ): Omit<ShownClip, 'seal'> | undefined => {
    const stored = videoReads['video.clip'](db, { id });
    if (stored === undefined) return undefined;
    const pending = pendingOf(db, 'video');
    const sending = new Map(pending.map((one) => [one.id, one.state]));
    const { known, other } = splitOthers('video', 'clip', stored);
    const { stamp: _, marks, ...clip } = applyPending({ system: 'video', definitions: videoCommands, pending, officer }, id, known);
    return {
      ...clip,
      here: partHere(db, stored),
      marks: marks
        .map((mark) => {
          const state = sending.get(mark.id);
          return state === undefined || state === 'done' ? mark : { ...mark, sending: state };
        })
        .toSorted((one, other) => one.second - other.second || one.at.localeCompare(other.at)),
      ...(other === undefined ? {} : { other }),
    };
  },

  /** Of these leaves those that are kept here, in order. */
  'video.leaves': (
    db: ReadableDb,
    { root, first, count }: { readonly root: string; readonly first: number; readonly count: number },
  ): KeptLeaf[] =>
    db
      .prepare<[string, number, number], KeptLeaf>(
        'SELECT leaf, data FROM clip_leaf WHERE root = ? AND leaf >= ? AND leaf < ? ORDER BY leaf',
      )
      .all(root, first, first + count),
} as const satisfies Reads;

export const videoWrites = {
  /** Keeps leaves that were proven, and drops what is over `most` leaves in all: of clips that were opened longest ago first, what came first of each. */
  'video.keep': (
    db: WritableDb,
    { root, leaves, most, at }: { readonly root: string; readonly leaves: readonly KeptLeaf[]; readonly most: number; readonly at: string },
  ): void => {
    const before = kept(db, root);
    const insert = db.prepareWrite<[string, number, Uint8Array]>('INSERT OR IGNORE INTO clip_leaf (root, leaf, data) VALUES (?, ?, ?)');
    for (const { leaf, data } of leaves) insert.run(root, leaf, data);
    db.prepareWrite<[string, string]>('INSERT OR IGNORE INTO clip_kept (root, used) VALUES (?, ?)').run(root, at);
    const { all } = db.prepare<[], { all: number }>('SELECT count(*) AS "all" FROM clip_leaf').get() ?? { all: 0 };
    if (all > most)
      db.prepareWrite<[number]>(
        `DELETE FROM clip_leaf WHERE number IN (
           SELECT number FROM clip_leaf JOIN clip_kept USING (root) ORDER BY clip_kept.used, number LIMIT ?)`,
      ).run(all - most);
    // A list says it in hundredths: more often nobody has to ask again.
    const clip = db
      .prepare<[string], { bytes: number }>(
        `SELECT body ->> '$.bytes' AS bytes FROM item WHERE system = 'video' AND kind = 'clip' AND body ->> '$.root' = ? LIMIT 1`,
      )
      .get(root);
    if (clip !== undefined && hundredths(before, clip.bytes) !== hundredths(kept(db, root), clip.bytes)) db.touch('video');
  },

  /** The clip is being looked at: of all clips it is the last that has to make room. */
  'video.use': (db: WritableDb, { root, at }: { readonly root: string; readonly at: string }): void => {
    db.prepareWrite<[string, string]>(
      'INSERT INTO clip_kept (root, used) VALUES (?, ?) ON CONFLICT (root) DO UPDATE SET used = excluded.used',
    ).run(root, at);
  },
} as const satisfies Writes;

const kept = (db: ReadableDb, root: string): number =>
  db.prepare<[string], { number: number }>('SELECT count(*) AS number FROM clip_leaf WHERE root = ?').get(root)?.number ?? 0;

const hundredths = (leaves: number, bytes: number): number => Math.floor((100 * leaves) / leafCount(bytes));

const partHere = (db: ReadableDb, { root, bytes }: Pick<Clip, 'root' | 'bytes'>): number => hundredths(kept(db, root), bytes);
