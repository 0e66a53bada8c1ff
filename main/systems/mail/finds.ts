import type { ReadableDb } from '../../store/db.ts';
import type { Shown } from '../found.ts';

/** What a search finds of mail. */
export const mailFinds = {
  mail: {
    show: (db: ReadableDb, id: string): Shown | undefined => {
      const row = db
        .prepare<[string], { title: string; detail: string; at: string; preview: string }>(
          `SELECT subject AS title, IIF(recipients = '', from_name, 'To ' || recipients) AS detail, at, preview FROM mail_message WHERE id = ?`,
        )
        .get(id);
      return row && { title: row.title, detail: row.detail, at: row.at, lines: [row.preview] };
    },
  },
};
