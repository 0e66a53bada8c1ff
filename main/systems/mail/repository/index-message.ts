import type { WritableDb } from '../../../store/db.ts';
import { indexText, removeText, type SearchText } from '../../../store/search.ts';

/** Puts a message into the search index, in place of what was there of it. `at`: when it was sent. */
export const indexMessage = (db: WritableDb, id: string, text: SearchText): void => {
  indexText(db, { ...MAIL, id }, text);
  db.prepareWrite<[string]>(`DELETE FROM search_behind WHERE system = 'mail' AND id = ?`).run(id);
};
const MAIL = { system: 'mail', kind: 'mail' } as const;

/** Takes a message out of the search index. */
export const removeFromIndex = (db: WritableDb, id: string): void => {
  removeText(db, { ...MAIL, id });
};

/** A message in the index has another id now. */
export const renameInIndex = (db: WritableDb, id: string, now: string): void => {
  db.prepareWrite<[string, string]>(`UPDATE OR REPLACE search_entry SET id = ? WHERE system = 'mail' AND id = ?`).run(now, id);
};
