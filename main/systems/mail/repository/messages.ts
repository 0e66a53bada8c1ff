import type { Marking } from '../../../../contracts/domain/common.ts';
import type { MailSummary } from '../../../../contracts/domain/mail.ts';
import { mailSummary } from '../../../../contracts/domain/mail.ts';
import type { ReadableDb, Reads, WritableDb, Writes } from '../../../store/db.ts';
import { messageIdIn, referencesIn } from '../message-id.ts';
import type { MessageFlags, MessageHeader } from '../messages.ts';
import { indexMessage, removeFromIndex } from './index-message.ts';
import { flaggedNow, folderNow, inFolder, seenNow, unreadNow } from './overlay.ts';

/** Where a message lies at the server, and its bytes when they are on this laptop. */
export interface StoredMessage {
  readonly summary: MailSummary;
  /** At the server; `summary.folder` is where the officer sees it. */
  readonly folder: string;
  readonly uid: number;
  readonly uidValidity: number;
  readonly messageId: string | undefined;
  readonly raw: Uint8Array | undefined;
}

/** What reading a message whole adds to its line in the list. */
export interface MessageBody {
  readonly id: string;
  readonly raw: Uint8Array;
  readonly preview: string;
  /** What the search index holds of it. */
  readonly text: string;
  readonly attachments: number;
  /** That the text names; what the header named is not lowered by it. */
  readonly marking: Marking | undefined;
}

export interface SummaryRow {
  readonly id: string;
  readonly folder: string;
  readonly subject: string;
  readonly from_name: string;
  readonly from_address: string;
  readonly recipients: string;
  readonly preview: string;
  readonly at: string;
  readonly seen: number;
  readonly flagged: number;
  readonly attachments: number;
  readonly marking: string | null;
}

const SUMMARY = `m.id, ${folderNow} AS folder, m.subject, m.from_name, m.from_address, m.recipients, m.preview, m.at, ${seenNow} AS seen, ${flaggedNow} AS flagged, m.attachments, m.marking`;

/** Columns of a line of a list, of the message `m`. */
export const LISTED = `${SUMMARY}, m.uid`;

/** Whether the bytes are not here. `raw IS NULL` would read, decrypt and authenticate every page of them to see; their length stands in the row. */
const ABSENT = 'LENGTH(m.raw) IS NULL';

/** What of a folder is listed, by conditions on the message `m`. */
export const FILTERS = { all: '1', unread: `${seenNow} = 0`, flagged: `${flaggedNow} = 1` } as const;
export type Filter = keyof typeof FILTERS;

export const mailMessageReads = {
  /** A page of a folder, newest first; undefined when there is no such folder. */
  'mail.list': (
    db: ReadableDb,
    {
      folder,
      filter,
      offset,
      limit,
    }: { readonly folder: string; readonly filter: keyof typeof FILTERS; readonly offset: number; readonly limit: number },
  ): { readonly rows: readonly MailSummary[]; readonly total: number; readonly asOf: string | undefined } | undefined => {
    const known = db.prepare<[string], { synced_at: string | null }>('SELECT synced_at FROM mail_folder WHERE path = ?').get(folder);
    if (known === undefined) return undefined;
    const counted = db.prepare<[string, string], { n: number }>(`SELECT COUNT(*) AS n FROM (${inFolder('1', FILTERS[filter])})`);
    const total = counted.get(folder, folder)?.n ?? 0;
    const rows = db
      .prepare<[string, string, number, number], SummaryRow>(
        `${inFolder(LISTED, FILTERS[filter])} ORDER BY at DESC, uid DESC LIMIT ? OFFSET ?`,
      )
      .all(folder, folder, limit, offset);
    return { rows: rows.map(toSummary), total, asOf: known.synced_at ?? undefined };
  },

  /** Unread mail in the inbox: how many, and the newest `limit` of them. */
  'mail.unread': (
    db: ReadableDb,
    { limit }: { readonly limit: number },
  ): { readonly count: number; readonly newest: readonly MailSummary[] } => {
    const inbox = db
      .prepare<[], { path: string; unread: number }>(`SELECT f.path, ${unreadNow} AS unread FROM mail_folder f WHERE f.special = 'inbox'`)
      .get();
    if (inbox === undefined) return { count: 0, newest: [] };
    const newest = db
      .prepare<[string, string, number], SummaryRow>(`${inFolder(LISTED, FILTERS.unread)} ORDER BY at DESC, uid DESC LIMIT ?`)
      .all(inbox.path, inbox.path, limit);
    return { count: inbox.unread, newest: newest.map(toSummary) };
  },

  'mail.message': (db: ReadableDb, { id }: { readonly id: string }): StoredMessage | undefined => {
    const row = db
      .prepare<
        [string],
        SummaryRow & { lies: string; uid: number; uid_validity: number; message_id: string | null; raw: Uint8Array | null }
      >(
        `SELECT ${SUMMARY}, m.folder AS lies, m.uid, m.message_id, m.raw, f.uid_validity FROM mail_message m JOIN mail_folder f ON f.path = m.folder WHERE m.id = ?`,
      )
      .get(id);
    if (row === undefined) return undefined;
    const raw = row.raw ?? undefined;
    const messageId = row.message_id ?? (raw && messageIdIn(raw));
    return { summary: toSummary(row), folder: row.lies, uid: row.uid, uidValidity: row.uid_validity, messageId, raw };
  },

  /** The folder in which the officer sees a message; undefined where there is none such. */
  'mail.folderOf': (db: ReadableDb, { id }: { readonly id: string }): string | undefined =>
    db.prepare<[string], { folder: string }>(`SELECT ${folderNow} AS folder FROM mail_message m WHERE m.id = ?`).get(id)?.folder ||
    undefined,

  /** The UIDs that the store holds of a folder, ascending. */
  'mail.uids': (db: ReadableDb, { folder }: { readonly folder: string }): readonly number[] =>
    db
      .prepare<[string], { uid: number }>('SELECT uid FROM mail_message WHERE folder = ? ORDER BY uid')
      .all(folder)
      .map((row) => row.uid),

  /** Of the folder's newest `limit` messages, those whose bytes are not here yet, newest first. */
  'mail.withoutBody': (
    db: ReadableDb,
    { folder, limit }: { readonly folder: string; readonly limit: number },
  ): readonly { readonly id: string; readonly uid: number }[] =>
    db
      .prepare<[string, number], { id: string; uid: number }>(
        `SELECT id, uid FROM (SELECT id, uid, at, ${ABSENT} AS absent FROM mail_message m WHERE folder = ? ORDER BY at DESC, uid DESC LIMIT ?)
         WHERE absent ORDER BY at DESC, uid DESC`,
      )
      .all(folder, limit),

  /** The next message whose bytes are here and whose text is to be indexed anew (main/store/worker/migrations/0015-search.ts). */
  'mail.behind': (db: ReadableDb, _: null): { readonly id: string; readonly raw: Uint8Array } | undefined =>
    db
      .prepare<[], { id: string; raw: Uint8Array }>(
        `SELECT m.id, m.raw FROM search_behind AS behind CROSS JOIN mail_message m ON m.id = behind.id
         WHERE behind.system = 'mail' AND NOT ${ABSENT} LIMIT 1`,
      )
      .get(),

  /** Bytes of message bodies that lie on the laptop. */
  'mail.bodyBytes': (db: ReadableDb, _: null): number =>
    db.prepare<[], { n: number | null }>('SELECT SUM(LENGTH(raw)) AS n FROM mail_message').get()?.n ?? 0,
} as const satisfies Reads;

export const mailMessageWrites = {
  /** New lines of a folder. A message that is here already is not written twice. */
  'mail.saveHeaders': (
    db: WritableDb,
    { folder, messages }: { readonly folder: string; readonly messages: readonly (MessageHeader & { readonly id: string })[] },
  ): void => {
    const save = db.prepareWrite<
      [string, string, number, string, string, string, string, string, number, number, number, string | null, string | null]
    >(
      `INSERT INTO mail_message
         (id, folder, uid, subject, from_name, from_address, recipients, preview, at, seen, flagged, attachments, marking, message_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
    for (const m of messages) {
      const { changes } = save.run(
        m.id,
        folder,
        m.uid,
        m.subject,
        m.fromName,
        m.fromAddress,
        m.recipients,
        m.at,
        Number(m.seen),
        Number(m.flagged),
        m.attachments,
        m.marking ?? null,
        m.messageId ?? null,
      );
      if (changes > 0) indexMessage(db, m.id, { title: m.subject, body: `${m.fromName} ${m.fromAddress} ${m.recipients}`, at: m.at });
    }
    db.touch('mail');
  },

  'mail.saveFlags': (db: WritableDb, { folder, flags }: { readonly folder: string; readonly flags: readonly MessageFlags[] }): void => {
    const save = db.prepareWrite<[number, number, string, number]>(
      'UPDATE mail_message SET seen = ?, flagged = ? WHERE folder = ? AND uid = ?',
    );
    for (const { uid, seen, flagged } of flags) save.run(Number(seen), Number(flagged), folder, uid);
    db.touch('mail');
  },

  'mail.removeMessages': (db: WritableDb, { folder, uids }: { readonly folder: string; readonly uids: readonly number[] }): void => {
    const find = db.prepare<[string, number], { id: string }>('SELECT id FROM mail_message WHERE folder = ? AND uid = ?');
    const remove = db.prepareWrite<[string]>('DELETE FROM mail_message WHERE id = ?');
    for (const uid of uids) {
      const row = find.get(folder, uid);
      if (row === undefined) continue;
      removeFromIndex(db, row.id);
      remove.run(row.id);
    }
    db.touch('mail');
  },

  'mail.saveBody': (db: WritableDb, { id, raw, preview, text, attachments, marking }: MessageBody): void => {
    const { changes } = db
      .prepareWrite<[Uint8Array, string, number, string | null, string]>(
        `UPDATE mail_message SET raw = ?, preview = ?, attachments = ?,
           marking = CASE WHEN marking = 'OFFICIAL-SENSITIVE' THEN marking ELSE COALESCE(?, marking) END WHERE id = ?`,
      )
      .run(raw, preview, attachments, marking ?? null, id);
    if (changes === 0) return;
    db.prepareWrite<[string]>('DELETE FROM mail_reference WHERE id = ?').run(id);
    const refer = db.prepareWrite<[string, number, string]>('INSERT INTO mail_reference (id, place, message_id) VALUES (?, ?, ?)');
    for (const [place, name] of referencesIn(raw).entries()) refer.run(id, place, name);
    const row = db
      .prepare<[string], { subject: string; from_name: string; from_address: string; recipients: string; at: string }>(
        'SELECT subject, from_name, from_address, recipients, at FROM mail_message WHERE id = ?',
      )
      .get(id);
    if (row === undefined) return;
    indexMessage(db, id, { title: row.subject, body: `${row.from_name} ${row.from_address} ${row.recipients} ${text}`, at: row.at });
    db.touch('mail');
  },

  /** Lets go of the oldest bodies until at most `maxBytes` remain; their lines stay in the list. */
  'mail.boundBodies': (db: WritableDb, { maxBytes }: { readonly maxBytes: number }): void => {
    db.prepareWrite<[number]>(
      `UPDATE mail_message SET raw = NULL WHERE id IN (SELECT id FROM
         (SELECT id, SUM(LENGTH(raw)) OVER (ORDER BY at DESC, uid DESC, id) AS so_far FROM mail_message m WHERE NOT ${ABSENT})
       WHERE so_far > ?)`,
    ).run(maxBytes);
  },
} as const satisfies Writes;

export const toSummary = (row: SummaryRow): MailSummary =>
  mailSummary.parse({
    id: row.id,
    folder: row.folder,
    from: row.from_name === '' && row.from_address === '' ? undefined : { name: row.from_name, address: row.from_address },
    recipients: row.recipients || undefined,
    subject: row.subject,
    preview: row.preview,
    at: row.at,
    seen: row.seen === 1,
    flagged: row.flagged === 1,
    attachments: row.attachments,
    marking: row.marking ?? undefined,
  });
