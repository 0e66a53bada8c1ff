import type { WritableDb, Writes } from '../../../store/db.ts';
import { enqueue } from '../../../sync/outbox.ts';
import { SET_SEEN, type SetSeen } from '../commands.ts';
import { seenNow } from './overlay.ts';

export const mailSeenWrites = {
  /**
   * The officer has read a message, or wants it unread: into the outbox, unless it stands so already. False when there is no such
   * message. `outboxId` is a new UUID.
   */
  'mail.wishSeen': (
    db: WritableDb,
    { id, seen, outboxId, at }: SetSeen & { readonly id: string; readonly outboxId: string; readonly at: string },
  ): boolean => {
    const row = db
      .prepare<[string], { seen: number; subject: string }>(`SELECT ${seenNow} AS seen, m.subject FROM mail_message m WHERE m.id = ?`)
      .get(id);
    if (row === undefined) return false;
    if ((row.seen === 1) === seen) return true;
    enqueue(db, {
      id: outboxId,
      system: 'mail',
      command: SET_SEEN,
      itemKind: 'message',
      itemId: id,
      baseVersion: 0,
      payload: { seen } satisfies SetSeen,
      summary: `${seen ? 'Mark as read' : 'Mark as unread'}: ${row.subject}`,
      at,
    });
    db.touch('mail');
    return true;
  },

  /** The server has set the flag; its count of unread changes with it, so that the pane is right before the next listing. */
  'mail.seenSet': (db: WritableDb, { id, seen }: { readonly id: string; readonly seen: boolean }): void => {
    const { changes } = db
      .prepareWrite<[number, string, number]>('UPDATE mail_message SET seen = ? WHERE id = ? AND seen <> ?')
      .run(Number(seen), id, Number(seen));
    if (changes === 0) return;
    db.prepareWrite<[number, string]>(
      'UPDATE mail_folder SET unread = MAX(0, unread + ?) WHERE path = (SELECT folder FROM mail_message WHERE id = ?)',
    ).run(seen ? -1 : 1, id);
    db.touch('mail');
  },
} as const satisfies Writes;
