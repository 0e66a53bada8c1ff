import { type Commands, commands } from '../../../contracts/systems/index.ts';
import type { ReadableDb } from '../../store/db.ts';
import type { CommandDefinitions } from '../define.ts';
import { SET_SEEN, seenNow } from './repository/overlay.ts';

export const setSeen = commands.mail[SET_SEEN satisfies keyof Commands['mail']];

/** What officers may ask of the force's mail through the outbox. */
export const mailCommands: CommandDefinitions<'mail'> = {
  'mail.setSeen': {
    /** Mail's items have no versions of their own. */
    baseVersion: (db, { itemId }) => (messageOf(db, itemId) === undefined ? undefined : 0),
    isSo: (db, { itemId, payload }) => (messageOf(db, itemId)?.seen === 1) === payload.seen,
    summary: (db, { itemId, payload }) => `${payload.seen ? 'Mark as read' : 'Mark as unread'}: ${messageOf(db, itemId)?.subject ?? ''}`,
    unjournalled: true,
  },
};

const messageOf = (db: ReadableDb, id: string): { readonly seen: number; readonly subject: string } | undefined =>
  db
    .prepare<[string], { seen: number; subject: string }>(`SELECT ${seenNow} AS seen, m.subject FROM mail_message m WHERE m.id = ?`)
    .get(id);
