import type { WritableDb, Writes } from '../../../store/db.ts';

export const mailSeenWrites = {
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
