import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { ReadableDb } from '../../store/db.ts';
import type { CommandDefinitions } from '../define.ts';
import { messageIdIn } from './message-id.ts';
import { flaggedNow, folderNow, seenNow } from './repository/overlay.ts';

/** Mail's items have no versions of their own. */
const baseVersion = (db: ReadableDb, { itemId }: { readonly itemId: string }) => (messageOf(db, itemId) === undefined ? undefined : 0);

/** What is marked or moved must lie where the officer may. */
const refuses = (db: ReadableDb, { itemId }: { readonly itemId: string }) =>
  messageOf(db, itemId)?.read_only === 1 ? 'NotAllowed' : undefined;

/** Where it lies, should its number mean nothing any more once the command goes out, or the command go out from another laptop. */
const completes = (db: ReadableDb, { itemId }: { readonly itemId: string }) => {
  const message = messageOf(db, itemId);
  const messageId = message?.message_id ?? rawMessageId(db, itemId);
  return message === undefined ? {} : { place: { folder: message.lies, ...(messageId === undefined ? {} : { messageId }) } };
};

const onMessage = { baseVersion, refuses, completes };
/** Of a consultation that is journalled, a mark says nothing new; where a message went does. */
const marking = { ...onMessage, unjournalled: true } as const;

/** What officers may ask of the force's mail through the outbox. */
export const mailCommands: CommandDefinitions<'mail'> = {
  'mail.setSeen': {
    ...marking,
    isSo: (db, { itemId, payload }) => (messageOf(db, itemId)?.seen === 1) === payload.seen,
    summary: (db, { itemId, payload }) => `${payload.seen ? 'Mark as read' : 'Mark as unread'}: ${subjectOf(db, itemId)}`,
  },
  'mail.setFlagged': {
    ...marking,
    isSo: (db, { itemId, payload }) => (messageOf(db, itemId)?.flagged === 1) === payload.flagged,
    summary: (db, { itemId, payload }) => `${payload.flagged ? 'Flag' : 'Take the flag off'}: ${subjectOf(db, itemId)}`,
  },
  'mail.move': {
    ...onMessage,
    refuses: (db, given) => refuses(db, given) ?? refusesInto(folderOf(db, given.payload.to)),
    isSo: (db, { itemId, payload }) => messageOf(db, itemId)?.folder === payload.to,
    summary: (db, { itemId, payload }) => `Move to ${nameOf(folderOf(db, payload.to))}: ${subjectOf(db, itemId)}`,
  },
  'mail.erase': {
    ...onMessage,
    summary: (db, { itemId }) => `Delete for good: ${subjectOf(db, itemId)}`,
  },
  'mail.send': {
    refuses: (_, { officer, payload: { to, cc, bcc } }) =>
      officer.mailAddress === undefined || to.length + cc.length + bcc.length === 0 ? 'NotAllowed' : undefined,
    completes: (_, { officer }) => ({ from: { name: formalName(officer), address: officer.mailAddress ?? '' } }),
    summary: (_, { payload: { to, cc, bcc, subject } }) => {
      const [first, ...others] = [...to, ...cc, ...bcc];
      const whom = first === undefined ? '' : first.name || first.address;
      return `Message to ${whom}${others.length === 0 ? '' : ` and ${others.length} more`}: ${subject || 'no subject'}`;
    },
    /** Only items of a feed are shown before HQ has made them. */
    provisional: (payload) => payload,
  },
};

interface MessageRow {
  readonly seen: number;
  readonly flagged: number;
  readonly subject: string;
  /** Where the officer sees it, and where it lies at the server. */
  readonly folder: string;
  readonly lies: string;
  readonly message_id: string | null;
  readonly read_only: number;
}

const messageOf = (db: ReadableDb, id: string): MessageRow | undefined =>
  db
    .prepare<[string], MessageRow>(
      `SELECT ${seenNow} AS seen, ${flaggedNow} AS flagged, m.subject, ${folderNow} AS folder, m.folder AS lies, m.message_id, f.read_only
       FROM mail_message m JOIN mail_folder f ON f.path = m.folder WHERE m.id = ?`,
    )
    .get(id);

/** Of a message that was listed before Message-IDs were. */
const rawMessageId = (db: ReadableDb, id: string): string | undefined => {
  const raw = db.prepare<[string], { raw: Uint8Array | null }>('SELECT raw FROM mail_message WHERE id = ?').get(id)?.raw ?? undefined;
  return raw && messageIdIn(raw);
};

const subjectOf = (db: ReadableDb, id: string): string => messageOf(db, id)?.subject ?? '';

interface FolderRow {
  readonly name: string;
  readonly special: string | null;
  readonly read_only: number;
}
const folderOf = (db: ReadableDb, path: string): FolderRow | undefined =>
  db.prepare<[string], FolderRow>('SELECT name, special, read_only FROM mail_folder WHERE path = ?').get(path);

const refusesInto = (to: FolderRow | undefined) => {
  if (to === undefined) return 'NotFound';
  return to.read_only === 1 ? 'NotAllowed' : undefined;
};

/** As the Mail pane calls it. */
const nameOf = (folder: FolderRow | undefined): string => (folder?.special === 'trash' ? 'Deleted' : (folder?.name ?? ''));
