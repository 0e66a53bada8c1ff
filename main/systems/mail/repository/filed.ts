import type { ReadableDb, Reads, WritableDb, Writes } from '../../../store/db.ts';
import { followItem } from '../../../sync/drafts/drafts.ts';
import { messageId } from '../messages.ts';
import { removeFromIndex, renameInIndex } from './index-message.ts';

/** Where a message lies at the server now. */
export interface Arrived {
  readonly folder: string;
  readonly uidValidity: number;
  readonly uid: number;
}

/** How far a letter came: 'begun' once the server may have taken it, 'taken' once it said so. */
export type Submission = 'begun' | 'taken';

export const mailFiledReads = {
  'mail.submission': (db: ReadableDb, { key }: { readonly key: string }): Submission | undefined =>
    db.prepare<[string], { state: Submission }>('SELECT state FROM mail_submission WHERE key = ?').get(key)?.state,

  /** The path of a special folder; undefined where the server names none. */
  'mail.specialFolder': (db: ReadableDb, { special }: { readonly special: string }): string | undefined =>
    db.prepare<[string], { path: string }>('SELECT path FROM mail_folder WHERE special = ?').get(special)?.path,

  /** Paths of all folders. */
  'mail.folderPaths': (db: ReadableDb, _: null): readonly string[] =>
    db
      .prepare<[], { path: string }>('SELECT path FROM mail_folder')
      .all()
      .map(({ path }) => path),
} as const satisfies Reads;

/** What the server has done of a wish, before the outbox lets go of it: nothing is for a moment as it was before. */
export const mailFiledWrites = {
  /** Its count of unread changes with it, so that the pane is right before the next listing. */
  'mail.seenSet': (db: WritableDb, { id, seen }: { readonly id: string; readonly seen: boolean }): void => {
    const { changes } = db
      .prepareWrite<[number, string, number]>('UPDATE mail_message SET seen = ? WHERE id = ? AND seen <> ?')
      .run(Number(seen), id, Number(seen));
    if (changes === 0) return;
    const folder = folderOf(db, id);
    if (folder !== undefined) countUnread(db, folder, seen ? -1 : 1);
    db.touch('mail');
  },

  'mail.flaggedSet': (db: WritableDb, { id, flagged }: { readonly id: string; readonly flagged: boolean }): void => {
    db.prepareWrite<[number, string]>('UPDATE mail_message SET flagged = ? WHERE id = ?').run(Number(flagged), id);
    db.touch('mail');
  },

  /**
   * It lies elsewhere now, under another id; what waits for it, and what was begun about it, goes there, also where the list has it no more. `to`
   * undefined: it is gone from here, and where it is will be listed.
   */
  'mail.moved': (db: WritableDb, { id, to }: { readonly id: string; readonly to: Arrived | undefined }): void => {
    const now = to === undefined ? id : messageId(to.folder, to.uidValidity, to.uid);
    moveRow(db, id, now, to);
    if (to !== undefined)
      db.prepareWrite<[string, string, string]>(
        `UPDATE outbox SET item_id = ?, payload = json_set(payload, '$.place.folder', ?)
         WHERE system = 'mail' AND item_id = ? AND state = 'waiting'`,
      ).run(now, to.folder, id);
    followItem(db, { system: 'mail', from: id, to: now });
    db.touch('mail');
  },

  /** The server lets nobody change what is in it, or does again. */
  'mail.folderAccess': (db: WritableDb, { path, readOnly }: { readonly path: string; readonly readOnly: boolean }): void => {
    const { changes } = db
      .prepareWrite<[number, string, number]>('UPDATE mail_folder SET read_only = ? WHERE path = ? AND read_only <> ?')
      .run(Number(readOnly), path, Number(readOnly));
    if (changes > 0) db.touch('mail');
  },

  'mail.submitted': (db: WritableDb, { key, state }: { readonly key: string; readonly state: Submission }): void => {
    db.prepareWrite<[string, Submission]>(
      'INSERT INTO mail_submission (key, state) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET state = excluded.state',
    ).run(key, state);
  },

  /** The server said that it did not take it. */
  'mail.notSubmitted': (db: WritableDb, { key }: { readonly key: string }): void => {
    db.prepareWrite<[string]>('DELETE FROM mail_submission WHERE key = ?').run(key);
  },
} as const satisfies Writes;

const moveRow = (db: WritableDb, id: string, now: string, to: Arrived | undefined): void => {
  const before = db.prepare<[string], { folder: string; seen: number }>('SELECT folder, seen FROM mail_message WHERE id = ?').get(id);
  if (before === undefined) return;
  if (before.seen === 0) countUnread(db, before.folder, -1);
  const known =
    to !== undefined &&
    db.prepare<[string, number], object>('SELECT 1 FROM mail_folder WHERE path = ? AND uid_validity = ?').get(to.folder, to.uidValidity);
  const listed =
    to !== undefined &&
    db.prepare<[string, number], object>('SELECT 1 FROM mail_message WHERE folder = ? AND uid = ?').get(to.folder, to.uid);
  if (to === undefined || !known || listed) {
    removeFromIndex(db, id);
    db.prepareWrite<[string]>('DELETE FROM mail_message WHERE id = ?').run(id);
    return;
  }
  db.prepareWrite<[string, string, number, string]>('UPDATE mail_message SET id = ?, folder = ?, uid = ? WHERE id = ?').run(
    now,
    to.folder,
    to.uid,
    id,
  );
  renameInIndex(db, id, now);
  if (before.seen === 0) countUnread(db, to.folder, 1);
};

const folderOf = (db: ReadableDb, id: string): string | undefined =>
  db.prepare<[string], { folder: string }>('SELECT folder FROM mail_message WHERE id = ?').get(id)?.folder;

const countUnread = (db: WritableDb, path: string, by: number): void => {
  db.prepareWrite<[number, string]>('UPDATE mail_folder SET unread = MAX(0, unread + ?) WHERE path = ?').run(by, path);
};
