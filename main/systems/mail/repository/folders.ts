import type { MailFolder } from '../../../../contracts/domain/mail.ts';
import { mailFolder } from '../../../../contracts/domain/mail.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../../store/db.ts';
import type { RemoteFolder } from '../messages.ts';
import { unreadNow } from './overlay.ts';

/** What the last whole listing of a folder left us with. */
export interface FolderState {
  readonly uidValidity: number;
  readonly uidNext: number;
  readonly modseq: string | undefined;
  readonly total: number;
}

interface FolderRow {
  readonly path: string;
  readonly name: string;
  readonly special: string | null;
  readonly total: number;
  readonly unread: number;
  readonly read_only: number;
}

export const mailFolderReads = {
  /** Every folder, inbox first, then by name; unread as the officer sees it, with what waits in the outbox counted in. */
  'mail.folders': (db: ReadableDb, _: null): readonly MailFolder[] =>
    db
      .prepare<[], FolderRow>(
        `SELECT f.path, f.name, f.special, f.total, f.read_only, ${unreadNow} AS unread
         FROM mail_folder f ORDER BY f.special IS NOT 'inbox', f.special IS NULL, f.name`,
      )
      .all()
      .map(({ read_only, ...row }) =>
        mailFolder.parse({ ...row, special: row.special ?? undefined, ...(read_only === 1 ? { readOnly: true } : {}) }),
      ),

  /** Whether the inbox was listed whole: before that its unread messages are not known. */
  'mail.inboxFetched': (db: ReadableDb, _: null): boolean =>
    db
      .prepare<[], { synced_at: string | null }>(`SELECT synced_at FROM mail_folder WHERE special = 'inbox'`)
      .all()
      .some((row) => row.synced_at !== null),

  /** What was held of the folder when it was last listed whole; UIDVALIDITY 0 before that, undefined when it is not known at all. */
  'mail.folderState': (db: ReadableDb, { path }: { readonly path: string }): FolderState | undefined => {
    const row = db
      .prepare<[string], { uid_validity: number; uid_next: number; modseq: string | null; total: number }>(
        'SELECT uid_validity, uid_next, modseq, total FROM mail_folder WHERE path = ?',
      )
      .get(path);
    if (row === undefined) return undefined;
    return { uidValidity: row.uid_validity, uidNext: row.uid_next, modseq: row.modseq ?? undefined, total: row.total };
  },
} as const satisfies Reads;

export const mailFolderWrites = {
  /** Takes over the server's list of folders: new ones appear unlisted, vanished ones go with their messages. */
  'mail.saveFolders': (db: WritableDb, { folders }: { readonly folders: readonly RemoteFolder[] }): void => {
    const named = new Set(folders.map((folder) => folder.path));
    const known = db.prepare<[], { path: string }>('SELECT path FROM mail_folder').all();
    for (const { path } of known) {
      if (!named.has(path)) forgetFolder(db, path);
    }
    const save = db.prepareWrite<[string, string, string | null, number, number]>(
      `INSERT INTO mail_folder (path, name, special, uid_validity, uid_next, modseq, unread, total)
       VALUES (?, ?, ?, 0, 0, NULL, ?, ?)
       ON CONFLICT (path) DO UPDATE SET name = excluded.name, special = excluded.special, unread = excluded.unread`,
    );
    for (const folder of folders) save.run(folder.path, folder.name, folder.special ?? null, folder.unread, folder.total);
    db.touch('mail');
  },

  /** The server gave the folder a new UIDVALIDITY: every UID we hold of it means nothing any more (RFC 9051 §2.3.1.1). */
  'mail.resetFolder': (db: WritableDb, { path, uidValidity }: { readonly path: string; readonly uidValidity: number }): void => {
    forgetMessages(db, path);
    db.prepareWrite<[number, string]>(
      'UPDATE mail_folder SET uid_validity = ?, uid_next = 0, modseq = NULL, synced_at = NULL WHERE path = ?',
    ).run(uidValidity, path);
    db.touch('mail');
  },

  /** The folder has been listed whole as of `at`. */
  'mail.folderSynced': (db: WritableDb, { folder, at }: { readonly folder: RemoteFolder; readonly at: string }): void => {
    db.prepareWrite<[number, number, string | null, number, number, string, string]>(
      'UPDATE mail_folder SET uid_validity = ?, uid_next = ?, modseq = ?, unread = ?, total = ?, synced_at = ? WHERE path = ?',
    ).run(folder.uidValidity, folder.uidNext, folder.modseq ?? null, folder.unread, folder.total, at, folder.path);
    db.touch('mail');
  },
} as const satisfies Writes;

const forgetFolder = (db: WritableDb, path: string): void => {
  forgetMessages(db, path);
  db.prepareWrite<[string]>('DELETE FROM mail_folder WHERE path = ?').run(path);
};

const forgetMessages = (db: WritableDb, path: string): void => {
  db.prepareWrite<[string]>(`DELETE FROM search WHERE system = 'mail' AND id IN (SELECT id FROM mail_message WHERE folder = ?)`).run(path);
  db.prepareWrite<[string]>('DELETE FROM mail_message WHERE folder = ?').run(path);
};
